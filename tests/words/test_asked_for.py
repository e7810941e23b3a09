"""Every word of the tool is asked for somewhere: the source is read for the keys that it names."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import tomli

from tests.imports import find_imports

SRC = Path(__file__).parent.parent.parent / "src" / "plancheck"
SOURCES = {
    ".".join(path.relative_to(SRC.parent).with_suffix("").parts).removesuffix(".__init__"): path.read_text("utf-8")
    for path in sorted(SRC.rglob("*.py"))
}

#: What stands in a key for an argument of the function that asks for it, and for what is known only when it runs.
ARGUMENT, UNKNOWN = "\0", "\1"


@dataclass(frozen=True, slots=True)
class Asker:
    """A function that asks for a word: `say` of `render.explain.words` for `explain.text.` and what it is called with."""

    module: str
    name: str
    key: str
    position: int  # of that argument in a call


@dataclass(frozen=True, slots=True)
class Function:
    """A function, and the positions that its parameters have in a call."""

    module: str
    node: ast.FunctionDef

    @property
    def parameters(self) -> Mapping[str, int]:
        names = [argument.arg for argument in self.node.args.args]
        return {name: number for number, name in enumerate(name for name in names if name != "self")}

    def meant_by(self, name: str) -> list[ast.expr]:
        """What is written for a name of the function's own: what it is set to, or the list that it walks along."""
        meant = self.set_to(name)
        for node in ast.walk(self.node):
            if isinstance(node, ast.For | ast.comprehension):
                together = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
                places = [place for place, one in enumerate(together) if isinstance(one, ast.Name) and one.id == name]
                meant += [one for place in places for one in self.column(node.iter, place, is_row=len(together) > 1)]
        return meant

    def set_to(self, name: str) -> list[ast.expr]:
        assigned = (node for node in ast.walk(self.node) if isinstance(node, ast.Assign))
        return [node.value for node in assigned for one in node.targets if isinstance(one, ast.Name) and one.id == name]

    def column(self, walked: ast.expr, place: int, *, is_row: bool) -> list[ast.expr]:
        """What stands at a place of each row of a list that is written out; the list itself where it is not."""
        if isinstance(walked, ast.Name) and len(values := self.set_to(walked.id)) == 1:
            walked = values[0]
        if not isinstance(walked, ast.Tuple | ast.List):
            return [walked]
        if not is_row:
            return walked.elts
        return [row.elts[place] if isinstance(row, ast.Tuple) else row for row in walked.elts]

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        for node in ast.walk(self.node):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr, node


@cache
def functions() -> tuple[Function, ...]:
    found = ((module, node) for module, source in SOURCES.items() for node in ast.walk(ast.parse(source)))
    return tuple(Function(module, node) for module, node in found if isinstance(node, ast.FunctionDef))


@cache
def within_reach(module: str) -> frozenset[str]:
    """The module and what it imports."""
    return frozenset({module} | find_imports(SOURCES[module], SOURCES.keys(), {}))


def keys_of(written: ast.expr, function: Function) -> Iterator[tuple[str, int]]:
    """The keys that an expression can be, and the position of the argument in them."""
    match written:
        case ast.Constant():
            yield str(written.value), 0
        case ast.IfExp():
            yield from keys_of(written.body, function)
            yield from keys_of(written.orelse, function)
        case ast.JoinedStr():
            yield from joined(
                [part.value if isinstance(part, ast.FormattedValue) else part for part in written.values], function
            )
        case ast.Name() if written.id in function.parameters:
            yield ARGUMENT, function.parameters[written.id]
        case ast.Name() if meant := function.meant_by(written.id):
            yield from (one for value in meant for one in keys_of(value, function))
        case _:
            yield UNKNOWN, 0


def joined(parts: list[ast.expr], function: Function) -> Iterator[tuple[str, int]]:
    """Every way to put the parts of a key together; of several arguments one is followed."""
    for ways in product(*(list(keys_of(part, function)) for part in parts)):
        key = "".join(part for part, _ in ways)
        argument = next((position for part, position in ways if part == ARGUMENT), 0)
        head, *tail = key.split(ARGUMENT, 1)
        yield ARGUMENT.join([head, *(rest.replace(ARGUMENT, UNKNOWN) for rest in tail)]), argument


def keys_asked_for() -> frozenset[str]:
    """Every key that a call names, with UNKNOWN in it for what no reading tells."""
    keys: set[str] = set()
    new = {Asker("plancheck.words", "word", ARGUMENT, 0)}
    seen: set[Asker] = set()
    while new:
        seen |= new
        found = [asked for asker in new for asked in asked_by_way_of(asker)]
        keys |= {one for one in found if isinstance(one, str)}
        new = {one for one in found if isinstance(one, Asker)} - seen
    return frozenset(keys)


def asked_by_way_of(asker: Asker) -> Iterator[str | Asker]:
    """The keys that calls of one asker name, and the functions that hand an argument of their own on to it."""
    for function in functions():
        if asker.module not in within_reach(function.module):
            continue
        for name, call in function.calls():
            if name == asker.name and len(call.args) > asker.position:
                for written, position in keys_of(call.args[asker.position], function):
                    key = asker.key.replace(ARGUMENT, written)
                    if ARGUMENT in key:
                        yield Asker(function.module, function.node.name, key, position)
                    else:
                        yield key


@cache
def fillings() -> frozenset[str]:
    """What can stand for the unknown: a text of the source, whole or without what is taken off, a name of an enumeration's
    member, a number."""
    nodes = [node for source in SOURCES.values() for node in ast.walk(ast.parse(source))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    taken_off = {
        ast.literal_eval(node.args[0])
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "removeprefix"
        if isinstance(node.args[0], ast.Constant)
    }
    short = {text.removeprefix(head) for text in texts for head in taken_off}
    members = {node.id.lower() for node in nodes if isinstance(node, ast.Name) and node.id.isupper()}
    return frozenset(texts | short | members | set("123456789"))


def is_asked_for(word: str, keys: frozenset[str]) -> bool:
    return word in keys or any(fits(word, key) for key in keys if UNKNOWN in key)


def fits(word: str, key: str) -> bool:
    """Whether a word is what a key is once its unknowns are filled in."""
    head, unknown, rest = key.partition(UNKNOWN)
    if not unknown or not word.startswith(head):
        return word == key
    open_end = word.removeprefix(head)
    return any(open_end[:size] in fillings() and fits(open_end[size:], rest) for size in range(len(open_end) + 1))


def words_of(table: Mapping[str, Any], head: str) -> Iterator[str]:
    for key, entry in table.items():
        if entry.keys() == {"zh", "en"}:
            yield f"{head}.{key}"
        else:
            yield from words_of(entry, f"{head}.{key}")


@cache
def asked() -> frozenset[str]:
    return keys_asked_for()


def test_every_word_is_asked_for() -> None:
    rooms = {path.stem: tomli.loads(path.read_text("utf-8")) for path in sorted((SRC / "words").glob("*.toml"))}
    words = [word for room, table in rooms.items() for word in words_of(table, room)]
    assert [word for word in words if not is_asked_for(word, asked())] == []
