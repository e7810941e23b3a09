// node drive.cjs ENGINE.JS ENGINE.TXT: the engine's worker without a browser. Requests on standard input, a JSON object a
// line as engine.js takes them, with bytes in base64; answers on standard output, the same way.
"use strict";
const fs = require("fs");
const readline = require("readline");

const [script, text] = process.argv.slice(2);
const { stdin, stdout, memoryUsage, hrtime } = process;
const since = hrtime.bigint();
// What a worker has and node does not, and the other way round: Pyodide looks for both.
globalThis.self = globalThis;
globalThis.location = new URL("blob:null/engine");
globalThis.WorkerGlobalScope = class {};
globalThis.importScripts = () => {
  throw new Error("no blobs here");
};
globalThis.postMessage = (message) => {
  const shown = JSON.stringify(message, (key, value) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString("base64") : value,
  );
  const at = { ms: Number((hrtime.bigint() - since) / 1000000n), rss: memoryUsage().rss };
  stdout.write(JSON.stringify({ ...JSON.parse(shown), ...at }) + "\n");
};
globalThis.process = undefined;

(0, eval)(fs.readFileSync(script, "utf8"));
self.onmessage({ data: { type: "start", engine: fs.readFileSync(text, "latin1") } });

readline.createInterface({ input: stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  for (const file of request.files || []) {
    const bytes = Buffer.from(file.bytes, "base64");
    file.bytes = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }
  self.onmessage({ data: request });
});
