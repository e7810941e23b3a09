"""Photographs the offline page as Chromium shows it, with a workbook dropped on it; needs Chromium.

In: files of a folder and what of them is to be seen. Out: a PNG file there.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.page.chromium import Chromium

READY = "document.body && document.body.dataset.engine === 'ready'"
CHECKED = "document.body.dataset.lines === '1-zh'"
#: The page says at what time it checked.
CLOCK = "Date.prototype.toTimeString = () => '10:20:00 GMT+0800';"


@dataclass(frozen=True, slots=True)
class WebPicture:
    """What to photograph: a page, the workbook dropped on it, and how much of the window, in pixels."""

    name: str
    page: str
    dropped: str
    width: int
    height: int


def photograph_page(picture: WebPicture, folder: Path) -> None:
    """Open the page, drop the workbook and take its picture into the folder."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise SystemExit("no Chromium on this machine")
    with Chromium(program) as browser:
        browser.resize(picture.width, picture.height)
        browser.before_load(CLOCK)
        browser.open(folder / picture.page)
        browser.wait(READY, 120)
        browser.choose_files("#files", [folder / picture.dropped])
        browser.wait(CHECKED)
        browser.screenshot(folder / f"{picture.name}.png")
