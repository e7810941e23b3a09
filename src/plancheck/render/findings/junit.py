"""JUnit XML: what forges show as test results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from plancheck.findings import Finding
from plancheck.render.terminal.printable import one_line
from plancheck.rules import fix, has_errors, is_error, message

#: XML 1.0 has no place for these, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NO_PROPERTIES: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class JUnitCase:
    """One test case; `failure` is its heading, empty where it passed."""

    suite: str
    name: str
    failure: str = ""
    details: str = ""
    skipped: str = ""


def junit_xml(cases: Iterable[JUnitCase], properties: Mapping[str, object] = NO_PROPERTIES) -> str:
    """Suites in order of first appearance, with their counts; `properties` stand in each of them."""
    suites: dict[str, list[JUnitCase]] = {}
    for case in cases:
        suites.setdefault(case.suite, []).append(case)
    every = [case for members in suites.values() for case in members]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="plancheck" {_counts(every)}>']
    for name, members in suites.items():
        lines.append(f"  <testsuite name={_attribute(name)} {_counts(members)}>")
        lines += _properties(properties)
        lines += [_case(case) for case in members]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _properties(properties: Mapping[str, object]) -> list[str]:
    if not properties:
        return []
    named = (
        f"<property name={_attribute(name)} value={_attribute(str(value))}/>" for name, value in properties.items()
    )
    return [f"    <properties>{''.join(named)}</properties>"]


def _counts(cases: Sequence[JUnitCase]) -> str:
    failures = sum(bool(case.failure) for case in cases)
    skipped = sum(bool(case.skipped) and not case.failure for case in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _case(case: JUnitCase) -> str:
    opening = f"    <testcase classname={_attribute(case.suite)} name={_attribute(case.name)}"
    if case.failure:
        details = escape(_clean(case.details))
        return f"{opening}>\n      <failure message={_attribute(case.failure)}>{details}</failure>\n    </testcase>"
    if case.skipped:
        return f"{opening}>\n      <skipped message={_attribute(case.skipped)}/>\n    </testcase>"
    return f"{opening}/>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """Lines that a parser takes and that nothing in them turns round; what XML has no place for leaves a mark."""
    return "\n".join(map(one_line, _FORBIDDEN.sub("\ufffd", text).split("\n")))


def findings_junit(found: Sequence[Finding], language: str, checked: Sequence[str]) -> str:
    """A suite a file, a case a finding; only errors fail, and a file without findings is one passing case."""
    cases = []
    by_path: dict[str, list[Finding]] = {path: [] for path in checked}
    for finding in found:
        by_path.setdefault(finding.path, []).append(finding)
    for path, members in by_path.items():
        if not has_errors(members):
            cases.append(JUnitCase(suite=path, name=path))
        cases += [_finding_case(path, one, language) for one in members]
    return junit_xml(cases)


def _finding_case(path: str, finding: Finding, language: str) -> JUnitCase:
    name = f"{finding.place} [{finding.rule}]"
    if not is_error(finding):
        return JUnitCase(suite=path, name=name)
    return JUnitCase(suite=path, name=name, failure=message(finding, language), details=fix(finding, language))
