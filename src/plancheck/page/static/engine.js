
'use strict';

// One worker that runs plancheck commands one after the other. What takes too long is stopped with its worker, and
// another one is started: nothing that a file does can hang the page.
//
// `heard` is told of states: ('loading', percent), ('ready'), ('stuck'), ('lost'), ('other-version', version).
function makeEngine(script, text, version, limits, heard) {
  let worker = null;
  let ready = false;
  let gone = false;
  let current = null;
  let timer = 0;
  let number = 0;
  const waiting = [];

  function expectWithin(seconds, late) {
    clearTimeout(timer);
    timer = setTimeout(late, seconds * 1000);
  }

  function start() {
    ready = false;
    worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    worker.onmessage = (event) => answer(event.data);
    worker.onerror = (event) => { event.preventDefault(); broke(String(event.message || '')); };
    worker.postMessage({ type: 'start', engine: text });
    expectWithin(limits.start, () => giveUp('stuck'));
    heard('loading', 0);
  }

  function stop() {
    clearTimeout(timer);
    if (worker) { worker.terminate(); }
    worker = null;
    ready = false;
  }

  function giveUp(state, detail) {
    stop();
    gone = true;
    heard(state, detail);
    for (const run of [current, ...waiting.splice(0)]) { if (run) { run.refuse({ reason: state }); } }
    current = null;
  }

  function answer(message) {
    if (message.type === 'progress') {
      expectWithin(limits.start, () => giveUp('stuck'));
      heard('loading', Math.floor(100 * message.part / Math.max(1, message.of)));
    } else if (message.type === 'ready') {
      clearTimeout(timer);
      if (message.version !== version) { giveUp('other-version', message.version); return; }
      ready = true;
      heard('ready');
      next();
    } else if (message.type === 'done' && current && message.id === current.id) {
      const run = settle();
      run.accept(message);
      next();
    } else if (message.type === 'failed') {
      broke(String(message.message || ''));
    }
  }

  function settle() {
    clearTimeout(timer);
    const run = current;
    current = null;
    return run;
  }

  // A worker that failed is not trusted with another file.
  function broke(problem) {
    if (!ready) { giveUp('lost', problem); return; }
    const run = settle();
    stop();
    start();
    if (run) { run.refuse({ reason: 'broke', problem }); }
  }

  function next() {
    if (!ready || current || !waiting.length) { return; }
    current = waiting.shift();
    worker.postMessage(current.message);
    expectWithin(limits.run, () => {
      const run = settle();
      stop();
      start();
      run.refuse({ reason: 'slow' });
    });
  }

  // A promise of what the command said: {code, stdout, stderr, files}, the texts as texts.
  function run(argv, files, reset, env) {
    if (gone) { return Promise.reject({ reason: 'stuck' }); }
    return new Promise((accept, refuse) => {
      const id = number += 1;
      const message = { type: 'run', id, argv, cwd: '/work', env, files, reset };
      waiting.push({ id, message, refuse, accept: (done) => accept(inText(done)) });
      next();
    });
  }

  function inText(done) {
    const decode = (bytes) => new TextDecoder().decode(bytes);
    return { code: done.code, stdout: decode(done.stdout), stderr: decode(done.stderr), files: done.files || [] };
  }

  // What is waiting is not run any more; a command that runs is left to end.
  function forget() {
    for (const run of waiting.splice(0)) { run.refuse({ reason: 'forgotten' }); }
  }

  start();
  return { run, forget };
}
