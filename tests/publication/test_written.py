"""A publication as JSON and back; its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.findings import CellPlace, Finding
from plancheck.observations import State
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication, PublishedRow, ReadFile, Signature
from plancheck.publication.written import digest_of, read_publication, same_content, write_publication
from tests.publication.samples import published, quota_plan, told


def kept(path: str) -> str:
    return path.removeprefix("up/")


def shown(path: str) -> str:
    return f"up/{path}"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return quota_plan(tmp_path)


@pytest.fixture
def publication(plan: Plan) -> Publication:
    cell = CellPlace("up/reports/demo/2024/市机关事务中心.xlsx", "进度填报", "H7")
    return published(
        plan,
        replace(told("D-7", "2024-12-31", "150.50"), place=cell),
        told("D-12-1", "2024-12-31", "100"),
        replace(
            told("D-12-1", "2023-12-31", "0", year=2024), place=cell, value=None, state=State.DONE, is_baseline=True
        ),
    )


def read(data: bytes) -> Publication | Finding:
    return read_publication(data, "p.json", shown)


def test_there_and_back_is_the_same(publication: Publication) -> None:
    back = read(write_publication(publication, kept))
    assert isinstance(back, Publication)
    again = write_publication(back, kept)
    assert again == write_publication(publication, kept)
    values = {one.place.path for target in back.targets for one in target.values}
    assert values == {"up/reports/demo/2024/市机关事务中心.xlsx", "up/reports/demo/2024/x.csv"}


def test_everything_that_was_signed_is_read_again(publication: Publication) -> None:
    """Not only what is written again: each name, date and number as it was."""
    row = replace(publication.targets[0].rows[0], department="jgsw")
    undated = PublishedRow(None, "", "at-risk", "grey", "no-data", closed=False)
    state = replace(told("D-12-1", "2024-12-31", "1"), value=None, state=State.UNDER_WAY)
    cell = CellPlace("up/reports/demo/2024/a.xlsx", "进度填报", "H7")
    against = replace(told("D-12-1", "2024-12-31", "81"), reference=Decimal("79.5"), place=cell)
    target = replace(publication.targets[0], rows=(row, undated), values=(state, against))
    signed = replace(
        publication,
        path="p.json",
        signature=Signature(date(2025, 3, 1), "李四", "复核", "sha256:0"),
        files=(ReadFile("up/reports/demo/2024/x.csv", 2024, "a", ("jgsw", "czj")),),
        targets=(target, *publication.targets[1:]),
        errors=3,
        warnings=4,
    )
    back = read(write_publication(signed, kept))
    assert isinstance(back, Publication)
    shown_again = replace(
        target,
        values=tuple(replace(one, place=replace(one.place, path=shown(kept(one.place.path)))) for one in target.values),
    )
    assert back.targets[0] == shown_again
    assert back.targets[1].rows == publication.targets[1].rows
    assert replace(back, targets=()) == replace(signed, targets=())


def test_whoever_did_not_sign_by_name_has_none(publication: Publication) -> None:
    back = read(write_publication(publication, kept))
    assert isinstance(back, Publication)
    assert back.signature == Signature(date(2024, 12, 31))
    raw = json.loads(write_publication(publication, kept))
    assert [raw["signed"][name] for name in ("by", "note", "replaces")] == [None, None, None]


def test_a_person_can_read_it(publication: Publication) -> None:
    text = write_publication(publication, kept).decode()
    assert text.startswith('{\n "format": 1,\n "plan": "demo",\n "year": 2024,\n')
    assert "市机关事务中心.xlsx" in text
    assert text.endswith("}\n")


def test_the_digest_can_be_made_again_by_anybody() -> None:
    """Of the compact JSON with sorted keys, as `sha256sum` gives it."""
    expected = "sha256:" + hashlib.sha256('{"b":1,"计":[1,2]}'.encode()).hexdigest()
    assert digest_of({"计": [1, 2], "digest": "x", "b": 1}) == expected


def test_another_format_is_not_taken_for_ours_though_its_digest_fits(publication: Publication) -> None:
    raw = json.loads(write_publication(publication, kept)) | {"format": 2}
    raw["digest"] = digest_of(raw)
    found = read(json.dumps(raw).encode())
    assert isinstance(found, Finding)
    assert found.rule == "published-unreadable"


def test_paths_are_kept_below_the_workspace(publication: Publication) -> None:
    assert b"up/" not in write_publication(publication, kept)


@pytest.mark.parametrize(
    ("old", "new"), [(b'"150.5"', b'"210"'), (b'"missed"', b'"on-track"'), (b"2024-12-31", b"2024-11-30")]
)
def test_any_change_by_hand_is_seen(publication: Publication, old: bytes, new: bytes) -> None:
    data = write_publication(publication, kept)
    assert old in data
    found = read(data.replace(old, new))
    assert isinstance(found, Finding)
    assert found.rule == "published-altered"


def test_laid_out_otherwise_it_is_still_the_same(publication: Publication) -> None:
    """A formatter or a line-ending conversion changes no content."""
    told_again = json.dumps(json.loads(write_publication(publication, kept)), indent=4).replace("\n", "\r\n")
    assert isinstance(read(told_again.encode()), Publication)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"format": 2}', b'{"format": 1}', b"[" * 100_000]
)
def test_what_is_no_publication_is_said_to_be_none(data: bytes) -> None:
    found = read(data)
    assert isinstance(found, Finding)
    assert found.rule in ("published-unreadable", "published-altered")


def test_who_signed_when_is_no_other_content(publication: Publication) -> None:
    later = replace(publication, signature=Signature(date(2025, 3, 1), "李四", "复核"), version="9")
    assert same_content(write_publication(publication, kept), write_publication(later, kept))


def test_another_value_is_another_content(plan: Plan, publication: Publication) -> None:
    other = published(plan, told("D-7", "2024-12-31", "151"))
    assert not same_content(write_publication(publication, kept), write_publication(other, kept))
