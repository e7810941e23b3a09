"""Marked copies that came back: which of them is read as the workbook, which says something else than it. Pure.

A marked copy is meant to be looked at, but officers mend it and send it instead of the workbook. One that lies alone is the
department's answer. Beside the workbook it is nobody's, and where its answers are others, somebody's work would be lost
without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from plancheck.findings import Finding, Place, TextPlace, finding
from plancheck.workbook.answers.entries import CellAnswer, EntryKey, period_of, read_answers
from plancheck.workbook.answers.progress import Progress
from plancheck.workbook.intake.checked_names import original_of, original_stem
from plancheck.workbook.intake.intake import Intake


@dataclass(slots=True)
class SettledCopies:
    """`left_out` are the copies, by path, that are not read beside their workbook."""

    left_out: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def settle_copies(files: Iterable[Intake], originals: Mapping[str, Intake]) -> SettledCopies:
    """Hold every marked copy among the files against its workbook.

    `originals` are workbooks that lie beside a copy and are not among the files, by the copy's path: such a copy was asked
    for by itself and is read, and said to be another than its workbook where it is.
    """
    settled = SettledCopies()
    workbooks = {PurePosixPath(one.path): one for one in files if not one.is_long_form}
    copies = sorted((path for path in workbooks if original_stem(path.name)), key=lambda path: (len(path.name), path))
    taken = [path for path in workbooks if path not in copies]
    for path in copies:
        copy = workbooks[path]
        original = original_of(path, taken) or _earlier_copy(path, taken)
        if copy.path in originals:
            settled.findings += _held(copy, originals[copy.path])
        elif original is None or _are_of_others(copy, workbooks[PurePosixPath(original)]):
            taken.append(path)
            stem = original_stem(path.name)
            settled.findings.append(finding("checked-copy-read", TextPlace(copy.path), name=f"{stem}.xlsx"))
        else:
            settled.left_out.add(copy.path)
            settled.findings += _held(copy, workbooks[PurePosixPath(original)])
    return settled


class FiledFile(Protocol):
    """A file that was read, and the workbook beside it where it is a copy that was asked for by itself."""

    @property
    def intake(self) -> Intake: ...

    @property
    def original(self) -> Intake | None: ...


_File = TypeVar("_File", bound=FiledFile)


def without_copies(files: Iterable[_File]) -> tuple[list[_File], list[Finding]]:
    """The files without the marked copies that lie beside their workbook, and what is to be said of copies."""
    given = list(files)
    originals = {filed.intake.path: filed.original for filed in given if filed.original is not None}
    settled = settle_copies((filed.intake for filed in given), originals)
    return [filed for filed in given if filed.intake.path not in settled.left_out], settled.findings


def _earlier_copy(path: PurePosixPath, taken: Sequence[PurePosixPath]) -> PurePosixPath | None:
    """Another copy of the same workbook that is read in its stead."""
    stem = original_stem(path.name)
    return next((one for one in taken if one.parent == path.parent and original_stem(one.name) == stem), None)


def _are_of_others(copy: Intake, original: Intake) -> bool:
    """Whether a copy has nothing but the name in common with the workbook: another department's, another year's."""
    if copy.progress is None or original.progress is None:
        return False
    own, other = copy.progress, original.progress
    pairs = ((own.plan, other.plan), (own.department, other.department), (own.year, other.year))
    return any(one and two and one != two for one, two in pairs)


def _held(copy: Intake, original: Intake) -> list[Finding]:
    """What a copy says otherwise than its workbook: the first cell of both, and how many there are."""
    if copy.progress is None or original.progress is None:
        return [finding("checked-copy-differs", TextPlace(copy.path), other=original.path)]
    own, other = read_answers(copy.progress), read_answers(original.progress)
    keys = {key for key in {*own, *other} if _says(own.get(key)) != _says(other.get(key))}
    if not keys:
        return []
    first = min(keys, key=lambda key: _order(original.progress, copy.progress, key))
    return [
        finding(
            "checked-copy-stale" if copy.as_drawn else "checked-copy-differs",
            _where(copy, first, own.get(first)),
            other=_where(original, first, other.get(first)),
            target=first[0],
            period=period_of(first[1]),
            value=_says(own.get(first)),
            blank=_is_blank(own.get(first)),
            other_value=_says(other.get(first)),
            other_blank=_is_blank(other.get(first)),
            more=len(keys) - 1 or "",
        )
    ]


def _says(answer: CellAnswer | None) -> str:
    return answer.says if answer else ""


def _is_blank(answer: CellAnswer | None) -> str:
    return "" if answer else "true"


def _where(intake: Intake, key: EntryKey, answer: CellAnswer | None) -> Place:
    """The cell of an answer, filled or not."""
    if answer is not None:
        return answer.place
    row = intake.progress.rows.get(key[0]) if intake.progress else None
    return row.cell(key[1]) if row else TextPlace(intake.path)


def _order(original: Progress | None, copy: Progress | None, key: EntryKey) -> tuple[str, int, int, EntryKey]:
    """Row by row and from left to right, as somebody looks for it."""
    target, code = key
    for progress in (original, copy):
        row = progress.rows.get(target) if progress else None
        if row is not None:
            return row.sheet, row.row, row.columns.by_code.get(code, 0), key
    return "", 0, 0, key
