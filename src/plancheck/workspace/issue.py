"""The workbooks that a plan's departments are to fill in a year: workspace and plan in, the files to be out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from plancheck.coverage.approval import approved_values
from plancheck.issuing.known_before import known_before, sound_before
from plancheck.issuing.overdue import late_targets
from plancheck.observations import Reports
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.model import Plan
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.settings import Settings
from plancheck.submissions.gather import gather
from plancheck.workbook.template.csv_lines import csv_bytes, csv_name
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import departments_to_ask, workbook_bytes, workbook_name
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import plan_settings
from plancheck.workspace.reports import read_plan_reports

#: The forms in which a department can be asked, and what names and writes each.
_FORMS = {"xlsx": (workbook_name, workbook_bytes), "csv": (csv_name, csv_bytes)}
ISSUED_FORMS = tuple(_FORMS)


@dataclass(frozen=True, slots=True)
class Issue:
    """The departments that a plan asks in a year, by their keys, and what is known from earlier years.

    `reports` are without the values that no verdict rests on. `unread` are the earlier reports that could not be read, by
    the paths that findings name; nothing is carried over from them.
    """

    plan: Plan
    year: int
    departments: tuple[str, ...]
    reports: Reports
    settings: Settings
    late: Mapping[str, frozenset[str]]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedWorkbook:
    """One workbook to be: where it goes below the folder of all (`<plan>/<year>/<department>.xlsx`, or .csv), and its
    bytes."""

    path: PurePosixPath
    content: bytes


@dataclass(frozen=True, slots=True)
class Issued:
    """The workbooks of a plan and a year. `unread` are the earlier reports that nothing could be carried over from."""

    workbooks: tuple[IssuedWorkbook, ...]
    unread: tuple[str, ...] = ()


def prepare_issue(
    workspace: WorkspaceFolder, plan: Plan, year: int, departments: Collection[str] | None = None
) -> Issue:
    """Whom to ask in a year, of the departments meant (by their keys; None: all), and what is known before.

    They are told the targets as they stand at the end of that year, by the amendments that the plan file knows.
    """
    plan = plan_in_force(plan, date(year, 12, 31))
    files = read_plan_reports(workspace, plan, year - 1)
    unread = tuple(filed.intake.path for filed in files if filed.intake.progress is None)
    gathered, _ = gather(plan, files)
    reports = replace(gathered, approved=approved_values(plan, workspace.config.restatements))
    settings = plan_settings(workspace, plan)
    late = late_targets(plan, year, reports, settings)
    asked = [key for key in departments_to_ask(plan, year, late) if departments is None or key in departments]
    return Issue(plan, year, tuple(asked), sound_before(plan, year, reports), settings, late, unread)


def refuse_nobody(issues: Sequence[Issue], names: Sequence[str] = ()) -> None:
    """Raises UsageProblem where no plan has anything to ask of anybody (of those named) in the year."""
    if any(issue.departments for issue in issues):
        return
    raise UsageProblem(
        "nothing-to-report",
        plan="、".join(issue.plan.id for issue in issues),
        year=issues[0].year,
        departments="、".join(names),
        start=min(issue.plan.start for issue in issues),
        end=max(issue.plan.end for issue in issues),
    )


def draft_workbooks(issue: Issue, form: str = "xlsx", page: str = "") -> Iterator[IssuedWorkbook]:
    """The workbook of each department asked, with what it reported and what is expected of it beside each row.

    As `csv` the long form, with a line for each target and period. `page` is the
    name of the offline page that goes with them, where one does. Raises UsageProblem for another form.
    """
    if form not in _FORMS:
        raise UsageProblem("bad-option", option="format", found=form, allowed=", ".join(ISSUED_FORMS))
    plan, year, (name, content) = issue.plan, issue.year, _FORMS[form]
    for key in issue.departments:
        known = known_before(plan, key, year, issue.reports, issue.settings)
        carried = Filled.of(Reports(known.baselines), plan.department_name(key))
        late = issue.late.get(key, frozenset())
        order = Order(plan, key, year, last=known.last, expected=known.expected, filled=carried, late=late, page=page)
        path = PurePosixPath(plan.id, str(year), name(plan, key))
        yield IssuedWorkbook(path, content(order))
