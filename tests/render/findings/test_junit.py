"""JUnit XML: well-formed whatever is in it, and its counts are those of its cases."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from plancheck.findings import CellPlace, TextPlace, finding
from plancheck.render.findings.junit import JUnitCase, findings_junit, junit_xml

CASES = st.lists(st.builds(JUnitCase, *[st.text(max_size=30)] * 5), max_size=12)


@given(CASES)
def test_it_parses_and_counts_what_it_holds(cases: list[JUnitCase]) -> None:
    root = ElementTree.fromstring(junit_xml(cases).encode())
    assert root.get("tests") == str(len(cases))
    assert root.get("failures") == str(sum(bool(case.failure) for case in cases))
    assert root.get("skipped") == str(sum(bool(case.skipped) and not case.failure for case in cases))
    assert sum(int(suite.get("tests", "0")) for suite in root) == len(cases)
    assert len(root.findall(".//failure")) == int(root.get("failures", "-1"))
    assert len(root.findall(".//skipped")) == int(root.get("skipped", "-1"))


def test_text_that_would_end_a_section_is_kept_whole() -> None:
    name = "a ]]> <script> & \"b\" 'c'\n=HYPERLINK(1)"
    root = ElementTree.fromstring(junit_xml([JUnitCase(name, name, name, name)]))
    case = root.find(".//testcase")
    assert case is not None
    assert case.get("name") == name
    assert root.findtext(".//failure") == name


def test_what_xml_has_no_place_for_is_replaced_and_the_rest_kept() -> None:
    root = ElementTree.fromstring(junit_xml([JUnitCase("a\x00b", "\ud800c", "\x1b[31m")]))
    assert root[0].get("name") == "a\ufffdb"


def test_only_errors_fail_and_a_clean_file_is_a_passing_case() -> None:
    found = [
        finding("not-a-number", CellPlace("a.xlsx", "S", "B2"), text="x"),
        finding("missing-state", CellPlace("b.xlsx", "S", "B3"), target="D-1", periods="2025-12-31"),
    ]
    root = ElementTree.fromstring(findings_junit(found, "zh", ["a.xlsx", "b.xlsx", "c.xlsx"]))
    assert {suite.get("name"): suite.get("failures") for suite in root} == {"a.xlsx": "1", "b.xlsx": "0", "c.xlsx": "0"}


def test_a_finding_without_a_checked_file_is_not_lost() -> None:
    root = ElementTree.fromstring(findings_junit([finding("plan-not-here", TextPlace("d.csv"), plan="x")], "en", []))
    assert [suite.get("name") for suite in root] == ["d.csv"]


def test_marks_that_turn_the_reading_direction_are_dropped_everywhere() -> None:
    name = "a\u202eb\u2066c"
    text = junit_xml([JUnitCase(name, name, name, f"{name}\n{name}"), JUnitCase(name, name, skipped=name)])
    assert not {"\u202e", "\u2066"} & set(text)
    failure = ElementTree.fromstring(text).find(".//failure")
    assert failure is not None
    assert failure.text == "abc\nabc"
