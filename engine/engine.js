// The worker in which plancheck runs: a classic worker, made from a Blob of this text (Chromium 88 must parse it).
//
// In:  {type: "start", engine: text of engine.txt}
//      {type: "run", id, argv, cwd, env, files: [{path, bytes, mtime}], reset}
// Out: {type: "progress", part, of}, {type: "ready", version, python},
//      {type: "done", id, code, stdout, stderr, files: [{path, bytes}], log}, {type: "failed", id, message}
// engine/__init__.py says what they mean. Nothing is fetched: what Pyodide asks for is in the engine or is refused.
(function (scope) {
  "use strict";

  var STEPS = 8;
  var CHUNK = 1 << 20; // a multiple of 4: whole groups of base64
  var MARK = "plancheck-engine 1\n";
  var PLACE = "https://engine.invalid/"; // what Pyodide takes for its address; never asked

  var started = null; // Promise of {pyodide, bridge} from the first "start" on

  scope.onmessage = function (event) {
    var message = event.data;
    if (message.type === "start") {
      started = start(message.engine);
      started.then(warmUp, fail(undefined));
    } else if (message.type === "run") {
      if (started === null) {
        fail(message.id)(new Error("run before start"));
        return;
      }
      started.then(function (engine) { run(engine, message); }).catch(fail(message.id));
    } else {
      fail(message.id)(new Error("unknown type: " + message.type));
    }
  };

  function fail(id) {
    return function (problem) {
      var failure = { type: "failed", message: String((problem && problem.message) || problem) };
      if (id !== undefined) {
        failure.id = id;
      }
      scope.postMessage(failure);
    };
  }

  function progress(part) {
    scope.postMessage({ type: "progress", part: part, of: STEPS });
  }

  async function start(text) {
    progress(0);
    var packed = decode(text.trim());
    progress(1);
    var parts = unpack(await gunzip(packed));
    packed = null;
    progress(2);
    keepOffTheNetwork(parts);
    load(parts["pyodide.asm.js"]);
    load(parts["pyodide.js"]);
    progress(3);
    var pyodide = await scope.loadPyodide({
      indexURL: PLACE,
      env: { HOME: "/home/pyodide" },
      stdin: function () { return null; },
      stdout: function () {},
      stderr: function () {},
    });
    progress(6);
    install(pyodide.FS, parts);
    var bridge = pyodide.pyimport("engine_bridge");
    progress(7);
    var ready = { type: "ready", version: bridge.version(), python: bridge.python() };
    progress(STEPS);
    scope.postMessage(ready);
    return { pyodide: pyodide, bridge: bridge };
  }

  // Base64 a piece at a time: one call would need the whole text once more, as a string of characters.
  function decode(text) {
    var end = text.length;
    var padding = text[end - 1] === "=" ? (text[end - 2] === "=" ? 2 : 1) : 0;
    var bytes = new Uint8Array((end / 4) * 3 - padding);
    var at = 0;
    for (var from = 0; from < end; from += CHUNK) {
      var piece = scope.atob(text.slice(from, from + CHUNK));
      for (var i = 0; i < piece.length; i++) {
        bytes[at++] = piece.charCodeAt(i);
      }
    }
    return bytes;
  }

  function gunzip(bytes) {
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  // The mark, the length of the list as eight hexadecimal digits, the list [[name, size], ...] as JSON, the files.
  function unpack(buffer) {
    var letters = new TextDecoder();
    var head = MARK.length + 8;
    if (buffer.byteLength < head || letters.decode(new Uint8Array(buffer, 0, MARK.length)) !== MARK) {
      throw new Error("not an engine of this kind");
    }
    var size = parseInt(letters.decode(new Uint8Array(buffer, MARK.length, 8)), 16);
    var list = JSON.parse(letters.decode(new Uint8Array(buffer, head, size)));
    var parts = {};
    var at = head + size;
    list.forEach(function (entry) {
      parts[entry[0]] = new Uint8Array(buffer, at, entry[1]);
      at += entry[1];
    });
    if (at !== buffer.byteLength) {
      throw new Error("the engine is cut short");
    }
    return parts;
  }

  // Pyodide fetches its own parts by name. Whatever else anything here would fetch is refused, now and later.
  function keepOffTheNetwork(parts) {
    scope.fetch = function (address) {
      var name = String(address).slice(PLACE.length);
      if (String(address) !== PLACE + name || !Object.prototype.hasOwnProperty.call(parts, name)) {
        return Promise.reject(new TypeError("there is no network here: " + address));
      }
      return Promise.resolve(new Response(parts[name]));
    };
    WebAssembly.instantiateStreaming = function (response, imports) {
      return Promise.resolve(response)
        .then(function (answer) { return answer.arrayBuffer(); })
        .then(function (bytes) { return WebAssembly.instantiate(bytes, imports); });
    };
    scope.XMLHttpRequest = undefined;
    scope.WebSocket = undefined;
  }

  function load(script) {
    var address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    try {
      scope.importScripts(address);
    } catch (refused) {
      (0, eval)(new TextDecoder().decode(script)); // where a worker from a file may not read its own blobs
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  // Bytecode and data as files: some of the library looks for its data beside its modules.
  function install(FS, parts) {
    var library = FS.readdir("/lib").filter(function (name) { return /^python\d+\.\d+$/.test(name); })[0];
    var made = {};
    Object.keys(parts).forEach(function (name) {
      if (name.indexOf("site-packages/") !== 0) {
        return;
      }
      var path = "/lib/" + library + "/" + name;
      var folder = path.slice(0, path.lastIndexOf("/"));
      if (!made[folder]) {
        FS.mkdirTree(folder);
        made[folder] = true;
      }
      FS.writeFile(path, parts[name], { canOwn: true });
    });
  }

  // Who opens the page needs some seconds to choose a file: time enough to import what reads it.
  function warmUp(engine) {
    setTimeout(function () {
      try {
        engine.bridge.warm_up();
      } catch (ignored) {
        // The run itself will say what is wrong.
      }
    }, 0);
  }

  function run(engine, message) {
    var FS = engine.pyodide.FS;
    var cwd = message.cwd || "/work";
    engine.bridge.prepare(cwd, Boolean(message.reset));
    (message.files || []).forEach(function (file) { put(FS, placeOf(cwd, file.path), file); });
    var answer = engine.bridge.run(JSON.stringify({ argv: message.argv, cwd: cwd, env: message.env || {} }));
    var told = answer.toJs();
    answer.destroy();
    var files = told[3].map(function (path) {
      var bytes = FS.readFile(cwd + "/" + path);
      return { path: path, bytes: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) };
    });
    var done = { type: "done", id: message.id, code: told[0], stdout: own(told[1]), stderr: own(told[2]), files: files };
    if (told[4]) {
      done.log = told[4];
    }
    var handed = files.map(function (file) { return file.bytes; });
    scope.postMessage(done, handed.concat([done.stdout, done.stderr]));
  }

  function own(bytes) {
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }

  function placeOf(cwd, path) {
    var steps = path.split("/");
    if (!path || path[0] === "/" || steps.indexOf("..") >= 0 || path.indexOf("\0") >= 0) {
      throw new Error("not a path below the working directory: " + path);
    }
    return cwd + "/" + path;
  }

  function put(FS, path, file) {
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, new Uint8Array(file.bytes));
    if (typeof file.mtime === "number") {
      FS.utime(path, file.mtime, file.mtime);
    }
  }
})(self);
