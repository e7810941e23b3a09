"""The status on a terminal: header, bar of the three statuses, targets in groups. Right from 60 columns up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from plancheck.assess import Assessment
from plancheck.changes import Changes
from plancheck.plan.model import Target
from plancheck.render.change_lines import change_lines, change_sign
from plancheck.render.grouping import Grouping
from plancheck.render.printable import one_line
from plancheck.render.status_lines import hypothetical_note
from plancheck.render.symbols import Symbols, progress_bar, stacked_bar
from plancheck.render.target_view import TargetView, view
from plancheck.render.verdict_words import forecast_text, thresholds_text
from plancheck.render.wrapping import wrap_cells
from plancheck.scoring.rollup import count
from plancheck.words import word

COLORS = {"green": "green", "yellow": "yellow", "red": "red", "grey": "bright_black"}
_STATUS_COLORS = {"on-track": "green", "at-risk": "yellow", "missed": "red"}
_BAR = 10
#: From here on a target takes one line; below, two.
WIDE = 116
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
        shown = sum(len(group.targets) for group in groups)
        parts: list[RenderableType] = [self._header(assessment, shown, pinned=pinned)]
        listed = [target for group in groups for target in group.targets]
        parts += [Text(line) for line in self._changed(listed)]
        for group in groups:
            parts.append(Text(f"\n{one_line(group.title)}", style="bold"))
            parts.append(self._targets(assessment, group.targets))
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
        notes = [Text(note, style="bold magenta") for note in hypothetical_note(assessment, self.language)]
        return Group(*notes, title, day, summary, bar)

    def _changed(self, shown: Sequence[Target]) -> list[str]:
        """What changed, in as many lines as a screen has room for."""
        lines = change_lines(shown, self.language, self.changes, self.signs)
        left = len(lines) - CHANGES_SHOWN - 1
        if left > 0:
            lines = [*lines[: CHANGES_SHOWN + 1], "  " + word("explain.more-changes", self.language, count=left)]
        folded = [part for line in lines for part in _folded(line, max(20, self.width - 4))]
        return ["", *folded] if lines else []

    def _targets(self, assessment: Assessment, targets: Sequence[Target]) -> RenderableType:
        wide = self.width >= WIDE
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True, pad_edge=False)
        table.add_column(no_wrap=True)
        if wide:
            table.add_column(no_wrap=True)
        table.add_column(ratio=5, overflow="fold")
        table.add_column(justify="right", max_width=30, overflow="fold")
        table.add_column(no_wrap=True, min_width=_BAR + (8 if wide else 0))
        if wide:
            table.add_column(no_wrap=True)
            table.add_column(ratio=3, overflow="fold")
        for target in targets:
            table.add_row(*(self._wide_row if wide else self._narrow_row)(assessment, target))
        return Padding(table, (0, 0, 0, 1))

    def _wide_row(self, assessment: Assessment, target: Target) -> list[Text]:
        seen = view(assessment, target, self.language)
        bar = self._bar(assessment, target)
        bar.append(f" {seen.attained:>7}")
        due = Text(str(seen.by or ""), style="dim")
        name = Text(seen.id, style="dim")
        return [
            self._lamp(seen),
            name,
            Text(seen.indicator),
            self._values(seen),
            bar,
            due,
            self._reason(assessment, target, seen),
        ]

    def _narrow_row(self, assessment: Assessment, target: Target) -> list[Text]:
        seen = view(assessment, target, self.language)
        name = (
            Text(f"{seen.indicator}\n")
            .append(f"{seen.id}  ", style="dim")
            .append_text(self._reason(assessment, target, seen))
        )
        values = self._values(seen).append(f"\n{seen.by or ''}", style="dim")
        bar = self._bar(assessment, target).append(f"\n{seen.attained:>{_BAR}}")
        return [self._lamp(seen), name, values, bar]

    def _lamp(self, seen: TargetView) -> Text:
        lamp = Text(f"{self.signs.lamp(seen.lamp)} {seen.status}", style=COLORS[seen.lamp])
        if self.changes is not None:
            lamp.append(f" {change_sign(self.changes.by_target[seen.id].change, self.signs)}", style="bold")
        return lamp

    def _values(self, seen: TargetView) -> Text:
        return Text(f"{seen.latest or '-'} / {seen.goal}")

    def _reason(self, assessment: Assessment, target: Target, seen: TargetView) -> Text:
        separator = "; " if self.language == "en" else "；"
        ahead = forecast_text(target, assessment.verdict(target).row, self.language, brief=True)
        return Text(separator.join(filter(None, [seen.reason, *seen.marks, ahead])), style="dim")

    def _bar(self, assessment: Assessment, target: Target) -> Text:
        row = assessment.verdict(target).row
        return Text(progress_bar(row.attained, row.expected, _BAR, self.signs), style=COLORS[str(row.lamp)])

    def _foot(self, assessment: Assessment) -> Text:
        mark = word("status.expected-mark", self.language).replace("│", self.signs.mark)
        return Text(f"\n{mark}  {thresholds_text(assessment, self.language)}\n", style="dim")


def _folded(line: str, width: int) -> list[str]:
    """A line in as many as it needs, the further ones set in."""
    first, *rest = wrap_cells(line.strip(), width)
    inset = line[: len(line) - len(line.lstrip())]
    return [inset + first, *(f"{inset}  {part}" for part in rest)]


def print_status(table: StatusTable, rendered: RenderableType, *, color: bool) -> str:
    """The text that goes to the terminal, with escape codes only where colour is wanted."""
    import io

    console = Console(
        file=io.StringIO(), width=table.width, force_terminal=color, no_color=not color, markup=False, highlight=False,
        emoji=False, color_system="standard" if color else None, legacy_windows=False,
    )  # fmt: skip
    with console.capture() as capture:
        console.print(rendered)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
