"""The two pages of the method, docs/scoring.md and docs/scoring.zh.md, say the same, and what the code does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from benchmarks.backtest.groups import Group
from benchmarks.backtest.shown import _CHINESE, _HEADS, CITED

from plancheck.rules.deciding import deciding_rules
from plancheck.scoring.marks import Reason, Status
from plancheck.scoring.settings import DEFAULTS

ROOT = Path(__file__).parent.parent
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("scoring.md", "scoring.zh.md")}
ENGLISH, CHINESE = PAGES.values()
FIGURES = tomllib.loads((ROOT / "src/plancheck/explanation/track_record.toml").read_text(encoding="utf-8"))["group"]
NAMES = {"scoring.md": {group: str(group) for group in Group}, "scoring.zh.md": _CHINESE}

Table = list[list[str]]


def tables(page: str) -> list[Table]:
    """The rows of each table of a page, head first, without the line under it; a row is its cells."""
    found: list[Table] = [[]]
    for line in page.splitlines():
        if not line.startswith("|"):
            found.append([])
        elif not line.startswith("|---"):
            found[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return [table for table in found if table]


def table_with(page: str, code: str) -> Table:
    """The table whose rows name a code first, the whole of it."""
    return next(table for table in tables(page) if any(coded(row[0])[:1] == [code] for row in table))


def rules(page: str) -> Table:
    return next(table for table in tables(page) if table[1][0] == "1")


def coded(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def numbers(text: str) -> list[str]:
    """The numbers of a text, but for those of months and their days, which one language has words for."""
    return re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"\d+月\d+日|\d+ (?:January|June|December)|\d+月", "", text))


def backtest(page: str) -> Table:
    return tables(page[page.index("<!-- backtest -->") : page.index("<!-- /backtest -->")])[0]


def sections(page: str) -> list[str]:
    """What stands under each heading, without the tables."""
    return re.split(r"^## .*$", re.sub(r"^\|.*$", "", page, flags=re.MULTILINE), flags=re.MULTILINE)


def test_they_have_the_same_headings_and_tables() -> None:
    levels = [re.findall(r"^#+", page, re.MULTILINE) for page in PAGES.values()]
    assert levels[0] == levels[1]
    sizes = [[(len(table), len(table[0])) for table in tables(page)] for page in PAGES.values()]
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize(("english", "chinese"), list(zip(*map(sections, PAGES.values()), strict=True)))
def test_a_section_in_words_has_the_same_numbers_and_codes(english: str, chinese: str) -> None:
    """What is written outside the tables; Chinese adds the codes of the statuses, which it has words for."""
    assert sorted(numbers(english)) == sorted(numbers(chinese))
    codes = [{code for code in coded(text) if not code.startswith("plancheck ")} for text in (english, chinese)]
    assert codes[0] - codes[1] == set()
    assert codes[1] - codes[0] <= {str(status) for status in Status}


def pairs() -> Iterator[tuple[list[str], list[str]]]:
    """Each row of a table in English with the same row in Chinese."""
    for english, chinese in zip(tables(ENGLISH), tables(CHINESE), strict=True):
        yield from zip(english, chinese, strict=True)


@pytest.mark.parametrize(("english", "chinese"), list(pairs()))
def test_a_row_names_the_same_codes(english: list[str], chinese: list[str]) -> None:
    assert sorted(coded(" ".join(english))) == sorted(coded(" ".join(chinese)))


@pytest.mark.parametrize(("english", "chinese"), list(pairs()))
def test_a_row_names_the_same_numbers(english: list[str], chinese: list[str]) -> None:
    assert sorted(numbers(" ".join(english))) == sorted(numbers(" ".join(chinese)))


def test_they_have_the_rules_that_decide() -> None:
    """Rule 0 stands in the sentence before the table; the outlook, kinds and presets have rules of their own."""
    numbered = {rule.number for rule in deciding_rules().values() if rule.number.isdigit()}
    for page, nought in ((ENGLISH, "rule 0"), (CHINESE, "规则 0")):
        assert nought in page
        listed = [row[0] for row in rules(page)[1:] if row[0]]
        assert listed == [str(number) for number in range(1, 13)]
        assert {"0", *listed} == numbered


def test_a_rule_names_the_same_codes_and_thresholds() -> None:
    for english, chinese in zip(rules(ENGLISH), rules(CHINESE), strict=True):
        assert coded(english[-1]) == coded(chinese[-1])
        assert numbers(english[1]) == numbers(chinese[1])


@pytest.mark.parametrize("page", PAGES)
def test_every_reason_is_on_the_page_and_no_other(page: str) -> None:
    codes = set(coded(PAGES[page]))
    assert {str(reason) for reason in Reason} - codes == set()
    given = {code for row in rules(PAGES[page])[1:] for code in coded(row[-1])}
    assert given <= {str(reason) for reason in Reason}


@pytest.mark.parametrize("page", PAGES)
def test_the_settings_are_those_of_the_code(page: str) -> None:
    listed: list[tuple[str, str]] = []
    for row in table_with(PAGES[page], "preset")[1:]:
        defaults = [one.strip('` "') for one in re.split("[,、]", row[1])]
        listed += [(key, value.strip('` "')) for key, value in zip(coded(row[0]), defaults, strict=True)]
    assert {key: _plain(value) for key, value in listed} == {key: _plain(value) for key, value in DEFAULTS.listed()}
    assert len(listed) == len(DEFAULTS.listed())


def _plain(value: str) -> Decimal | str:
    return Decimal(value) if value[0].isdigit() else value


def test_the_figures_of_the_backtest_are_the_same() -> None:
    english, chinese = backtest(ENGLISH), backtest(CHINESE)
    assert len(english) == len(Group) + 1
    assert [row[1:] for row in english[1:]] == [row[1:] for row in chinese[1:]]


@pytest.mark.parametrize("page", PAGES)
def test_the_table_is_as_it_would_be_written(page: str) -> None:
    head, *rows = backtest(PAGES[page])
    assert "| " + " | ".join(head) + " |" == _HEADS[page]
    assert [row[0] for row in rows] == [NAMES[page][group] for group in Group]


@pytest.mark.parametrize("page", PAGES)
def test_explain_cites_the_figures_of_the_page(page: str) -> None:
    rows = dict(zip(Group, backtest(PAGES[page])[1:], strict=True))
    for group, name in CITED.items():
        for cell, lamp in zip(rows[group][3:], ("green", "yellow", "red"), strict=False):
            # Both were rounded from one number, to three places and to four.
            assert abs(float(cell.split(", ")[1]) - FIGURES[name][lamp]["met"]) < 0.0006, (group, lamp)
        assert rows[group][1] == f"{sum(figure['shown'] for figure in FIGURES[name].values()):,}"
