"""A Chromium driven over a pipe by its own protocol, with the standard library alone; as old as 88."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--remote-debugging-pipe",
)
#: Without a process to fork from, which the builds made for servers want.
SINGLE = ("--no-zygote", "--use-gl=swiftshader")


class Chromium:
    """One browser with one page."""

    name = "chromium"

    def __init__(
        self,
        program: str,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (1280, 900),
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="plancheck-chromium-", ignore_cleanup_errors=True)
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        os.set_blocking(self._read, False)

        def hand_over() -> None:
            # The pipes' ends under the numbers that Chromium expects; above them first, for one may have the other's.
            ends = os.dup(to_read), os.dup(to_write)
            high = [os.dup2(end, 90 + number) for number, end in enumerate(ends)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        profile = f"--user-data-dir={self._folder.name}"
        window = f"--window-size={size[0]},{size[1]}"
        self._process = subprocess.Popen(
            [program, *_ARGUMENTS, *arguments, profile, window, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment) if environment else None,
            close_fds=False,
            preexec_fn=hand_over,
        )
        os.close(to_read)
        os.close(to_write)
        self._number, self._left, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        self._attach()

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        os.close(self._write)
        os.close(self._read)
        self._folder.cleanup()

    def _attach(self) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "DOM", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, /, seconds: float = 60, **parameters: object) -> dict[str, Any]:
        """One command and its answer. Raises RuntimeError where it is refused."""
        self._number += 1
        number = self._number
        message: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + seconds
        while True:
            for told in self._messages(end):
                if told.get("id") == number:
                    if "error" in told:
                        raise RuntimeError(f"{method}: {told['error']}")
                    return dict(told["result"])
                self.events.append(told)

    def _messages(self, end: float) -> list[dict[str, Any]]:
        ready, _, _ = select.select([self._read], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError("the browser says nothing")
        read = os.read(self._read, 1 << 20)
        if not read:
            raise RuntimeError("the browser has ended")
        *whole, self._left = (self._left + read).split(b"\0")
        return [json.loads(one) for one in whole]

    @property
    def version(self) -> str:
        return str(self.call("Browser.getVersion")["product"])

    def before_load(self, script: str) -> None:
        """Run a script in every page before its own."""
        self.call("Page.addScriptToEvaluateOnNewDocument", source=script)

    def resize(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def open(self, page: Path) -> None:
        self.call("Page.navigate", url=page.as_uri())

    def evaluate(self, expression: str, seconds: float = 60) -> Any:
        """The value of an expression, or of what it promises. Raises RuntimeError where it throws."""
        answer = self.call(
            "Runtime.evaluate", seconds=seconds, expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = 60) -> None:
        """Until an expression is true."""
        end = time.monotonic() + seconds
        while not self._is_so(condition):
            if time.monotonic() > end:
                raise TimeoutError(f"{condition}\n{self.evaluate('document.body && document.body.innerText')}")
            select.select([self._read], [], [], 0.05)

    def _is_so(self, condition: str) -> bool:
        try:
            return bool(self.evaluate(condition))
        except RuntimeError:  # a page that is being replaced
            return False

    def choose_files(self, selector: str, paths: Sequence[Path]) -> None:
        """Put files into an input as if they had been chosen."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in paths])

    def drag_files(self, paths: Sequence[Path], at: tuple[int, int] = (400, 200)) -> None:
        """Let files or folders go over a place of the page, as a mouse does that has dragged them there."""
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        for step in ("dragEnter", "dragOver", "drop"):
            self.call("Input.dispatchDragEvent", type=step, x=at[0], y=at[1], data=data)

    def screenshot(self, to: Path) -> None:
        """The whole page, of as much as a picture can be tall."""
        size = self.call("Page.getLayoutMetrics")
        box = size.get("cssContentSize") or size["contentSize"]
        clip = {"x": 0, "y": 0, "width": box["width"], "height": min(box["height"], 6000), "scale": 1}
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        to.write_bytes(base64.b64decode(shot["data"]))
