"""Nothing can leave: every way to send is refused by the page's policy, in the page, in its worker, from its Python."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.page.browsers import Browser

pytestmark = pytest.mark.browsers


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A place on this machine that a request would reach, and what has been sent there.

    A browser may connect in advance, before it looks at what it may do, and say nothing: that is not heard here.
    """
    reached: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        with suppress(OSError):
            while True:
                connection, _ = server.accept()
                connection.settimeout(0.5)
                with connection, suppress(TimeoutError):
                    if said := connection.recv(200):
                        reached.append(said)

    threading.Thread(target=listen, daemon=True).start()
    yield f"127.0.0.1:{server.getsockname()[1]}", reached
    server.close()


#: Ways to send from a page, each told as refused (with why) or as not.
_WAYS = """
(async () => {
  const blocked = [];
  document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
  const to = 'http://PLACE/';
  const settled = (promise) => promise.then(() => 'sent', () => 'refused');
  const loaded = (element) => new Promise((accept) => {
    element.onload = () => accept('sent');
    element.onerror = () => accept('refused');
    setTimeout(() => accept('refused'), 1500);
    document.body.append(element);
  });
  const made = (tag, keys) => Object.assign(document.createElement(tag), keys);
  const asked = new Promise((accept) => {
    const request = new XMLHttpRequest();
    request.onload = () => accept('sent');
    request.onerror = () => accept('refused');
    try { request.open('POST', to); request.send('x'); } catch (error) { accept('refused'); }
  });
  const spoken = new Promise((accept) => {
    try {
      const line = new WebSocket('ws://PLACE/');
      line.onopen = () => accept('sent');
      line.onerror = () => accept('refused');
    } catch (error) { accept('refused'); }
  });
  try { navigator.sendBeacon(to + 'beacon', 'x'); } catch (error) { /* refused */ }
  document.body.append(made('iframe', { name: 'frame' }));
  const form = made('form', { action: to + 'form', method: 'post', target: 'frame' });
  document.body.append(form);
  try { form.submit(); } catch (error) { /* refused */ }
  const answers = {
    fetch: await settled(fetch(to, { mode: 'no-cors' })),
    request: await asked,
    socket: await spoken,
    image: await loaded(made('img', { src: to + 'x.png' })),
    script: await loaded(made('script', { src: to + 'x.js' })),
    style: await loaded(made('link', { rel: 'stylesheet', href: to + 'x.css' })),
    object: await loaded(made('object', { data: to + 'object' })),
    video: await loaded(made('video', { src: to + 'x.mp4' })),
    inline: await (async () => {
      document.body.append(made('script', { textContent: 'window.ranInline = true' }));
      return window.ranInline ? 'ran' : 'refused';
    })(),
  };
  document.body.append(made('iframe', { src: to + 'frame' }));
  await new Promise((accept) => setTimeout(accept, 800));
  return { answers, blocked };
})()
"""

#: The same from a worker that is made as the page makes its own, and from the Python in it.
_WORKER = """
new Promise((accept) => {
  const hook = `(() => {
    let real;
    const handed = async (options) => (self.py = await real(options));
    Object.defineProperty(self, 'loadPyodide', {
      configurable: true,
      set(made) { if (typeof made === 'function' && made !== handed) { real = made; } },
      get() { return real && handed; },
    });
    const [ownFetch, ownRequest, ownSocket] = [self.fetch, self.XMLHttpRequest, self.WebSocket];
    const blocked = [];
    self.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const tell = self.postMessage.bind(self);
    self.postMessage = (message, ...more) => {
      if (message.type !== 'ready') { tell(message, ...more); return; }
      attempt().then((answers) => tell({ type: 'tried', answers, blocked }),
        (error) => tell({ type: 'tried', answers: { problem: String(error) }, blocked }));
    };
    async function attempt() {
      const settled = (promise) => promise.then(() => 'sent', () => 'refused');
      const tried = (action) => { try { action(); return 'sent'; } catch (error) { return 'refused'; } };
      const request = () => { const one = new ownRequest(); one.open('GET', 'http://PLACE/', false); one.send(); };
      self.ownFetch = ownFetch;
      self.ownRequest = ownRequest;
      const python = (lines) => settled(self.py.runPythonAsync(lines.join(String.fromCharCode(10))));
      return {
        fetch: await settled(ownFetch('http://PLACE/', { mode: 'no-cors' })),
        request: tried(request),
        script: tried(() => importScripts('http://PLACE/x.js')),
        socket: await new Promise((accept) => {
          try {
            const line = new ownSocket('ws://PLACE/');
            line.onopen = () => accept('sent');
            line.onerror = () => accept('refused');
          } catch (error) { accept('refused'); }
        }),
        python_fetch: await python(['import js', 'await js.ownFetch("http://PLACE/")']),
        python_request: await python([
          'import js', 'one = js.ownRequest.new()', 'one.open("GET", "http://PLACE/", False)', 'one.send()',
        ]),
        python_urllib: await python(['import urllib.request', 'urllib.request.urlopen("http://PLACE/", timeout=3).read()']),
        python_socket: await python([
          'import socket', 'h, p = "PLACE".split(":")', 's = socket.create_connection((h, int(p)), 3)',
          's.sendall(b"x")', 's.recv(1)',
        ]),
      };
    }
  })();`;
  const worker = new Worker(URL.createObjectURL(new Blob([hook, part('worker')])));
  worker.onmessage = (event) => {
    if (!['tried', 'failed'].includes(event.data.type)) { return; }
    worker.terminate();
    accept(event.data);
  };
  worker.postMessage({ type: 'start', engine: at('engine').textContent });
})
"""


def test_every_way_out_of_the_page_is_refused(opened: Browser, listener: tuple[str, list[bytes]]) -> None:
    place, reached = listener
    del reached[:]
    told = opened.evaluate(_WAYS.replace("PLACE", place))
    assert set(told["answers"].values()) == {"refused"}, json.dumps(told)
    assert {"connect-src", "img-src"} <= set(told["blocked"])
    assert reached == []


def test_every_way_out_of_the_worker_is_refused(opened: Browser, listener: tuple[str, list[bytes]]) -> None:
    """Also where the engine's own guard is taken away, which hands Python the browser's real functions."""
    place, reached = listener
    del reached[:]
    told = opened.evaluate(_WORKER.replace("PLACE", place))
    assert told["type"] == "tried", json.dumps(told)
    assert set(told["answers"].values()) == {"refused"}, json.dumps(told)
    assert len(told["answers"]) == 8
    assert "connect-src" in told["blocked"]
    assert reached == []


def test_the_listener_hears_what_is_sent(listener: tuple[str, list[bytes]]) -> None:
    """Else nothing heard would prove nothing."""
    place, reached = listener
    host, port = place.split(":")
    del reached[:]
    with socket.create_connection((host, int(port)), 5) as connection:
        connection.sendall(b"GET / HTTP/1.1")
        connection.recv(1)
    assert reached == [b"GET / HTTP/1.1"]
