"""The workbooks that a plan's departments are to fill in a year: workspace and plan in, the files to be out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from plancheck.coverage.approval import approved_values
from plancheck.findings import Finding
from plancheck.gate.policy import Policy
from plancheck.issuing.known_before import known_before, sound_before
from plancheck.issuing.overdue import OwedDays, late_targets, owed_days
from plancheck.observations import Reports
from plancheck.plan.amendments.versions import plan_in_force
from plancheck.plan.model import Plan
from plancheck.rules.usage import UsageProblem
from plancheck.scoring.settings import Settings
from plancheck.submissions.gather import Filed, gather
from plancheck.workbook.answers.united import unite
from plancheck.workbook.intake.intake import read_file
from plancheck.workbook.template.carried import carry, is_left
from plancheck.workbook.template.csv_lines import csv_bytes, csv_name
from plancheck.workbook.template.drafts import Order
from plancheck.workbook.template.filled import Filled
from plancheck.workbook.template.workbook import departments_to_ask, workbook_bytes, workbook_name
from plancheck.workspace.filled.books import FilledBook, filled_book, filled_books
from plancheck.workspace.folder import WorkspaceFolder
from plancheck.workspace.plans import plan_settings
from plancheck.workspace.policies import policy_of
from plancheck.workspace.reports import read_plan_reports, report_file

#: The forms in which a department can be asked.
ISSUED_FORMS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Issue:
    """The departments that a plan asks in a year, by their keys, and what is known from earlier years.

    `reports` are without the values that no verdict rests on. `unread` are the earlier reports that could not be read, by
    the paths that findings name; nothing is carried over from them. `filled` are the workbooks filed for the year itself
    already, by department; `findings` what is to be said of those.
    """

    plan: Plan
    year: int
    departments: tuple[str, ...]
    reports: Reports
    settings: Settings
    late: Mapping[str, frozenset[str]]
    owed: Mapping[str, OwedDays]
    policy: Policy
    unread: tuple[str, ...] = ()
    filled: Mapping[str, tuple[FilledBook, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedWorkbook:
    """One workbook to be: where it goes below the folder of all (`<plan>/<year>/<department>.xlsx`, or .csv), and its bytes.

    `findings` say what of earlier workbooks is not in it. Where those contradict, `contradictions` says so and there are no
    bytes. `loses`: what lies at its place now holds something that is not in it.
    """

    path: PurePosixPath
    content: bytes
    findings: tuple[Finding, ...] = ()
    contradictions: tuple[Finding, ...] = ()
    loses: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """The workbooks of a plan and a year. `unread` are the earlier reports that nothing could be carried over from.

    `findings` are the entries of workbooks filed already that have no cell in the new ones.
    """

    workbooks: tuple[IssuedWorkbook, ...]
    unread: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def prepare_issue(
    workspace: WorkspaceFolder, plan: Plan, year: int, departments: Collection[str] | None = None
) -> Issue:
    """Whom to ask in a year, of the departments meant (by their keys; None: all), and what is known before.

    They are told the targets as they stand at the end of that year, by the amendments that the plan file knows.
    """
    plan = plan_in_force(plan, date(year, 12, 31))
    filed_till_now = read_plan_reports(workspace, plan, year)
    files = [filed for filed in filed_till_now if filed.year != year]
    books, found, unusable = filled_books(workspace, plan, [filed for filed in filed_till_now if filed.year == year])
    unread = [filed.intake.path for filed in files if filed.intake.progress is None]
    gathered, _ = gather(plan, files)
    reports = replace(gathered, approved=approved_values(plan, workspace.config.restatements))
    settings = plan_settings(workspace, plan)
    late = late_targets(plan, year, reports, settings)
    owed = owed_days(plan, year, reports, settings)
    asked = [key for key in departments_to_ask(plan, year, late, owed) if departments is None or key in departments]
    filled = {key: tuple(book for book in books if book.department == key) for key in asked}
    before = sound_before(plan, year, reports)
    unread += unusable
    policy = policy_of(workspace, plan)
    return Issue(plan, year, tuple(asked), before, settings, late, owed, policy, tuple(unread), filled, tuple(found))


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


def draft_workbooks(
    workspace: WorkspaceFolder, issue: Issue, output: Path | None = None, form: str = "xlsx", page: str = ""
) -> Iterator[IssuedWorkbook]:
    """The workbook of each department asked, with what it reported and what is expected of it beside each row.

    What the department has filled for the year already is in it: what is filed, and what lies in `output` at its place.
    As `csv` the long form, with a line for each target and period. `page` is the name of the offline page that goes with
    them, where one does. Raises UsageProblem for another form.
    """
    if form not in ISSUED_FORMS:
        raise UsageProblem("bad-option", option="format", found=form, allowed=", ".join(ISSUED_FORMS))
    for key in issue.departments:
        folder = PurePosixPath(issue.plan.id, str(issue.year))
        if form == "csv":
            path = folder / csv_name(issue.plan, key)
            lies = output is not None and workspace.at(output / path).exists()
            yield IssuedWorkbook(path, csv_bytes(_order_of(issue, key)), loses=lies)
            continue
        path = folder / workbook_name(issue.plan, key)
        lying = _lying(workspace, issue, key, output / path) if output is not None else _Lying()
        books = [*issue.filled.get(key, ())]
        if lying.book is not None and all(lying.book.path != book.path for book in books):
            books.append(lying.book)
        workbook = workbook_of(issue, key, books, path, page)
        yield replace(workbook, loses=lying.loses(workbook.findings))


def workbook_of(
    issue: Issue, key: str, books: Sequence[FilledBook], path: PurePosixPath, page: str = ""
) -> IssuedWorkbook:
    """One department's workbook with the entries of others of its own."""
    united = unite(book.entries for book in books)
    if united.contradictions:
        return IssuedWorkbook(path, b"", contradictions=united.contradictions)
    order = replace(_order_of(issue, key), synthetic=any(book.synthetic for book in books), page=page)
    carried = carry(order, united.entries)
    content = workbook_bytes(carried.order)
    edited = [found for book in books for found in book.findings]
    return IssuedWorkbook(path, content, (*edited, *united.notes, *carried.left))


