"""The page as one HTML file: its three parts put together, and a policy under which nothing can be sent from it."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from importlib.resources import files

from plancheck.page.contents import PageContents
from plancheck.page.engine import BrowserEngine
from plancheck.page.sentences import page_sentences
from plancheck.rules.usage import UsageProblem

#: What mail systems and messengers of offices take.
MOST_BYTES = 10 * 10**6
#: In the order that they run; the first must be understood by any browser there is.
_SCRIPTS = {
    "officer": ("engine.js", "intake.js", "common.js", "findings.js", "officer.js"),
    "coordinator": ("engine.js", "intake.js", "common.js", "coordinator.js"),
}


def page_html(contents: PageContents, engine: BrowserEngine) -> bytes:
    """The page, UTF-8. Raises UsageProblem where it would be larger than can be handed out."""
    words = page_sentences(contents.kind)
    style, first = _packaged("page.css"), _packaged("first.js")
    script = "".join(_packaged(name) for name in _SCRIPTS[contents.kind])
    parts = {"workspace": contents.as_json(), "words": words, "notices": engine.notices, "worker": engine.script}
    own = words[contents.language]
    text = (
        f'<!doctype html>\n<html lang="{"en" if contents.language == "en" else "zh-CN"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, first, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="plancheck">\n'
        f"<title>{escape(own[f'{contents.kind}.title'])}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_unfit(words)}{_packaged(f'{contents.kind}.html')}"
        f"<script>{first}</script>\n{''.join(_data(name, part) for name, part in parts.items())}"
        f'<script type="text/plain" id="engine">{engine.text}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    ).encode()
    if len(text) > MOST_BYTES:
        raise UsageProblem("page-too-large", size=f"{len(text) / 10**6:.1f}", limit=MOST_BYTES // 10**6)
    return text


def is_page(content: bytes) -> bool:
    """Whether a file is a page of ours, whatever is in it."""
    return content.startswith(b"<!doctype html>") and b'<meta name="generator" content="plancheck">' in content[:2000]


def _packaged(name: str) -> str:
    return files("plancheck.page").joinpath("static", name).read_text(encoding="utf-8")


def _policy(style: str, *scripts: str) -> str:
    """Nothing is loaded and nothing is sent; no script or style but our own, and the engine that they start.

    WebAssembly is `unsafe-eval` to browsers that do not know `wasm-unsafe-eval`.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        "default-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'; img-src data:; "
        f"script-src {hashes} 'unsafe-eval' 'wasm-unsafe-eval' blob:; worker-src blob:; style-src 'sha256-{_digest(style)}'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(name: str, value: object) -> str:
    """A value that the script reads; with no `<`, which could end the element."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def _unfit(words: dict[str, dict[str, str]]) -> str:
    """What a browser that runs no script shows, and one that is too old for ours: in both languages."""

    def told(key: str) -> str:
        return "".join(f"<p>{escape(words[language][key])}</p>" for language in ("zh", "en"))

    return (
        f'<noscript><div class="unfit">{told("noscript")}</div></noscript>\n'
        f'<div id="unfit" class="unfit" hidden>{told("old")}{told("old-help")}</div>\n'
    )
