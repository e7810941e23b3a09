from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.findings import Finding, TextPlace
from plancheck.source.document.document import Document, parse_document, read_document
from plancheck.source.document.folding import clean, fold

TEXT = "一、目标\n到2027年，改造管网600公里。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
def test_every_usual_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "source.txt"
    path.write_bytes(TEXT.encode(encoding))
    read = read_document(path)
    assert isinstance(read, Document)
    assert [part.text for part in read.paragraphs] == ["一、目标", "到2027年，改造管网600公里。"]


@pytest.mark.parametrize(
    ("name", "content", "rule", "line"),
    [
        ("plan.pdf", b"%PDF-1.7", "document-not-text", None),
        ("plan.txt", b"%PDF-1.7 ...", "document-not-text", None),
        ("plan.txt", b"PK\x03\x04 a workbook by the wrong name", "document-not-text", None),
        ("plan.txt", bytes(range(256)) * 40, "document-not-text", None),
        (
            "plan.txt",
            ("目标\n" * 200).encode() + b"\xff\xfe\xfa\n" + ("更新\n" * 200).encode(),
            "document-encoding",
            201,
        ),
        ("plan.txt", b"\x01\x02\x03\x04" * 50, "document-not-text", None),
        ("plan.txt", b"\xef\xbb\xbf \n\n", "document-empty", None),
        ("plan.txt", b"", "document-empty", None),
    ],
)
def test_what_is_no_text_is_refused_in_one_finding(
    tmp_path: Path, name: str, content: bytes, rule: str, line: int | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused = read_document(path)
    assert isinstance(refused, Finding)
    assert refused.rule == rule
    assert isinstance(refused.place, TextPlace)
    assert refused.place.line == line


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    refused = read_document(tmp_path / "none.txt")
    assert isinstance(refused, Finding)
    assert refused.rule == "document-unreadable"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("到 2027 年，增长 48% 以上", "到2027年，增长48%以上"),
        ("ＧＢ 55015、５Ｇ", "GB 55015、5G"),
        ("０．８：１", "0.8:1"),
        ("100，200个", "100，200个"),  # two numbers, not one hundred thousand
        ("①聚焦，20m²", "①聚焦，20m²"),  # no digit that nobody wrote
        ("⼯业", "工业"),
    ],
)
def test_folding_keeps_what_a_number_says(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## （二）**重点** 任务", "(二)重点任务"),
        ("- 2024-05-09", "2024-05-09"),
        ("| 1 | 更新 泵房 | 6 座 |", "1\t更新泵房\t6座"),
        ("|---|:--|--|", ""),
        ("\t坚持节约优先", "坚持节约优先"),
    ],
)
def test_markup_goes(line: str, text: str) -> None:
    assert clean(line) == text


@pytest.mark.parametrize(
    ("torn", "joined"),
    [
        ("支持企业建设智慧水务平台，推动数据汇聚，到2027年改造水表\n\n15万只。", 1),
        ("支持企业建设智慧水务平台，推动数据汇聚。\n\n到2027年改造水表15万只。", 2),
        ("支持企业建设智慧水务平台，推动数据汇聚（市水务局负责）\n\n到2027年改造水表15万只。", 2),
        ("支持企业建设智慧水务平台，推动数据\n\n- 12 -\n\n汇聚。", 1),
        ("支持企业建设智慧水务平台，推动数据汇聚、\n\n(市水务局, 市住建局)", 1),
        ("支持企业建设智慧水务平台，推动数据汇聚、\n\n（二）淘汰机泵", 2),
        ("（一）更新供水设备和管网设施\n\n支持企业建设平台。", 2),
        ("江州市人民政府\n2024年5月8日", 2),
    ],
)
def test_a_page_break_in_a_sentence_is_joined(torn: str, joined: int) -> None:
    assert len(parse_document(torn).paragraphs) == joined


LINES = st.lists(st.text(alphabet="水务局1２0 %。，、（一）.\t*#-更新到年", max_size=30), max_size=20)


@given(LINES)
def test_every_character_keeps_its_line(lines: list[str]) -> None:
    for paragraph in parse_document("\n".join(lines)).paragraphs:
        for offset, character in enumerate(paragraph.text):
            if character != "\t":
                assert character in clean(lines[paragraph.line_at(offset) - 1])
        assert list(paragraph.marks) == sorted(set(paragraph.marks))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
