"""Files written whole or not at all, and names for every file system."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.files import safe_name, write_atomically


def test_a_file_is_written_with_the_folders_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "报表 2025" / "市财政局.xlsx"
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def half(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="No space") as met:
        write_atomically(path, b"new")
    assert met.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("市财政局", "市财政局"),
        ("规划/建设局", "规划_建设局"),
        ('a<b>:"c"', "a_b___c_"),
        ("CON", "CON_"),
        ("con.2025", "con_.2025"),
        ("局. ", "局"),
        ("", "_"),
        ("..", "_"),
        ("局" * 300, "局" * 80),
    ],
)
def test_names_that_windows_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe
