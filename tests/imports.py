"""What a source text imports, however that is written, and what of the world outside it looks at."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

#: What tells the time, the surroundings or the place that a process was started in: how a name ends, with brackets
#: where only a call of it does. A path that is made whole from one that is (`resolve`) is not among them.
OUTSIDE_WORLD = (
    "abspath",
    "absolute",
    "cwd()",
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "environ",
    "environb",
    "expanduser",
    "expandvars",
    "getcwd",
    "getcwdb",
    "getenv",
    "gethostname",
    "getlogin",
    "getuser",
    "home()",
    "now()",
    "Path.cwd",
    "Path.home",
    "realpath",
    "sys.argv",
    "time.ctime",
    "time.gmtime",
    "time.localtime",
    "time.strftime",
    "time.time",
    "time.time_ns",
    "today()",
    "utcnow()",
)


def find_imports(source: str, known: Collection[str], homes: Mapping[str, str]) -> set[str]:
    """Every module that a text imports, wherever in it.

    Of ours, `known` are the modules by their whole names, and a name of the library's face is the module of `homes`
    that has it: the face lets anyone reach anything. `plancheck` alone is what the face has itself.
    """
    tree = ast.parse(source)
    bound = dict(_bindings(tree))
    ours = {name for name in _names(tree, bound) if name.startswith("plancheck.")}
    return {_module(name, known, homes) for name in ours | {name for _, name in _imports(tree)}}


def find_outside_world(source: str) -> set[str]:
    """Every name in a text that looks at the clock, the environment, the working directory or somebody's home."""
    tree = ast.parse(source)
    names = _names(tree, dict(_bindings(tree)))
    return {
        name
        for name in names
        if name.startswith("platformdirs") or any(f".{name}".endswith(f".{end}") for end in OUTSIDE_WORLD)
    }


def find_dynamic_imports(source: str) -> set[str]:
    """Every name in a text that can import or run what no reader of the text sees; files of a package are no such."""
    tree = ast.parse(source)
    return {
        name
        for name in _names(tree, dict(_bindings(tree)))
        if name.split(".")[0].removesuffix("()") in {"__import__", "eval", "exec", "importlib", "pkgutil", "runpy"}
        and not name.startswith("importlib.resources")
    }


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The name that an import binds, and the whole name of what it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: a relative import hides where it leads"
            for alias in node.names:
                assert alias.name != "*", f"line {node.lineno}: a star hides what is imported"
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _bindings(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """`import os.path` binds `os`."""
    for name, whole in _imports(tree):
        yield (name.split(".")[0], whole.split(".")[0]) if name == whole else (name, whole)


def _names(tree: ast.AST, bound: Mapping[str, str]) -> set[str]:
    """Every name and chain of attributes in a text and in its imports, by its whole name; a call with brackets too."""
    names = {whole for _, whole in _imports(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) or (isinstance(node, ast.Name) and node.id in bound):
            names.add(_whole_name(node, bound))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            names.add(f"{_whole_name(node.func, bound)}()")
    return names


def _whole_name(node: ast.expr, bound: Mapping[str, str]) -> str:
    """`dt.date` is `datetime.date`; of what is no chain of names, only the attributes: `Path(x).absolute`."""
    if isinstance(node, ast.Attribute):
        return f"{_whole_name(node.value, bound)}.{node.attr}".lstrip(".")
    return bound.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def _module(name: str, known: Collection[str], homes: Mapping[str, str]) -> str:
    """The module that a name stands in: for one of ours the innermost, for one of others the name as it is."""
    parts = name.removesuffix("()").split(".")
    if parts[0] != "plancheck":
        return name
    if len(parts) > 1 and parts[1] in homes:
        return homes[parts[1]]
    return next(whole for size in range(len(parts), 0, -1) if (whole := ".".join(parts[:size])) in known)
