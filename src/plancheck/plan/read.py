"""A plan file in; a `Plan` and every finding out. Nothing is raised for what an author wrote."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancheck.findings import Finding, TextPlace, finding
from plancheck.plan.aftermath import without_aftermath
from plancheck.plan.build import build_plan
from plancheck.plan.checks import check_plan
from plancheck.plan.lines import Path as KeyPath
from plancheck.plan.lines import key_lines
from plancheck.plan.shapes import TableCheck
from plancheck.plan.stand_ins import what_stands_in

if TYPE_CHECKING:
    from plancheck.plan.model import Plan

FORMAT = 1
#: A plan of 300 targets is 150 KB; a larger file is no plan.
MAX_BYTES = 8 * 1024 * 1024


def read_plan(file: str | Path, shown: str | None = None) -> tuple[Plan | None, list[Finding]]:
    """Read and check one plan file. `shown` is the path that findings name.

    The plan is None where its file cannot be read or a `[plan]` key that everything hangs on is missing. A plan that
    has error findings is incomplete and is not to be scored.
    """
    path = Path(file)
    shown = shown or path.as_posix()
    raw, lines, found = read_toml(path, shown)
    if raw is None:
        return None, found
    check = TableCheck(shown, lines)
    if raw.get("format", FORMAT) != FORMAT:
        check.report("format-version", ("format",), found=raw["format"], expected=FORMAT)
    tables = check.table("file", raw, ())
    if tables is not None and not check.findings:
        plan = build_plan(tables, shown)
        return plan, check_plan(plan, path.stem, check.place)
    whole = build_plan(what_stands_in(raw, shown, lines), shown)
    later = without_aftermath(check_plan(whole, path.stem, check.place), raw, lines, check.broken)
    tables = tables or _what_fits(raw, shown, lines)
    return build_plan(tables, shown) if tables else None, [*check.findings, *later]


def read_toml(path: Path, shown: str) -> tuple[dict[str, Any] | None, dict[KeyPath, int], list[Finding]]:
    """A TOML file as a table with decimal numbers and the line of each key; or None and the finding that says why."""
    import tomli

    place = TextPlace(shown)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as problem:
        return None, {}, [finding("unreadable-plan", place, problem=problem.strerror or type(problem).__name__)]
    if len(content) > MAX_BYTES:
        return None, {}, [finding("plan-too-large", place, limit=MAX_BYTES // 1024 // 1024)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        return None, {}, [finding("plan-not-utf8", TextPlace(shown, line))]
    try:
        raw, lines = tomli.loads(text, parse_float=Decimal), key_lines(text)
    except tomli.TOMLDecodeError as problem:
        return None, {}, [finding("broken-toml", TextPlace(shown, problem.lineno), problem=problem.msg)]
    except RecursionError:
        return None, {}, [finding("broken-toml", place, problem="too deeply nested")]
    except (InvalidOperation, ValueError):
        return None, {}, [finding("broken-toml", place, problem="a number of absurd length")]
    return raw, lines, []


def _what_fits(raw: dict[str, Any], shown: str, lines: dict[KeyPath, int]) -> dict[str, Any]:
    """The tables that are whole, where others are not: their findings are reported already."""
    quiet = TableCheck(shown, lines)
    empty = {"format": FORMAT, "departments": {}, "task": []}
    return quiet.table("file", {**empty, **raw}, ()) or {}
