"""Names of departments as coordinators and officers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.plan.departments import find_department, former_name, nearest_departments
from plancheck.plan.model import Department
from plancheck.plan.read import read_plan

PLANS = Path(__file__).parents[2] / "plans"
CITY = {
    "czj": Department("czj", "市财政局"),
    "jrj": Department("jrj", "市金融局", ("市金融工作局",)),
    "scjgj": Department("scjgj", "市市场监管局"),
    "yjj": Department("yjj", "应急局"),
    "zf": Department("zf", "各区县（市）人民政府"),
}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("czj", "czj"),
        ("财政局", "czj"),
        ("市 财政局", "czj"),
        ("金融工作局", "jrj"),
        ("市场监管局", "scjgj"),
        ("市应急局", "yjj"),
        ("各区县(市)人民政府", "zf"),
        ("省财政局", None),
        ("市", None),
        ("", None),
    ],
)
def test_a_name_with_or_without_its_city(name: str, key: str | None) -> None:
    found = find_department(CITY, name)
    assert (found.key if found else None) == key


def test_of_two_departments_the_name_as_written_counts() -> None:
    both = {"a": Department("a", "财政局"), "b": Department("b", "市财政局")}
    assert [find_department(both, name) for name in ("财政局", "市财政局")] == list(both.values())


def test_neither_is_meant_where_both_could_be() -> None:
    both = {"a": Department("a", "局"), "b": Department("b", "市市局")}
    assert find_department(both, "市局") is None


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("市财务局", ["市财政局"]), ("财政委", ["市财政局"]), ("市某某局", []), ("市XX局", []), ("zb_noident", [])],
)
def test_what_is_near_shares_more_than_city_and_bureau(name: str, nearest: list[str]) -> None:
    assert nearest_departments(CITY, name) == nearest


@pytest.mark.parametrize(
    ("plan", "key", "names"),
    [
        ("zhengzhou", "gxj", ["市工业和信息化局", "工信局", "郑州市工业和信息化局"]),
        ("zhengzhou", "fgw", ["市发改委", "发改委", "市发展和改革委员会", "发展改革委"]),
        ("zhengzhou", "jgsw", ["机关事务中心"]),
        ("xinzheng", "yjj", ["市应急局", "市应急管理局"]),
        ("xinzheng", "swuj", ["市税务局", "国家税务总局新郑市税务局"]),
        ("xinzheng", "sthjfj", ["市生态环境分局"]),
        ("xinzheng", "gxs", ["市供销社"]),
        ("jinan", "rsj", ["市人社局", "人力资源和社会保障局"]),
        ("jinan", "gxj", ["市工信局", "济南市工业和信息化局"]),
        ("binzhou", "zrzyj", ["自然资源和规划局"]),
        ("binzhou", "rhbz", ["中国人民银行滨州市分行"]),
    ],
)
def test_shipped_plans_know_official_and_short_names(plan: str, key: str, names: list[str]) -> None:
    read, _ = read_plan(PLANS / f"{plan}.toml")
    assert read is not None
    assert {name: getattr(find_department(read.departments, name), "key", None) for name in names} == dict.fromkeys(
        names, key
    )


REFORMED = {
    "gxj": Department("gxj", "市工业和信息化局", ("市工信局",), formerly=("市工信委", "xxb = 市信息办")),
    "czj": Department("czj", "市财政局"),
}


@pytest.mark.parametrize(
    ("name", "former"),
    [
        ("市工信委", "市工信委"),
        ("工信委", "市工信委"),
        ("xxb", "xxb = 市信息办"),
        ("XXB", "xxb = 市信息办"),
        ("信息办", "xxb = 市信息办"),
        ("gxj", ""),
        ("市工信局", ""),
        ("工业和信息化局", ""),
    ],
)
def test_a_department_is_found_by_what_it_was(name: str, former: str) -> None:
    found = find_department(REFORMED, name)
    assert found is REFORMED["gxj"]
    assert former_name(found, name) == former


def test_who_has_a_name_now_goes_before_who_had_it() -> None:
    both = {"a": Department("a", "市经委", formerly=("市商务局",)), "b": Department("b", "市商务局")}
    assert find_department(both, "市商务局") is both["b"]
