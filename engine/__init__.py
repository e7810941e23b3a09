"""The engine: plancheck and the Python it runs on as one text, for a page that checks workbooks in a browser.

Not part of plancheck's wheel. `make engine` runs `python -m engine`, which fetches the runtime (`runtime`) and the libraries
(`library`) by version and digest, lays them out beside plancheck's own modules (`stage`), has the runtime itself compile
and pack them (`inside`, by way of `compile.cjs`), and builds the wheel `plancheck-engine` of plancheck's version: package
`plancheck_engine` with `text()` (engine.txt), `script()` (engine.js), `notices()` and `version`.

What a page does with it: make a classic worker from a Blob of `script()`, and post to it

    {type: "start", engine: text()}
    {type: "run", id, argv: [...], cwd: "/work", env: {NAME: value}, files: [{path, bytes: ArrayBuffer, mtime: ms}], reset}

`argv` is without the program's name; paths of files are relative to `cwd`; `reset` empties `cwd` first, or else what earlier
runs were given and wrote there stays. `env` is the whole environment. The worker posts, in this order for each:

    {type: "progress", part, of} ... {type: "ready", version, python}
    {type: "done", id, code, stdout: ArrayBuffer, stderr: ArrayBuffer, files: [{path, bytes: ArrayBuffer}], log?}
    {type: "failed", id?, message}

`code`, `stdout` and `stderr` are those of the command line without a terminal, byte for byte; `files` are those that the
command made or changed. `log` is there after a bug (exit 3): what the command line would have left in `bug.log`. `failed`
is anything else; without `id` the engine did not start. Runs are answered one at a time, in order.
"""