def _order_of(issue: Issue, key: str) -> Order:
    """What one department is asked, with what is known before."""
    known = known_before(issue.plan, key, issue.year, issue.reports, issue.settings)
    policy = issue.policy.of(key)
    return Order(
        issue.plan,
        key,
        issue.year,
        last=known.last,
        expected=known.expected,
        filled=Filled.of(Reports(known.baselines), issue.plan.department_name(key)),
        late=issue.late.get(key, frozenset()),
        owed=issue.owed.get(key, {}),
        yellow_needs=policy.yellow_needs,
        red_needs=policy.red_needs,
    )


@dataclass(frozen=True, slots=True)
class _Lying:
    """What lies where a workbook is to go: the department's own of that year, or something strange, or nothing."""

    book: FilledBook | None = None
    is_strange: bool = False

    def loses(self, left: Sequence[Finding]) -> bool:
        """Whether anything of it is not in the workbook that takes its place; `left` is what found no cell there."""
        if self.book is None:
            return self.is_strange
        return not self.book.is_whole or any(one.path == self.book.shown and is_left(one) for one in left)


def _lying(workspace: WorkspaceFolder, issue: Issue, key: str, path: Path) -> _Lying:
    file = report_file(workspace, path, issue.year)
    if not file.path.exists():
        return _Lying()
    filed = Filed(read_file(file.path, issue.year, file.shown_path), issue.plan.id, issue.year, path.stem)
    book = filled_book(workspace, issue.plan, filed)
    return _Lying(is_strange=True) if book is None or book.department != key else _Lying(book)
