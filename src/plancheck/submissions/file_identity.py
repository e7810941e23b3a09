"""What a file was taken for: of which plan, department and year it is, and how much is answered in it. Pure.

Findings say what is wrong; that nothing is wrong with a blank form, or with the form of another plan, says nothing yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.plan.model import Plan
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.answers.progress import Progress


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """`plan` is its id, `departments` are names as the plan has them; what nobody could tell is empty, or None.

    `answers` counts values, states and remarks that were read; not the values that growth is measured from, which a blank form
    is issued with. `left_out`: a marked copy that is not read beside its workbook.
    """

    path: str
    plan: str = ""
    departments: tuple[str, ...] = ()
    year: int | None = None
    answers: int = 0
    left_out: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "path": self.path,
            "plan": self.plan or None,
            "departments": list(self.departments),
            "year": self.year,
            "answers": self.answers,
            "left_out": self.left_out,
        }


def count_answers(progress: Progress) -> int:
    return sum(not one.is_baseline for one in progress.observations) + len(progress.remarks)


def identify_file(filed: Filed, plan_id: str, plan: Plan | None, *, left_out: bool = False) -> FileIdentity:
    """A file by what is in it. `plan` is the one of `plan_id`, where it is at hand."""
    path, progress = filed.intake.path, filed.intake.progress
    if progress is None:
        return FileIdentity(path, left_out=left_out)
    answers = count_answers(progress)
    if plan is None:
        named = (progress.department,) if progress.department else ()
        return FileIdentity(path, plan_id, named, progress.year or filed.year, answers, left_out)
    submissions = gather(plan, [filed])[0].submissions
    names = dict.fromkeys(plan.department_name(one.department) for one in submissions if one.usable)
    year = next((one.year for one in submissions), progress.year or filed.year)
    return FileIdentity(path, plan_id if submissions else "", tuple(names), year, answers, left_out)
