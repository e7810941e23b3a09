// node compile.cjs RUNTIME STAGE INSIDE.PY OUTPUT: run engine/inside.py in the runtime itself, on folders of this machine.
"use strict";
const fs = require("fs");
const path = require("path");

const [runtime, stage, script, output] = process.argv.slice(2).map((name) => path.resolve(name));

async function main() {
  const { loadPyodide } = require(path.join(runtime, "pyodide.js"));
  // Without columns in tracebacks: they are a fifth of the bytecode.
  const args = ["-X", "no_debug_ranges"];
  const pyodide = await loadPyodide({ indexURL: runtime, args, env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
  for (const [place, root] of [["/stage", stage], ["/output", path.dirname(output)]]) {
    pyodide.FS.mkdirTree(place);
    pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, place);
  }
  pyodide.runPython(fs.readFileSync(script, "utf8"));
  pyodide.globals.get("build")("/stage", "/output/" + path.basename(output));
}

main().catch((problem) => {
  console.error(problem);
  process.exit(1);
});
