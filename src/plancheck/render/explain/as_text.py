"""An explanation for people: sections with aligned labels and a chart on a terminal, one fact a line in a pipe."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.explanation.explanation import Explanation
from plancheck.plan.model import Kind
from plancheck.render.explain.chart import SIGNS, Chart, draw_chart
from plancheck.render.explain.facts import Fact, FactSection, explain_sections
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


def explain_lines(told: Explanation, language: str) -> str:
    """`plan/target: section: label: text`, one fact a line; marked where anything was supposed."""
    head = f"{told.plan.id}/{told.target.id}"
    mark = line_mark(told.assessment, language)
    first = f"{head}: {told.assessment.as_of}: {told.row.status} {told.row.lamp} {told.row.reason}"
    lines = [*what_if_note(told.assessment, language), f"{mark}{first}: {one_line(told.target.indicator)}"]
    for section in explain_sections(told, language):
        lines += [f"{mark}{head}: {section.id}: {': '.join(filter(None, fact))}" for fact in section.facts]
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class ExplainPage:
    """How an explanation is shown on a terminal."""

    language: str
    signs: Symbols
    width: int
    color: bool

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self.color and text.strip() else text

    def render(self, told: Explanation) -> str:
        mark = row_mark(told.assessment, self.language)
        width = min(self.width, _WIDEST)
        notes = [line for note in what_if_note(told.assessment, self.language) for line in wrap_cells(note, width)]
        ahead = "".join(self.paint(line, "magenta") + "\n" for line in notes)
        width -= cell_width(mark)
        lines = self._title(told, width)
        for section in explain_sections(told, self.language):
            lines += ["", self.paint(section.title, "bold"), *self._section(section, width)]
        lines += self._chart(told, width)
        return ahead + marked("\n".join(lines) + "\n", mark)

    def _title(self, told: Explanation, width: int) -> list[str]:
        lamp = str(told.row.lamp)
        title = f"{self.signs.lamp(lamp)} {told.target.id} {one_line(told.target.indicator)}"
        key = "status.as-of"
        title = f"{title}  {word(key, self.language, day=told.assessment.as_of)}"
        return [self.paint(line, lamp) for line in wrap_cells(title, width)]

    def _section(self, section: FactSection, width: int) -> list[str]:
        widths = [cell_width(label) for label, text in section.facts if text]
        margin = min(max(widths, default=0), _LABEL)
        return [line for fact in section.facts for line in self._fact(fact, margin, width)]

    def _fact(self, fact: Fact, margin: int, width: int) -> list[str]:
        label, text = fact
        if not text:
            return [f"  {line}" for line in wrap_cells(label, width - 2)]
        texts = wrap_cells(text, width - margin - 4)
        gap = " " * max(0, margin - cell_width(label))
        head = [self.paint(label, "dim") + gap] if cell_width(label) <= margin else [self.paint(label, "dim")]
        if cell_width(label) > margin:
            return [f"  {head[0]}", *(f"  {' ' * margin}  {line}" for line in texts)]
        return [f"  {head[0]}  {texts[0]}", *(f"  {' ' * margin}  {line}" for line in texts[1:])]

    def _chart(self, told: Explanation, width: int) -> list[str]:
        course = told.course
        if course.by is None or not course.values:
            return []
        lines: dict[str, list[tuple]] = {"path": list(course.path)}  # type: ignore[type-arg]
        if course.goal is not None and told.target.kind is not Kind.DIRECTION:
            begin = min([course.values[0][0], *(day for day, _ in course.path[:1])])
            lines["goal"] = [(begin, course.goal), (max(course.by, course.values[-1][0]), course.goal)]
        if course.forecast is not None:
            lines["forecast"] = [course.values[-1], (course.by, course.forecast)]
        places = readable_places(told.row, told.target) - 1
        drawn = draw_chart(
            Chart(lines, course.values, max(0, places)), width - 2, lambda cell, part: self.paint(cell, _PARTS[part])
        )
        if not drawn:
            return []
        shown = ["value", *(name for name in ("path", "forecast", "goal") if lines.get(name))]
        legend = "  ".join(f"{SIGNS[name]} {word(f'explain.legend.{name}', self.language)}" for name in shown)
        unit = f" ({told.target.unit})" if told.target.unit else ""
        title = word("explain.section.chart", self.language) + unit
        return ["", self.paint(title, "bold"), *(f"  {line}" for line in [*drawn, *wrap_cells(legend, width - 2)])]
