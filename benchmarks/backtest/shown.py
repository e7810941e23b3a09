"""What the backtest found, as it is shown to people: worths by group in; out, the figures that `explain` cites and the tables
of docs/scoring.md and docs/scoring.zh.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.backtest.groups import Group
from benchmarks.backtest.measures import Worth
from benchmarks.measuring import CHECKOUT
from plancheck.scoring.marks import Lamp

FIGURES = CHECKOUT / "src" / "plancheck" / "explanation" / "track_record.toml"
PAGES = (CHECKOUT / "docs" / "scoring.md", CHECKOUT / "docs" / "scoring.zh.md")
#: The names that `explanation.track_record` knows the groups by; other levels are cited nowhere.
CITED = {
    Group.YEARLY_LEVELS: "yearly-levels",
    Group.LEVELS: "levels",
    Group.YOUNG_LEVELS: "young-levels",
    Group.COUNTS: "counts",
    Group.QUOTAS: "quotas",
}
_LAMPS = (Lamp.GREEN, Lamp.YELLOW, Lamp.RED)
#: The table stands between two marks in the page, so that it can be written again.
_TABLE = re.compile(r"(<!-- backtest -->\n).*?(<!-- /backtest -->)", re.DOTALL)
_HEADS = {
    "scoring.md": "| group | verdicts | met | green: share, met | yellow: share, met | red: share, met | misses shown red | "
    "forecast off by | Brier over base rate's | worst tenth of P off by | area | plain rule's area |",
    "scoring.zh.md": "| 类别 | 评定数 | 最终完成 | 绿灯：占比、完成 | 黄灯：占比、完成 | 红灯：占比、完成 | 未完成中亮红灯 | "
    "预测误差 | Brier 比值 | 可能性最差一档偏差 | 曲线下面积 | 单看序时进度 |",
}
_CHINESE = {
    Group.YEARLY_LEVELS: "按年填报的水平值",
    Group.LEVELS: "年内填报的水平值（满两年）",
    Group.YOUNG_LEVELS: "同上，不满两年",
    Group.COUNTS: "累计数",
    Group.QUOTAS: "年度数（此前已有两年）",
    Group.OTHER_YEARLY: "其他按年填报的水平值",
    Group.OTHER: "其他年内填报的水平值",
}


def write_what_is_shown(worths: Mapping[Group, Worth]) -> list[Path]:
    """Write the figures, and the tables where the pages have a place for one."""
    FIGURES.write_text(figures(worths), encoding="utf-8", newline="\n")
    written = [FIGURES]
    for page in PAGES:
        if page.is_file():
            before, after = _around_table(page.read_text(encoding="utf-8"))
            page.write_text(before + as_markdown(worths, page.name) + after, encoding="utf-8", newline="\n")
            written.append(page)
    return written


def _around_table(text: str) -> tuple[str, str]:
    found = _TABLE.search(text)
    if found is None:
        raise ValueError("the page has no place for the table")
    return text[: found.end(1)], text[found.start(2) :]


def figures(worths: Mapping[Group, Worth]) -> str:
    """The TOML that `explain` reads: by group and lamp how many were shown, and which share of them was met."""
    lines = [
        "# How often verdicts came true, on the reporting half of the public series (docs/scoring.md).",
        "# Written by `python -m benchmarks backtest --write`.",
    ]
    for group, name in CITED.items():
        lines += ["", f"[group.{name}]", *_lamp_lines(worths[group])]
    return "\n".join(lines) + "\n"


def _lamp_lines(worth: Worth) -> Iterator[str]:
    for lamp in _LAMPS:
        met = worth.met_by[lamp]
        if met is not None:
            yield f"{lamp} = {{ shown = {round(worth.shares[lamp] * worth.count)}, met = {met:.4f} }}"


def as_markdown(worths: Mapping[Group, Worth], page: str) -> str:
    """The table of a page, a row a group."""
    head = _HEADS[page]
    rows = [_row(_CHINESE[group] if page == "scoring.zh.md" else group, worth) for group, worth in worths.items()]
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows]) + "\n"


def _row(name: str, worth: Worth) -> str:
    lamps = [f"{worth.shares[lamp]:.2f}, {_short(worth.met_by[lamp], 3)}" for lamp in _LAMPS]
    numbers = [
        *(_short(worth.misses_red), _short(worth.error, 3), _short(worth.brier)),
        *(_short(worth.worst.off if worth.worst else None), _short(worth.area, 3), _short(worth.plain_area, 3)),
    ]
    return "| " + " | ".join([name, f"{worth.count:,}", _short(worth.met), *lamps, *numbers]) + " |"


def _short(number: float | None, places: int = 2) -> str:
    return "–" if number is None else f"{number:.{places}f}"
