"""A publication as JSON and back; its digest."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plancheck.findings import CellPlace, Finding
from plancheck.observations import State
from plancheck.plan.model import Plan
from plancheck.publication.model import Publication, Signature
from plancheck.publication.written import read_publication, same_content, write_publication
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
