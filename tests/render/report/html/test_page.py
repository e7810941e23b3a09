"""The page: it stands alone, it is one sound document, and it can be used without eyes, mouse or script."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from plancheck.words import word
from tests.render.report.written_forms import written
from tests.report.report_samples import chaptered_report, full_report

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """Every element with its attributes, and whether elements nest as they should."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def text() -> str:
    return written(full_report(), "html").decode()


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_every_element_is_closed_where_it_should_be(page: Page) -> None:
    assert page.open == []


def test_nothing_is_loaded_from_anywhere(page: Page, text: str) -> None:
    assert not [own for _, own in page.elements if {"src", "srcset", "data", "action"} & own.keys()]
    assert all(own["href"].startswith("#") for own in page.all("a"))
    assert page.all("link") == []
    assert not re.search(r"url\(|@import|https?://", text)
    policy = next(own["content"] for own in page.all("meta") if own.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


def test_the_policy_lets_the_pages_own_script_run(text: str) -> None:
    import base64
    import hashlib

    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    assert script is not None
    assert base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode() in text


def test_ids_are_unique_and_links_lead_somewhere(page: Page) -> None:
    ids = [own["id"] for _, own in page.elements if "id" in own]
    assert len(ids) == len(set(ids))
    assert {own["href"][1:] for own in page.all("a")} <= set(ids)
    for _, own in page.elements:
        assert set(own.get("aria-labelledby", "").split()) <= set(ids)


def test_landmarks_language_and_skip_link(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "zh-CN"
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(page.all(landmark)) == 1, landmark
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert all(own.get("aria-labelledby") for own in page.all("section"))


def test_headings_go_down_by_one(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headings_with_a_scope(page: Page) -> None:
    assert len(page.all("table")) == len(page.all("caption")) > 0
    assert all(own.get("scope") in ("col", "row") for own in page.all("th"))


def test_a_chart_has_a_title_and_a_description(page: Page) -> None:
    charts = [own for own in page.all("svg") if own.get("role") == "img"]
    numeric = [one for one in full_report().entries if one.curve is not None]
    assert len(charts) == len(numeric) == len(page.all("title")) - 1 == len(page.all("desc"))
    assert all(own.get("aria-hidden") == "true" for own in page.all("svg") if own.get("role") != "img")


def test_fields_have_labels_and_wait_for_the_script(page: Page) -> None:
    assert "hidden" in page.all("form")[0]
    assert len(page.all("label")) == len(page.all("select")) == 3
    assert {own["name"] for own in page.all("select")} == {"status", "department", "section"}


def test_lamps_have_a_shape_and_a_word(text: str) -> None:
    """Four shapes for four lamps; the word stands beside each."""
    shapes = {
        lamp: re.findall(rf'<svg class="lamp {lamp}"[^>]*>(.*?)</svg>', text)
        for lamp in ("green", "yellow", "red", "grey")
    }
    known = [set(found) for found in shapes.values() if found]
    assert all(len(found) == 1 for found in known)
    assert len(set.union(*known)) == len(known) >= 3
    for status in ("on-track", "at-risk", "missed"):
        assert f"<b>{word(f'scoring.status.{status}', 'zh')}</b>" in text


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_stand_out_from_every_ground_they_are_on() -> None:
    """WCAG 2 AA: 4.5 to 1 for text."""
    css = files("plancheck.render.report.html").joinpath("report.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", css))
    for ink in ("ink", "soft", "link", "green", "yellow", "red", "grey"):
        for ground in ("paper", "shade"):
            light, dark = sorted((_luminance(named[ground]), _luminance(named[ink])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
    chart_words = re.search(r"\.chart \.b\{fill:(#\w+)", css)
    assert chart_words is not None
    assert 1.05 / (_luminance(chart_words[1]) + 0.05) >= 4.5


def test_parts_of_the_document_stand_above_their_chapters() -> None:
    """（一） comes twice, under 二 and under 三; where a chapter stands alone it has all of its number."""
    page = written(chaptered_report(), "html").decode()
    heads = re.findall(r"<h([34])>([^<]*)</h", page)
    wanted = [
        ("3", "一、总体要求"),
        ("3", "二、重点任务"),
        ("4", "（一）更新设备"),
        ("3", "三、保障措施"),
        ("4", "（一）强化组织"),
    ]
    assert heads[-len(wanted) :] == wanted
    assert {"二（一）更新设备", "三（一）强化组织"} <= {own.get("data-section") for own in Page(page).all("article")}


def test_no_heading_stays_at_the_foot_of_a_printed_page() -> None:
    css = files("plancheck.render.report.html").joinpath("report.css").read_text(encoding="utf-8")
    printed = css[css.index("@media print") :]
    rule = re.search(r"([^}]*)\{break-after:avoid\}", printed)
    assert rule is not None
    assert {"h2", "h3", "h4", "h3+p", ".chapter>.note"} <= set(rule[1].strip().split(","))
