"""Mutants of a module: small changes to its syntax tree, each of which a test should notice.

Left alone are docstrings, annotations, logging, `__repr__`, `__all__`, code for the type checker,
the keywords of decorators, and lines with a comment `# no mutate: reason`.
"""

from __future__ import annotations

import ast
import copy
import io
import re
import tokenize
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

LARGE_TABLE = 12  # entries above which a literal is data: only its first and last are changed

_EXCUSE = re.compile(r"#\s*no mutate\b(?::\s*(?P<reason>\S.*))?")
_NEGATED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
}  # fmt: skip
_BOUNDARY = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_COUNTERPARTS = {
    "min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith",
    "endswith": "startswith", "lstrip": "rstrip", "rstrip": "lstrip", "lower": "upper",
    "upper": "lower",
}  # fmt: skip
_LOGS = frozenset(("log", "logger", "logging"))
_TYPING_CALLS = frozenset(("TypeVar", "ParamSpec", "NewType", "cast", "getLogger"))
_IMPOSSIBLE = frozenset(("AssertionError", "NotImplementedError", "assert_never"))
_DECLARED = frozenset(("__all__", "__slots__", "__match_args__"))
_TABLES = (ast.Tuple, ast.List, ast.Set, ast.Dict)


class MissingReasonError(Exception):
    """A comment that excuses a line from mutation does not say why."""


@dataclass(frozen=True)
class Mutant:
    """One change: the node's number in the walk of the tree, the operator, and where it stands."""

    node: int
    operator: str
    line: int
    last_line: int  # of the node itself
    statement: tuple[int, int]  # lines whose execution means that the node may be executed
    function: str  # dotted name of the function it is in, or "" at the level of the module

    @property
    def key(self) -> str:
        """The mutant's name within one text of its module."""
        return f"{self.node}:{self.operator}"


def find_mutants(text: str) -> list[Mutant]:
    """All mutants of a module's text, in the order of the tree.

    Raises `MissingReasonError` for a `# no mutate` without a reason.
    """
    excused = _excused_lines(text)
    tree = ast.parse(text)
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    mutants = []
    for node, statement, function in _Places(tree).found:
        operators = [operator for operator, _ in _variants(node)]
        if not operators:
            continue
        first, last = _lines(node)
        if any(line in excused for line in range(first, last + 1)):
            continue
        own = statement if not isinstance(node, ast.stmt) else _header(node)
        mutants += [
            Mutant(numbers[id(node)], operator, first, last, own, function)
            for operator in operators
        ]
    return sorted(mutants, key=lambda mutant: (mutant.line, mutant.node, mutant.operator))


def mutated_tree(text: str, mutant: Mutant) -> ast.Module:
    """The module's tree with the mutant in it, its line numbers as before."""
    tree = ast.parse(text)
    node, new = _replacement(tree, mutant)
    _replace(tree, node, new)
    return tree


