"""What the project says of itself is so: versions, classifiers, changelog, links, commands, forms and CI files."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer
import yaml

from plancheck import __version__, open_workspace
from plancheck.cli import COMMANDS, _app

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CI_FILES = sorted([*(ROOT / ".github").rglob("*.yml"), *(ROOT / "docs" / "ci").glob("*.yml")])
#: Where plancheck is kept, until it has a home (RELEASING.md).
PLACEHOLDER = "https://git.example.org/plancheck"
PYTHON = re.compile(r"Programming Language :: Python :: (3\.\d+)")
RELEASE = re.compile(r"## (\d+)\.(\d+)\.(\d+) \((\d{4}-\d\d-\d\d)\)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def pythons() -> list[str]:
    """The versions that the classifiers claim."""
    return [match[1] for line in PROJECT["classifiers"] if (match := PYTHON.fullmatch(line))]


@cache
def jobs() -> dict[str, Any]:
    return dict(yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"])


class TestMetadata:
    def test_the_oldest_python_is_the_one_required(self) -> None:
        assert PROJECT["requires-python"] == f">={pythons()[0]}"

    def test_the_linters_look_for_the_oldest_python(self) -> None:
        assert f'target-version = "py{pythons()[0].replace(".", "")}"' in text_of("pyproject.toml")

    def test_the_pythons_claimed_are_the_pythons_tested(self) -> None:
        tested = [job["strategy"]["matrix"]["python"] for job in jobs().values() if "strategy" in job]
        assert tested == [pythons(), pythons()]

    def test_the_systems_claimed_are_tested(self) -> None:
        systems = {"POSIX :: Linux": "ubuntu", "Microsoft :: Windows": "windows", "MacOS": "macos"}
        claimed = [line.removeprefix("Operating System :: ") for line in PROJECT["classifiers"] if "System" in line]
        assert claimed
        assert all(systems[system] in text_of(".github/workflows/ci.yml") for system in claimed)

    def test_the_engine_is_of_the_same_version(self) -> None:
        """A page is put together from both."""
        assert PROJECT["optional-dependencies"]["page"] == [f"plancheck-engine=={__version__}"]
        engine = tomllib.loads(text_of("engine/pyproject.toml"))
        assert engine["project"]["dynamic"] == ["version"]
        assert (
            ROOT / "engine" / engine["tool"]["hatch"]["version"]["path"] == ROOT / "engine/../src/plancheck/__init__.py"
        )

    def test_it_is_typed_if_it_says_so(self) -> None:
        claimed = "Typing :: Typed" in PROJECT["classifiers"]
        assert claimed == (ROOT / "src" / "plancheck" / "py.typed").is_file()

    def test_the_maturity_is_that_of_the_version(self) -> None:
        """What is in its zeroth version is not called stable."""
        claimed = next(line for line in PROJECT["classifiers"] if line.startswith("Development Status"))
        assert ("Production/Stable" in claimed) == (not __version__.startswith("0."))

    def test_the_licence_is_stated_once(self) -> None:
        assert text_of("LICENSE").startswith(f"{PROJECT['license']} License")
        assert not [line for line in PROJECT["classifiers"] if line.startswith("License")]

    def test_every_dependency_has_a_lower_bound(self) -> None:
        lists = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
        named = [one for some in lists for one in some if not one.startswith("plancheck")]
        assert [one for one in named if not re.match(r"[\w-]+>=[\d.]+(,|$)", one)] == []

    def test_the_hooks_ask_for_what_the_extra_asks_for(self) -> None:
        hooks = yaml.safe_load(text_of(".pre-commit-hooks.yaml"))
        assert hooks[1]["additional_dependencies"] == PROJECT["optional-dependencies"]["legacy"]

    def test_where_it_is_kept_is_one_place(self) -> None:
        """A page that names it has the placeholder, and RELEASING.md says that it is one."""
        assert all(url.startswith(PLACEHOLDER) for url in PROJECT["urls"].values())
        assert PLACEHOLDER in text_of("RELEASING.md")
        assert "placeholder" in text_of("SECURITY.md")
        for path in [*(ROOT / "docs" / "ci").iterdir(), *PAGES]:
            for found in re.findall(r"https?://git\.example\.org/\w*", path.read_text(encoding="utf-8")):
                assert found == PLACEHOLDER, shown(path)


class TestChangelog:
    def test_it_begins_with_what_is_unreleased(self) -> None:
        assert headings()[0] == "## Unreleased"

    def test_every_release_has_its_number_and_day_newest_first(self) -> None:
        found = [RELEASE.fullmatch(line) for line in headings()[1:]]
        assert None not in found
        versions = [tuple(map(int, match.groups()[:3])) for match in found if match]
        days = [match[4] for match in found if match]
        assert versions == sorted(set(versions), reverse=True)
        assert days == sorted(days, reverse=True)

    def test_the_version_has_its_entry(self) -> None:
        """A heading of its own, or, before the first release, what is unreleased."""
        entry = sections()[f"## {__version__}" if len(headings()) > 1 else "## Unreleased"]
        assert entry.strip()

    def test_the_version_stands_once(self) -> None:
        assert PROJECT["dynamic"] == ["version"]
        assert re.fullmatch(r"\d+\.\d+\.\d+(\.post\d+)?", __version__)


def headings() -> list[str]:
    return [line for line in text_of("CHANGELOG.md").splitlines() if line.startswith("## ")]


def sections() -> dict[str, str]:
    """Heading without its day to what stands under it."""
    parts = re.split(r"^(## .*)$", text_of("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    return {heading.split(" (")[0]: body for heading, body in zip(parts[::2], parts[1::2], strict=True)}


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=shown)
    def test_links_lead_somewhere(self, page: Path) -> None:
        for link in links(page):
            path, _, anchor = link.partition("#")
            to = (page.parent / unquote(path)).resolve() if path else page
            assert to.exists(), f"{link}: no such file"
            assert to.is_relative_to(ROOT)
            assert not anchor or unquote(anchor) in anchors(to), f"{link}: no such heading"

    @pytest.mark.parametrize("page", PAGES, ids=shown)
    def test_commands_exist(self, page: Path) -> None:
        for command, rest in commands(page):
            assert command in COMMANDS, f"plancheck {command}"
            for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest):
                assert option in options(command), f"plancheck {command} {option}"

    @pytest.mark.parametrize("page", PAGES, ids=shown)
    def test_make_targets_exist(self, page: Path) -> None:
        targets = re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE)
        named = re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert [name for name in named if name not in targets] == []

    @pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
    def test_the_front_page_names_every_command(self, page: str) -> None:
        """But for demo and schema, which are for those who build plancheck or its plans."""
        named = {command for command, _ in commands(ROOT / page)}
        assert set(COMMANDS) - named <= {"demo", "schema"}


class TestFrontPage:
    @pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.zh.md", "zh")])
    def test_the_picture_is_what_is_printed(self, page: str, language: str) -> None:
        """80 columns wide; without what follows it there."""
        shown = re.search(r"^\$ plancheck (status .*)\n((?:.*\n)+?)```", text_of(page), re.MULTILINE)
        assert shown
        words = [*shown[1].split(), "--format", "table", "--lang", language, "--no-cache"]
        program = [sys.executable, "-c", "from plancheck.cli import main; main()", *words]
        environment = os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
        printed = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert in_lines(printed.stdout).startswith(in_lines(shown[2]))

    @pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
    def test_the_counts_are_those_of_the_shipped_plan(self, page: str) -> None:
        counts = open_workspace(ROOT, as_of="2025-12-31").assess("zhengzhou").counts()
        told = f"Counts(on_track={counts.on_track}, at_risk={counts.at_risk}, missed={counts.missed}, …)"
        assert told in text_of(page)


def in_lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def links(page: Path) -> Iterator[str]:
    """The links of a page that lead to a file or a heading."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not link.startswith(("http:", "https:", "mailto:")):
            yield link


def anchors(page: Path) -> set[str]:
    """The headings of a page as a link names them."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def commands(page: Path) -> Iterator[tuple[str, str]]:
    """`plancheck …` as a page writes it in code: the command and the rest of what is typed."""
    for code in coded(page):
        for line in re.split(r"\n|&&|;|\|", code):
            if typed := re.match(r"\s*(?:\$ |- (?:run: )?)?(?:\S*/)?plancheck ([a-z][a-z-]*)\b(.*)", line):
                yield typed[1], re.sub(r"\s#.*", "", typed[2])


def coded(page: Path) -> Iterator[str]:
    """The fenced blocks of a page, and what stands between backticks outside of them."""
    parts = re.split(r"^\s*```.*$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    yield from parts[1::2]
    for part in parts[::2]:
        yield from re.findall(r"`([^`\n]+)`", part)


@cache
def options(command: str) -> frozenset[str]:
    """Every way to write an option of a command."""
    found = typer.main.get_command(_app("en", [command]))
    one = found.commands[command] if hasattr(found, "commands") else found
    return frozenset({"-h", "--help"} | {name for taken in one.params for name in (*taken.opts, *taken.secondary_opts)})


class TestForms:
    def test_there_is_one_for_each_kind_of_question(self) -> None:
        assert [path.stem for path in FORMS] == ["bug", "misread-workbook", "plan-file", "wrong-verdict"]

    @pytest.mark.parametrize("path", FORMS, ids=shown)
    def test_a_form_asks_in_both_languages(self, path: Path) -> None:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        asked = [part for part in form["body"] if part["type"] != "markdown"]
        told = [part["attributes"]["value"] for part in form["body"] if part["type"] == "markdown"]
        for text in [form["name"], form["description"], *told, *(part["attributes"]["label"] for part in asked)]:
            assert re.search(r"[\u4e00-\u9fff]", text), text
            assert re.search(r"[a-z]{2}", text), text
        assert len({part["id"] for part in asked}) == len(asked)
        assert any(part.get("validations", {}).get("required") for part in asked)


class TestCi:
    @pytest.mark.parametrize("path", CI_FILES, ids=shown)
    def test_it_is_yaml(self, path: Path) -> None:
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)

    def test_one_major_version_of_an_action(self) -> None:
        used = [found for path in CI_FILES for found in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))]
        assert used
        assert all(re.fullmatch(r"[\w/-]+@v\d+", one) for one in used)
        assert len({one.split("@")[0] for one in used}) == len(set(used))

    def test_the_examples_name_a_python_that_is_supported(self) -> None:
        for path in (ROOT / "docs" / "ci").iterdir():
            named = re.findall(r"(?i)python[\w-]*: *['\"]?(3\.\d+)", path.read_text(encoding="utf-8"))
            # Jenkins takes the Python of its agent, which its file does not name.
            assert bool(named) == (path.name != "Jenkinsfile"), shown(path)
            assert set(named) <= set(pythons()), shown(path)

    def test_the_lowest_dependencies_are_tested_with_the_oldest_python(self) -> None:
        steps = jobs()["lowest"]["steps"]
        assert steps[1]["with"]["python-version"] == pythons()[0]
        assert steps[-1]["run"] == "make lowest"

    def test_a_job_on_linux_runs_what_ci_runs(self) -> None:
        assert jobs()["linux"]["steps"][-1]["run"] == "bash .ci/run"
        assert re.findall(r"^ *step make (\w+)", text_of(".ci/run"), re.MULTILINE) == [
            "lint",
            "types",
            "engine",
            "test",
        ]

    def test_no_job_may_write(self) -> None:
        assert yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["permissions"] == {"contents": "read"}


#: What opens connections, or starts something that does.
CONNECTING = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "webbrowser"}


def test_nothing_connects_anywhere() -> None:
    """SECURITY.md promises it."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {part for name in names for part in (name, name.split(".")[0])} & CONNECTING, shown(path)
