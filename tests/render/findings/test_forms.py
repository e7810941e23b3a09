"""Findings as GitHub annotations and lines: within the forge's limits, and text stays text."""

from __future__ import annotations

import json

import pytest

from plancheck.findings import CellPlace, Finding, TextPlace, finding
from plancheck.render.findings.forms import GITHUB_LIMIT, github_annotations, render_findings


def errors(count: int) -> list[Finding]:
    return [finding("not-a-number", CellPlace("a.xlsx", "S", f"B{n}"), text="x", unit="") for n in range(1, count + 1)]


def notices(count: int) -> list[Finding]:
    return [finding("gate-awaited", TextPlace("r/"), year=2025, count=n, names="x") for n in range(count)]


def kinds(text: str) -> dict[str, int]:
    found = [one.removeprefix("::").split(" ")[0] for one in text.splitlines()]
    return {kind: found.count(kind) for kind in dict.fromkeys(found)}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], {}),
        (errors(GITHUB_LIMIT), {"error": 10}),
        (errors(GITHUB_LIMIT + 1), {"error": 10, "notice": 1}),
        (notices(GITHUB_LIMIT), {"notice": 10}),
        (notices(GITHUB_LIMIT + 1), {"notice": 10}),
        (errors(12) + notices(10), {"error": 10, "notice": 10}),
        (errors(12) + notices(9), {"error": 10, "notice": 10}),
    ],
)
def test_no_more_than_the_forge_shows(found: list[Finding], expected: dict[str, int]) -> None:
    assert kinds(github_annotations(found, "en")) == expected


def test_what_is_left_out_is_counted() -> None:
    assert github_annotations(errors(25), "en").splitlines()[-1] == "::notice title=plancheck::+ 15 error"
    last = github_annotations(errors(12) + notices(10), "en").splitlines()[-1]
    assert last == "::notice title=plancheck::+ 2 error, 1 notice"


def test_a_command_in_a_text_is_escaped() -> None:
    one = finding("not-a-number", CellPlace("a,b:c.xlsx", "S", "B2"), text="100%\n::error::x", unit="")
    text = github_annotations([one], "en")
    assert len(text.splitlines()) == 1
    assert text.startswith("::error file=a%2Cb%3Ac.xlsx,title=not-a-number S!B2::")
    assert "100%25 ::error::x" in text


def test_a_line_is_where_the_forge_can_show_it() -> None:
    text = github_annotations([finding("plan-not-utf8", TextPlace("plans/a.toml", 3))], "zh")
    assert text.startswith("::error file=plans/a.toml,line=3,title=plan-not-utf8::")


def test_a_very_long_text_does_not_exceed_what_the_forge_takes() -> None:
    one = finding("not-a-number", TextPlace("a.csv", 2), text="数" * 32_767, unit="")
    assert len(github_annotations([one], "zh").encode()) < 64 * 1024


@pytest.mark.parametrize("form", ["lines", "table"])
def test_a_finding_is_one_line_and_its_fix_another(form: str) -> None:
    one = finding("not-a-number", CellPlace("a.xlsx", "S", "B2"), text="[red]\n\x1b[31m\u202e<script>", unit="")
    lines = render_findings([one], form, "en").splitlines()
    assert len(lines) == 2
    assert "[red] [31m<script>" in lines[0]


def test_json_keeps_the_text_as_it_is() -> None:
    written = "a\u202e]]>\n<script>"
    one = finding("not-a-number", CellPlace("a.xlsx", "S", "B2"), text=written, unit="")
    assert written in json.loads(render_findings([one], "json", "en", checked=["a.xlsx"]))["findings"][0]["message"]
