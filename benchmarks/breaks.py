"""The text of a module in; every small break of it out: a comparison turned, a bound moved, a condition forced.

Docstrings, annotations, decorators, imports for the type checker, asserted truths and formatted texts stay whole: a
break there changes no behaviour, or none that a test should hold.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

#: What an operator is taken for.
OTHERS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
}
EMPTY = {"str": "''", "list": "[]", "tuple": "()", "dict": "{}", "set": "set()", "bool": "False", "int": "0"}
WHOLE = (ast.JoinedStr, ast.Assert)
_FIELDS_LEFT_OUT = ("annotation", "returns", "decorator_list")


@dataclass(frozen=True, slots=True)
class Break:
    """What stands between two bytes of a module, and what is put there."""

    line: int
    start: int
    end: int
    before: str
    after: str

    def applied_to(self, text: bytes) -> bytes:
        return text[: self.start] + self.after.encode() + text[self.end :]


def breaks_of(text: bytes) -> list[Break]:
    """All of them that are Python, in the order of the text."""
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found = []
    for node, after in _changes(ast.parse(text), ""):
        start = lines[node.lineno - 1] + node.col_offset
        end = lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        one = Break(node.lineno, start, end, text[start:end].decode(), after)
        if _is_python(one.applied_to(text)):
            found.append(one)
    return sorted(found, key=lambda one: (one.start, one.end, one.after))


def _is_python(text: bytes) -> bool:
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _changes(node: ast.AST, returns: str) -> Iterator[tuple[ast.expr, str]]:
    """Expressions below a node, each with what is put in its place; `returns` is the annotation around them."""
    if isinstance(node, WHOLE) or _is_for_the_type_checker(node):
        return
    if isinstance(node, ast.FunctionDef):
        returns = ast.unparse(node.returns) if node.returns else ""
    yield from _forced(node)
    yield from _defaults(node)
    if isinstance(node, ast.Return) and node.value is not None:
        yield from _returned(node.value, returns)
    if isinstance(node, ast.expr):
        yield from ((node, f"({ast.unparse(other)})") for other in _turned(node))
    for name, value in ast.iter_fields(node):
        if name not in _FIELDS_LEFT_OUT:
            for below in value if isinstance(value, list) else [value]:
                if isinstance(below, ast.AST):
                    yield from _changes(below, returns)


def _is_for_the_type_checker(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _forced(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """A condition that always holds, or never. A loop is only kept from beginning."""
    if isinstance(node, ast.If | ast.IfExp):
        yield from ((node.test, "(True)"), (node.test, "(False)"))
    elif isinstance(node, ast.While):
        yield node.test, "(False)"
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield from ((test, "(True)"), (test, "(False)"))


def _defaults(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Another word where none is given; other values are constants like any."""
    if isinstance(node, ast.arguments):
        for default in (*node.defaults, *node.kw_defaults):
            if isinstance(default, ast.Constant) and isinstance(default.value, str):
                yield default, "'?'" if not default.value else "''"


def _returned(value: ast.expr, returns: str) -> Iterator[tuple[ast.expr, str]]:
    empty = EMPTY.get(returns.partition("[")[0], "None")
    if ast.unparse(value) not in (empty, "None"):
        yield value, empty


def _turned(node: ast.expr) -> Iterator[ast.expr]:
    """An expression with another operator, or a constant with its neighbour."""
    match node:
        case ast.Compare():
            for at, op in enumerate(node.ops):
                for other in OTHERS.get(type(op), ()):
                    yield ast.Compare(node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators)  # type: ignore[list-item]
        case ast.BoolOp():
            yield from (ast.BoolOp(other(), node.values) for other in OTHERS[type(node.op)])  # type: ignore[arg-type]
        case ast.BinOp():
            yield from (ast.BinOp(node.left, other(), node.right) for other in OTHERS.get(type(node.op), ()))  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool() as truth):
            yield ast.Constant(not truth)
        case ast.Constant(value=int() as number):
            yield from (ast.Constant(number + step) for step in (1, -1))
