"""A year signed off: written, left alone where it says the same, replaced only with a word why."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from plancheck.findings import Finding, TextPlace
from plancheck.rules.usage import UsageProblem
from plancheck.workspace.publish import Outcome, Published
from tests.workspaces import WorkspaceFiles, line, make_workspace

PATH = "reports/demo/2025/published.json"


@pytest.fixture
def files(tmp_path: Path) -> WorkspaceFiles:
    made = make_workspace(tmp_path)
    made.report(line(value="150"))
    return made


def publish(files: WorkspaceFiles, by: str = "张三", note: str = "", *, again: bool = False) -> Published | Finding:
    return files.open().publish("demo", 2025, by, note, again=again)


def outcome(files: WorkspaceFiles, note: str = "", *, again: bool = False) -> Outcome:
    done = publish(files, note=note, again=again)
    assert isinstance(done, Published)
    assert done.path == PATH
    return done.outcome


def written(files: WorkspaceFiles) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files.folder / PATH).read_text(encoding="utf-8"))
    return content


def test_it_is_written_once_and_the_same_again_changes_nothing(files: WorkspaceFiles) -> None:
    assert outcome(files) is Outcome.WROTE
    before = (files.folder / PATH).read_bytes()
    assert outcome(files, "第二次", again=True) is Outcome.UNCHANGED
    assert (files.folder / PATH).read_bytes() == before


def test_another_result_does_not_take_its_place_unasked(files: WorkspaceFiles) -> None:
    publish(files)
    before = (files.folder / PATH).read_bytes()
    files.report(line(value="151"), line("D-99", value="1"))
    found = publish(files)
    assert isinstance(found, Finding)
    assert (found.rule, found.place, dict(found.values)["on"]) == ("already-published", TextPlace(PATH), "2026-04-01")
    assert (files.folder / PATH).read_bytes() == before


def test_asked_to_it_replaces_what_stands_there_and_names_it(files: WorkspaceFiles) -> None:
    publish(files)
    digest = written(files)["digest"]
    files.report(line(value="151"), line("D-99", value="1"))
    assert outcome(files, " 复核 ", again=True) is Outcome.REPLACED
    signed = written(files)["signed"]
    assert (signed["replaces"], signed["by"], signed["note"]) == (digest, "张三", "复核")


@pytest.mark.parametrize("data", [b"{", b"[1]", b'{"signed": "x"}'], ids=["no JSON", "a list", "no signature"])
def test_what_cannot_be_read_is_not_overwritten_unasked_and_named_by_its_bytes(
    files: WorkspaceFiles, data: bytes
) -> None:
    files.file(PATH, data)
    found = publish(files)
    assert isinstance(found, Finding)
    assert dict(found.values)["on"] == ""
    assert outcome(files, "重新生成", again=True) is Outcome.REPLACED
    assert written(files)["signed"]["replaces"] == "sha256:" + hashlib.sha256(data).hexdigest()


def test_to_replace_takes_a_word_why(files: WorkspaceFiles) -> None:
    with pytest.raises(UsageProblem) as problem:
        publish(files, note="  ", again=True)
    assert problem.value.rule == "again-needs-note"


def test_a_year_of_which_nothing_was_read_is_not_signed(files: WorkspaceFiles) -> None:
    files.report(line(day="2024-12-31", value="90"), year=2024)
    (files.folder / "reports/demo/2025/all.csv").unlink()
    with pytest.raises(UsageProblem) as problem:
        publish(files)
    assert problem.value.rule == "nothing-to-publish"
    assert (problem.value.values["year"], problem.value.values["folder"]) == ("2025", "reports/demo/2025")
    assert not (files.folder / PATH).exists()


def test_nobody_has_to_give_a_name_or_a_note(files: WorkspaceFiles) -> None:
    files.open().publish("demo", 2025)
    assert [written(files)["signed"][name] for name in ("by", "note", "replaces")] == [None, None, None]
