"""An explanation for people: sections with aligned labels and a chart on a terminal, one fact a line in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancheck.explanation.course import Dated
from plancheck.explanation.explanation import Explanation
from plancheck.plan.vocabulary import Kind
from plancheck.render.explain.chart import SIGNS, Chart, draw_chart
from plancheck.render.explain.facts import FactSection, explain_sections
from plancheck.render.explain.words import Fact
from plancheck.render.terminal.printable import cell_width, one_line
from plancheck.render.terminal.symbols import Symbols
from plancheck.render.terminal.wrapping import wrap_cells
from plancheck.render.verdict.what_if import line_mark, marked, row_mark, what_if_note
from plancheck.render.verdict.words import readable_places
from plancheck.words import word

_COLORS = {"green": "32", "yellow": "33", "red": "31", "grey": "90", "bold": "1", "dim": "2", "magenta": "35"}
_PARTS = {"value": "bold", "path": "dim", "forecast": "yellow", "goal": "green"}
_WIDEST = 110
_LABEL = 22


def explain_lines(explanation: Explanation, language: str) -> str:
    """`plan/target: section: label: text`, one fact a line; marked where anything was supposed."""
    assessment, target, row = explanation.assessment, explanation.target, explanation.row
    head = f"{explanation.plan.id}/{target.id}"
    verdict = f"{assessment.as_of}: {row.status} {row.lamp} {row.reason}"
    lines = [f"{head}: {verdict}: {one_line(target.indicator)}"]
    for section in explain_sections(explanation, language):
        lines += [f"{head}: {section.id}: {': '.join(filter(None, fact))}" for fact in section.facts]
    mark = line_mark(assessment, language)
    return "".join(f"{line}\n" for line in [*what_if_note(assessment, language), *(mark + line for line in lines)])


@dataclass(frozen=True, slots=True)
class ExplainPage:
    """How an explanation is shown on a terminal."""

    language: str
    signs: Symbols
    width: int
    color: bool

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self.color and text.strip() else text

    def render(self, explanation: Explanation) -> str:
        assessment = explanation.assessment
        mark = row_mark(assessment, self.language)
        width = min(self.width, _WIDEST)
        notes = [line for note in what_if_note(assessment, self.language) for line in wrap_cells(note, width)]
        ahead = "".join(self.paint(line, "magenta") + "\n" for line in notes)
        width -= cell_width(mark)
        lines = self._title(explanation, width)
        for section in explain_sections(explanation, self.language):
            lines += ["", self.paint(section.title, "bold"), *self._section(section, width)]
        lines += self._chart(explanation, width)
        return ahead + marked("\n".join(lines) + "\n", mark)

    def _title(self, explanation: Explanation, width: int) -> list[str]:
        lamp, target = str(explanation.row.lamp), explanation.target
        day = word("status.as-of", self.language, day=explanation.assessment.as_of)
        title = f"{self.signs.lamp(lamp)} {target.id} {one_line(target.indicator)}  {day}"
        return [self.paint(line, lamp) for line in wrap_cells(title, width)]

    def _section(self, section: FactSection, width: int) -> list[str]:
        widths = [cell_width(label) for label, text in section.facts if text]
        margin = min(max(widths, default=0), _LABEL)
        return [line for fact in section.facts for line in self._fact(fact, margin, width)]

    def _fact(self, fact: Fact, margin: int, width: int) -> list[str]:
        """The text beside its label, further lines below each other; a label that is too wide has a line to itself."""
        label, text = fact
        if not text:
            return [f"  {line}" for line in wrap_cells(label, width - 2)]
        texts = [f"  {line}" for line in wrap_cells(text, width - margin - 4)]
        shown, inset = self.paint(label, "dim"), " " * margin
        if cell_width(label) > margin:
            return [f"  {shown}", *(f"  {inset}{line}" for line in texts)]
        gap = " " * (margin - cell_width(label))
        return [f"  {shown}{gap}{texts[0]}", *(f"  {inset}{line}" for line in texts[1:])]

    def _chart(self, explanation: Explanation, width: int) -> list[str]:
        chart = chart_of(explanation)
        drawn = draw_chart(chart, width - 2, lambda cell, part: self.paint(cell, _PARTS[part])) if chart else []
        if chart is None or not drawn:
            return []
        shown = ["value", *(name for name in ("path", "forecast", "goal") if chart.lines.get(name))]
        legend = "  ".join(f"{SIGNS[name]} {word(f'explain.legend.{name}', self.language)}" for name in shown)
        unit = one_line(explanation.target.unit)
        title = word("explain.section.chart", self.language) + (f" ({unit})" if unit else "")
        return ["", self.paint(title, "bold"), *(f"  {line}" for line in [*drawn, *wrap_cells(legend, width - 2)])]


def chart_of(explanation: Explanation) -> Chart | None:
    """What a chart of the target shows: its values, and as lines path, goal and forecast; None without dated values."""
    course, target = explanation.course, explanation.target
    if course.by is None or not course.values:
        return None
    lines: dict[str, Sequence[Dated]] = {"path": course.path}
    if course.goal is not None and target.kind is not Kind.DIRECTION:
        begin = min([course.values[0][0], *(day for day, _ in course.path[:1])])
        lines["goal"] = [(begin, course.goal), (max(course.by, course.values[-1][0]), course.goal)]
    if course.forecast is not None:
        lines["forecast"] = [course.values[-1], (course.by, course.forecast)]
    return Chart(lines, course.values, places=max(0, readable_places(explanation.row, target) - 1))
