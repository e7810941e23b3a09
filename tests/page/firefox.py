"""A Firefox driven by Marionette, its own protocol over a socket of this machine, with the standard library alone."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

#: Nothing but the page: no first page, no updates, no telemetry; and where Marionette listens.
_PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "browser.startup.page": 0,
    "toolkit.startup.max_resumed_crashes": -1,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
_RUN = """
const [expression, done] = arguments;
const page = window.wrappedJSObject || window;
const told = page.eval(`(async () => JSON.stringify({ value: await (${expression}) }))()`);
told.then((text) => done(text), (problem) => done(JSON.stringify({ problem: String(problem) })));
"""


class Firefox:
    """One browser with one page."""

    name = "firefox"

    def __init__(self, program: str, *, size: tuple[int, int] = (1280, 900)) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="plancheck-firefox-", ignore_cleanup_errors=True)
        profile = Path(self._folder.name)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        window = [f"--width={size[0]}", f"--height={size[1]}"]
        self._process = subprocess.Popen(
            [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile), *window],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._number, self._left = 0, b""
        try:
            self._socket = self._connect(profile / "MarionetteActivePort", time.monotonic() + 60)
            self._receive()
            self.version = "Firefox " + self.call("WebDriver:NewSession")["capabilities"]["browserVersion"]
            self.call("WebDriver:SetTimeouts", script=120_000)
        except BaseException:
            self._process.kill()
            raise

    def _connect(self, told: Path, end: float) -> socket.socket:
        while time.monotonic() < end:
            if told.exists() and (port := told.read_text(encoding="ascii").strip()):
                return socket.create_connection(("127.0.0.1", int(port)), timeout=150)
            time.sleep(0.1)
        raise TimeoutError("Marionette does not listen")

    def __enter__(self) -> Firefox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._folder.cleanup()

    def call(self, method: str, /, **parameters: object) -> Any:
        """One command and its answer. Raises RuntimeError where it is refused."""
        self._number += 1
        text = json.dumps([0, self._number, method, parameters]).encode()
        self._socket.sendall(b"%d:" % len(text) + text)
        while True:
            _, number, problem, answer = self._receive()
            if number == self._number:
                if problem:
                    raise RuntimeError(f"{method}: {problem.get('error')}: {problem.get('message')}")
                return answer

    def _receive(self) -> Any:
        while b":" not in self._left:
            self._read()
        size, _, self._left = self._left.partition(b":")
        while len(self._left) < int(size):
            self._read()
        text, self._left = self._left[: int(size)], self._left[int(size) :]
        return json.loads(text)

    def _read(self) -> None:
        read = self._socket.recv(1 << 16)
        if not read:
            raise RuntimeError("the browser has ended")
        self._left += read

    def resize(self, width: int, height: int) -> None:
        self.call("WebDriver:SetWindowRect", width=width, height=height)

    def open(self, page: Path) -> None:
        self.call("WebDriver:Navigate", url=page.as_uri())

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or of what it promises, in the page's own scope. Raises RuntimeError where it throws."""
        answer = self.call("WebDriver:ExecuteAsyncScript", script=_RUN, args=[expression])["value"]
        told = json.loads(answer)
        if "problem" in told:
            raise RuntimeError(told["problem"])
        return told.get("value")

    def wait(self, condition: str, seconds: float = 60) -> None:
        """Until an expression is true."""
        end = time.monotonic() + seconds
        while not self.evaluate(condition):
            if time.monotonic() > end:
                raise TimeoutError(f"{condition}\n{self.evaluate('document.body && document.body.innerText')}")
            time.sleep(0.05)

    def choose_files(self, selector: str, paths: Sequence[Path]) -> None:
        """Put files into an input as if they had been chosen."""
        found = self.call("WebDriver:FindElement", using="css selector", value=selector)["value"]
        text = "\n".join(str(path) for path in paths)
        self.call("WebDriver:ElementSendKeys", id=next(iter(found.values())), text=text)

    def screenshot(self, to: Path) -> None:
        to.write_bytes(base64.b64decode(self.call("WebDriver:TakeScreenshot", full=True)["value"]))
