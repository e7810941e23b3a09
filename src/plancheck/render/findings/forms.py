"""Findings as lines, JSON, GitHub annotations or JUnit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from plancheck.findings import CellPlace, Finding, Severity, TextPlace
from plancheck.render.terminal.printable import one_line
from plancheck.rules import fix, message, severity_of
from plancheck.rules.as_json import finding_json
from plancheck.words import word

FORMS = ("lines", "json", "github", "junit")
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
#: What GitHub calls a finding of each weight.
_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: GitHub shows ten annotations of each kind a step and drops the rest.
GITHUB_LIMIT = 10
#: It also refuses an annotation of more than 64 KB; a Chinese character takes three bytes.
_LONGEST_ANNOTATION = 16_000


def render_findings(
    found: Sequence[Finding],
    form: str,
    language: str,
    *,
    checked: Sequence[str] = (),
    color: bool = False,
    more: Mapping[str, object] | None = None,
) -> str:
    """Findings in one of FORMS (`table` is `lines`). `checked` names the files looked at, for JSON and JUnit.

    `more` is what a command tells beside them, in JSON alone.
    """
    match form:
        case "json":
            import json

            told = [finding_json(one, language) for one in found]
            document = {"format": 1, "files": list(checked), **(more or {}), "findings": told}
            return json.dumps(document, ensure_ascii=False, indent=2)
        case "github":
            return github_annotations(found, language)
        case "junit":
            from plancheck.render.findings.junit import findings_junit

            return findings_junit(found, language, checked)
        case _:
            return "".join(finding_lines(one, language, color=color) for one in found)


def finding_lines(finding: Finding, language: str, *, color: bool = False) -> str:
    """`where: severity: message  [rule-id]` and, where there is one, `  fix: …`."""
    severity = severity_of(finding)
    weight = f"\x1b[{_COLORS[severity]}m{severity}\x1b[0m" if color else str(severity)
    where = one_line(str(finding.place))
    line = f"{where}: {weight}: {one_line(message(finding, language))}  [{finding.rule}]\n"
    mend = fix(finding, language)
    return line + (f"  {word('cli.fix', language)}: {one_line(mend)}\n" if mend else "")


def github_annotations(found: Sequence[Finding], language: str) -> str:
    """Workflow commands in the order given, at most ten of a kind; what is left out is counted in one notice."""
    kinds = [_ANNOTATIONS[severity_of(one)] for one in found]
    counts = Counter(kinds)
    left = {kind: count - GITHUB_LIMIT for kind, count in counts.items() if count > GITHUB_LIMIT}
    room = dict.fromkeys(kinds, GITHUB_LIMIT)
    if left and counts["notice"] >= GITHUB_LIMIT:
        # The notice that counts the rest is one of the ten.
        room["notice"], left["notice"] = GITHUB_LIMIT - 1, counts["notice"] - GITHUB_LIMIT + 1
    lines = []
    for kind, finding in zip(kinds, found, strict=True):
        room[kind] -= 1
        if room[kind] >= 0:
            lines.append(_annotation(kind, finding, language))
    if left:
        rest = ", ".join(f"{count} {kind}" for kind, count in left.items())
        lines.append(f"::notice title=plancheck::+ {rest}")
    return "\n".join(lines) + ("\n" if lines else "")


def _annotation(kind: str, finding: Finding, language: str) -> str:
    place = finding.place
    line = f",line={place.line}" if isinstance(place, TextPlace) and place.line else ""
    cell = f" {place.sheet}!{place.cells or ''}" if isinstance(place, CellPlace) else ""
    title = _escape_property(one_line(f"{finding.rule}{cell}"))
    text = _escape(_text(finding, language)[:_LONGEST_ANNOTATION])
    return f"::{kind} file={_escape_property(one_line(place.path))}{line},title={title}::{text}"


def _text(finding: Finding, language: str) -> str:
    mend = fix(finding, language)
    sentence = one_line(f"{finding.place}: {message(finding, language)}")
    return sentence + (f"\n{word('cli.fix', language)}: {one_line(mend)}" if mend else "")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