def compile_mutant(text: str, mutant: Mutant, filename: str) -> CodeType:
    """The module's code with the mutant in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(mutated_tree(text, mutant), filename, "exec", dont_inherit=True)


def diff(text: str, mutant: Mutant) -> str:
    """The lines that the mutant changes, before and after, as in a unified diff."""
    node, new = _replacement(ast.parse(text), mutant)
    first, last = _lines(node)
    if isinstance(node, ast.If | ast.While | ast.IfExp | ast.comprehension):
        tests = node.ifs if isinstance(node, ast.comprehension) else [node.test]
        changed = new.ifs if isinstance(new, ast.comprehension) else [new.test]  # type: ignore
        node, new = next(
            ((a, b) for a, b in zip(tests, changed, strict=False) if ast.dump(a) != ast.dump(b)),
            (tests[0], ast.Constant(True)),
        )
        first, last = _lines(node)
    lines = text.encode().splitlines()
    before = b"\n".join(lines[first - 1 : last])
    start = node.col_offset  # type: ignore[attr-defined]
    is_behind = len(before) - (len(lines[last - 1]) - node.end_col_offset)  # type: ignore
    after = before[:start] + ast.unparse(new).encode() + before[is_behind:]
    removed = [f"- {line.strip()}" for line in before.decode().splitlines()]
    return "\n".join(removed + [f"+ {line.strip()}" for line in after.decode().splitlines()])


def _replacement(tree: ast.Module, mutant: Mutant) -> tuple[ast.AST, ast.AST]:
    node = next(one for number, one in enumerate(ast.walk(tree)) if number == mutant.node)
    new = next(new for operator, new in _variants(node) if operator == mutant.operator)
    return node, new


def _replace(tree: ast.Module, node: ast.AST, new: ast.AST) -> None:
    place = node.ifs[0] if isinstance(node, ast.comprehension) else node
    for part in ast.walk(new):
        if not hasattr(part, "lineno"):
            ast.copy_location(part, place)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, field, new)
            elif isinstance(value, list):
                value[:] = [new if child is node else child for child in value]


def _lines(node: ast.AST) -> tuple[int, int]:
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        node = node.test
    if isinstance(node, ast.comprehension):
        return _lines(node.ifs[0])[0], _lines(node.ifs[-1])[1]
    return node.lineno, node.end_lineno or node.lineno  # type: ignore[attr-defined]


def _header(node: ast.stmt) -> tuple[int, int]:
    """First and last line of a statement, without the statements inside it."""
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    if not body:
        return node.lineno, node.end_lineno or node.lineno
    first = body[0].pattern.lineno if isinstance(node, ast.Match) else body[0].lineno
    return node.lineno, max(node.lineno, first - 1)


def _excused_lines(text: str) -> set[int]:
    excused = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and (found := _EXCUSE.search(token.string)):
            if not found["reason"]:
                raise MissingReasonError(
                    f"line {token.start[0]}: write `# no mutate: reason`, with the reason"
                )
            excused.add(token.start[0])
    return excused


class _Places(ast.NodeVisitor):
    """Nodes that may be changed, each with its statement's lines and its function."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[tuple[ast.AST, tuple[int, int], str]] = []
        self._statement = (1, 1)
        self._scope: list[str] = []
        self._functions = 0
        self.visit(tree)

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            self._statement = _header(node)
        if _is_left_alone(node):
            return
        self.found.append((node, self._statement, self._scope_name()))
        super().visit(node)

    def _scope_name(self) -> str:
        return ".".join(self._scope) if self._functions else ""

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self._visit_function(node)
        elif isinstance(node, ast.ClassDef):
            self._visit_class(node)
        elif isinstance(node, _TABLES):
            self._visit_table(node)
        else:
            super().generic_visit(node)

    def _visit_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        self._scope.append(node.name)
        self._functions += 1
        self._visit_body(node.body)
        self._scope.pop()
        self._functions -= 1

    def _visit_class(self, node: ast.ClassDef) -> None:
        self._scope.append(node.name)
        self._visit_body(node.body)
        self._scope.pop()

    def visit_Module(self, node: ast.Module) -> None:
        self._visit_body(node.body)

    def _visit_body(self, body: list[ast.stmt]) -> None:
        for statement in body:
            self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.target)
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        self.visit(node.func)
        for argument in node.args:
            self.visit(argument)
        for keyword in node.keywords:
            if keyword.arg != "strict":  # of zip: a guard against bugs, no behaviour
                self.visit(keyword.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def _visit_table(self, node: ast.expr) -> None:
        entries = (
            list(zip(node.keys, node.values, strict=True))
            if isinstance(node, ast.Dict)
            else [(entry,) for entry in node.elts]  # type: ignore[attr-defined]
        )
        if len(entries) > LARGE_TABLE and not self._functions:
            entries = [entries[0], entries[-1]]
        for entry in entries:
            for part in entry:
                if part is not None:
                    self.visit(part)


def _name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _name_of(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return name == "__repr__" or any(_name_of(d) == "overload" for d in node.decorator_list)
        case ast.ClassDef(bases=bases):
            return any(_name_of(base) in {"Protocol", "TypedDict"} for base in bases)
        case ast.Call():
            return _name_of(node) in _TYPING_CALLS
    if isinstance(node, ast.stmt):
        return _is_statement_left_alone(node)
    return isinstance(node, ast.expr_context)


def _is_statement_left_alone(node: ast.stmt) -> bool:
    match node:
        case ast.If(test=test):
            return _name_of(test) == "TYPE_CHECKING" or "__name__ ==" in ast.unparse(test)
        case ast.Expr(value=ast.Constant()):
            return True  # a docstring, or ...
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
            return name.lstrip("_").lower() in _LOGS
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in _DECLARED
        case ast.Raise(exc=ast.expr() as error):
            return _name_of(error) in _IMPOSSIBLE
    return isinstance(node, ast.Assert | ast.Import | ast.ImportFrom)


def _variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Each change to one node: the operator's name, and the node to put in its place."""
    if isinstance(node, ast.stmt):
        yield from _statement_variants(node)
    match node:
        case ast.Compare():
            yield from _compare_variants(node)
        case ast.Constant():
            yield from _constant_variants(node)
        case ast.If() | ast.IfExp() | ast.While() | ast.comprehension():
            yield from _branch_variants(node)
        case ast.JoinedStr(values=[_, *_]):
            yield "empty-text", ast.Constant("")
        case _:
            yield from _operator_variants(node)


def _operator_variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.BoolOp(op=operator, values=values):
            yield (
                "and-or",
                ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values),
            )
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "drop-not", operand
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield "drop-minus", operand
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in _ARITHMETIC:
            changed = copy.copy(node)
            changed.op = _ARITHMETIC[type(operator)]()
            yield "arithmetic", changed
        case ast.Name(id=name, ctx=ast.Load()) if name in _COUNTERPARTS:
            yield "counterpart", ast.Name(_COUNTERPARTS[name], ast.Load())
        case ast.Attribute(attr=name, ctx=ast.Load()) if name in _COUNTERPARTS:
            yield "counterpart", ast.Attribute(node.value, _COUNTERPARTS[name], ast.Load())


def _compare_variants(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    for at, operator in enumerate(node.ops):
        for name, table in (("boundary", _BOUNDARY), ("negate", _NEGATED)):
            if type(operator) in table:
                ops = [*node.ops[:at], table[type(operator)](), *node.ops[at + 1 :]]
                yield f"{name}-{at}", ast.Compare(node.left, ops, node.comparators)


def _constant_variants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield "flip", ast.Constant(not value)
    elif isinstance(value, int):
        yield "plus-one", ast.Constant(value + 1)
        yield "minus-one", ast.Constant(value - 1)
    elif isinstance(value, float):
        yield "plus-one", ast.Constant(value + 1)
    elif isinstance(value, str | bytes):
        other = "XX" if isinstance(value, str) else b"XX"
        yield ("empty-text", ast.Constant(value[:0])) if value else ("text", ast.Constant(other))


def _branch_variants(
    node: ast.If | ast.IfExp | ast.While | ast.comprehension,
) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            changed = copy.copy(node)
            changed.ifs = [*node.ifs[:at], ast.Constant(True), *node.ifs[at + 1 :]]
            yield f"drop-filter-{at}", changed
        return
    if isinstance(node.test, ast.Constant):
        return
    choices = [False] if isinstance(node, ast.While) else [False, True]
    for value in choices:
        changed = copy.copy(node)
        changed.test = ast.Constant(value)
        yield "always" if value else "never", changed


def _statement_variants(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=ast.expr() as value):
            if not (isinstance(value, ast.Constant) and not value.value):  # flipped elsewhere
                yield "return-none", ast.Return(ast.Constant(None))
        case ast.Break():
            yield "continue", ast.Continue()
        case ast.Continue():
            yield "break", ast.Break()
        case ast.Expr() | ast.Raise() | ast.Delete() | ast.AugAssign():
            yield "delete", ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
            yield "delete", ast.Pass()
        case ast.AnnAssign(target=ast.Attribute() | ast.Subscript(), value=ast.expr()):
            yield "delete", ast.Pass()
