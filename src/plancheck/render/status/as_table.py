"""The status on a terminal: header, bar of the three statuses, targets in groups. Right from 60 columns up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from plancheck.assessment.assess import Assessment
from plancheck.assessment.changes import Changes
from plancheck.plan.model import Target
from plancheck.render.status.changes import change_lines, change_sign
from plancheck.render.status.columns import BAR, GAP, StatusColumns, TableRow, fit_columns
from plancheck.render.status.grouping import Grouping
from plancheck.render.terminal.drawing import drawn_text
from plancheck.render.terminal.printable import cell_width, one_line
from plancheck.render.terminal.symbols import Symbols, progress_bar, stacked_bar
from plancheck.render.terminal.wrapping import wrap_cells
from plancheck.render.verdict.view import view
from plancheck.render.verdict.what_if import marked, row_mark, what_if_note
from plancheck.render.verdict.words import counts_apart_text, forecast_text, thresholds_text
from plancheck.scoring.rollup import count
from plancheck.words import word

COLORS = {"green": "green", "yellow": "yellow", "red": "red", "grey": "bright_black"}
_STATUS_COLORS = {"on-track": "green", "at-risk": "yellow", "missed": "red"}
#: Changes listed above the table; the arrows in it show them all.
CHANGES_SHOWN = 15


@dataclass(frozen=True, slots=True)
class StatusTable:
    """How the status is shown: language, signs, columns."""

    language: str
    signs: Symbols
    width: int
    changes: Changes | None = None

    def render(self, assessment: Assessment, groups: Sequence[Grouping], *, pinned: bool = False) -> RenderableType:
        listed = list({target.id: target for group in groups for target in group.targets}.values())
        parts: list[RenderableType] = [self._header(assessment, len(listed), pinned=pinned)]
        parts += [Text(line) for line in self._changed(listed)]
        rows = [
            [
                self._row(assessment.of_department(group.department) if group.department else assessment, target)
                for target in group.targets
            ]
            for group in groups
        ]
        columns = fit_columns([row for members in rows for row in members], self.width - 1)
        for group, members in zip(groups, rows, strict=True):
            parts += [Text(""), *(Text(line, style="bold") for line in wrap_cells(one_line(group.title), self.width))]
            parts.append(self._targets(members, columns))
        parts.append(self._foot(assessment))
        return Group(*parts)

    def _header(self, assessment: Assessment, shown: int, *, pinned: bool) -> RenderableType:
        plan = assessment.plan
        counts = count(assessment.verdicts.values())
        numbers = {"on-track": counts.on_track, "at-risk": counts.at_risk, "missed": counts.missed}
        key = "status.as-of-pinned" if pinned else "status.as-of"
        day = Text(word(key, self.language, day=assessment.as_of), style="dim")
        summary = Text(word("status.total", self.language, count=len(plan.targets)))
        for name, number in numbers.items():
            summary.append("  ")
            summary.append(f"{word(f'scoring.status.{name}', self.language)} {number}", style=_STATUS_COLORS[name])
        if shown != len(plan.targets):
            summary.append("  " + word("status.shown", self.language, shown=shown, all=len(plan.targets)))
        title = Text(one_line(plan.title), style="bold")
        if plan.document:
            title.append(f"  {one_line(plan.document)}", style="dim")
        bar = Text()
        signs = (self.signs.full, "▒" if self.signs.full == "█" else "=", self.signs.mark)
        cells = stacked_bar(list(numbers.values()), min(60, self.width - 2))
        for sign, cell, color in zip(signs, cells, _STATUS_COLORS.values(), strict=True):
            bar.append(sign * cell, style=color)
        apart = Text(counts_apart_text(assessment, self.language), style="dim")
        return Group(title, day, summary, apart, bar)

    def _changed(self, shown: Sequence[Target]) -> list[str]:
        """What changed, in as many lines as a screen has room for."""
        lines = change_lines(shown, self.language, self.changes, self.signs)
        left = len(lines) - CHANGES_SHOWN - 1
        if left > 0:
            lines = [*lines[: CHANGES_SHOWN + 1], "  " + word("explain.more-changes", self.language, count=left)]
        folded = [part for line in lines for part in _folded(line, max(20, self.width - 4))]
        return ["", *folded] if lines else []

    def _row(self, assessment: Assessment, target: Target) -> TableRow:
        seen = view(assessment, target, self.language)
        row = assessment.verdict(target).row
        lamp = f"{self.signs.lamp(seen.lamp)} {seen.status}"
        if self.changes is not None:
            lamp += f" {change_sign(self.changes.by_target[seen.id].change, self.signs)}"
        separator = "; " if self.language == "en" else "；"
        ahead = forecast_text(target, row, self.language, brief=True)
        return TableRow(
            color=COLORS[seen.lamp],
            lamp=lamp,
            borderline=seen.borderline,
            id=seen.id,
            indicator=seen.indicator,
            values=f"{seen.latest or '-'} / {seen.goal}",
            bar=progress_bar(row.attained, row.expected, BAR, self.signs),
            attained=seen.attained,
            by=str(seen.by or ""),
            reason=separator.join(filter(None, [seen.reason, *seen.marks, ahead])),
        )

    def _targets(self, rows: Sequence[TableRow], columns: StatusColumns) -> RenderableType:
        table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
        for width in columns.widths:
            table.add_column(no_wrap=True, width=width, overflow="ignore")
        for row in rows:
            cells = row.wide(columns) if columns.is_wide else row.narrow(columns)
            table.add_row(*(Text("\n").join(lines) for lines in cells))
        return Padding(table, (0, 0, 0, 1))

    def _foot(self, assessment: Assessment) -> RenderableType:
        mark = word("status.expected-mark", self.language).replace("│", self.signs.mark)
        lines = wrap_cells(f"{mark}  {thresholds_text(assessment, self.language)}", self.width)
        return Text("\n".join(["", *lines, ""]), style="dim")


def _folded(line: str, width: int) -> list[str]:
    """A line in as many as it needs, the further ones set in."""
    first, *rest = wrap_cells(line.strip(), width)
    inset = line[: len(line) - len(line.lstrip())]
    return [inset + first, *(f"{inset}  {part}" for part in rest)]


def print_status(
    table: StatusTable, assessment: Assessment, groups: Sequence[Grouping], *, color: bool, pinned: bool = False
) -> str:
    """The text that goes to the terminal, with escape codes only where colour is wanted. What is supposed says so."""
    mark = row_mark(assessment, table.language)
    inner = replace(table, width=table.width - cell_width(mark))
    note = [line for text in what_if_note(assessment, table.language) for line in wrap_cells(text, table.width)]
    above = _printed(table, Group(*(Text(line, style="bold magenta") for line in note)), color=color) if note else ""
    return above + marked(_printed(inner, inner.render(assessment, groups, pinned=pinned), color=color), mark)


def _printed(table: StatusTable, rendered: RenderableType, *, color: bool) -> str:
    return drawn_text(lambda console: console.print(rendered), table.width, color=color)
