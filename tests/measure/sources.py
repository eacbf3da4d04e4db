"""Production sources: their modules, sizes, functions, comments and public names."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
PACKAGES = ("storage", "exports", "gui", "resources")
SCRIPTS = ("main.py", "dev.py")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Function:
    """A function or method and its length in lines, from `def` to its last statement."""

    module: str
    name: str
    line: int
    length: int


@dataclass(frozen=True)
class Module:
    """One production file, named as an importer would write it."""

    name: str
    path: str  # relative to the root, with slashes
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree, parsed once."""
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> int:
        """Number of lines, blank ones and comments included."""
        return len(self.text.splitlines())

    @property
    def folder(self) -> str:
        """The folder's path relative to the root; empty for a script at the root."""
        return self.path.rpartition("/")[0]

    @property
    def base(self) -> str:
        """The file's name without its suffix."""
        return self.path.rpartition("/")[2].removesuffix(".py")

    @property
    def is_package(self) -> bool:
        """Whether this is the `__init__.py` of a package."""
        return self.base == "__init__"

    @cached_property
    def has_code(self) -> bool:
        """Whether it holds more than a docstring and imports, hence something to be tested."""
        quiet = (ast.Import, ast.ImportFrom, ast.Expr)
        return any(not isinstance(node, quiet) for node in self.tree.body)

    @cached_property
    def functions(self) -> list[Function]:
        """Every function, also those inside classes and functions."""
        return [
            Function(self.name, name, node.lineno, (node.end_lineno or 0) - node.lineno + 1)
            for name, node in _functions(self.tree, "")
        ]

    @cached_property
    def comments(self) -> int:
        """Lines that hold a comment and nothing else; switches for tools are not comments."""
        tools = ("# noqa", "# type:", "# fmt:", "# pragma", "# ruff:", "#!")
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return sum(
            token.type == tokenize.COMMENT
            and token.line.lstrip().startswith("#")
            and not token.string.startswith(tools)
            for token in tokens
        )

    @cached_property
    def public_names(self) -> list[str]:
        """Functions, classes and methods whose name begins with no underscore."""
        return list(_public(self.tree.body, ""))


def load_modules(root: Path = ROOT) -> dict[str, Module]:
    """Return every production module by its dotted name; the two scripts are included."""
    paths = [path for top in PACKAGES for path in sorted((root / top).rglob("*.py"))]
    paths += [path for name in SCRIPTS if (path := root / name).exists()]
    modules = {}
    for path in paths:
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules[name] = Module(name, path.relative_to(root).as_posix(), path.read_text("utf-8"))
    return modules


def count_entries(modules: Iterable[Module]) -> dict[str, int]:
    """Return by folder: the files beside `__init__.py` and the subfolders that hold modules."""
    entries: dict[str, set[str]] = {}
    for module in modules:
        folder, _, file = module.path.rpartition("/")
        if not module.is_package:
            entries.setdefault(folder, set()).add(file)
        while folder:
            entries.setdefault(folder, set())
            parent, _, name = folder.rpartition("/")
            entries.setdefault(parent, set()).add(name)
            folder = parent
    entries.pop("", None)
    return {folder: len(names) for folder, names in entries.items()}


def find_repeated_names(modules: Iterable[Module]) -> dict[str, list[str]]:
    """Return each file name borne by two or more modules, with their dotted names, worst first."""
    by_base: dict[str, list[str]] = {}
    for module in modules:
        if not module.is_package:
            by_base.setdefault(module.base, []).append(module.name)
    repeated = [(base, sorted(names)) for base, names in by_base.items() if len(names) > 1]
    return dict(sorted(repeated, key=lambda pair: (-len(pair[1]), pair[0])))


def _functions(node: ast.AST, within: str) -> Iterator[tuple[str, ast.stmt]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*FUNCTIONS, ast.ClassDef)):
            name = f"{within}{child.name}"
            if isinstance(child, FUNCTIONS):
                yield name, child
            yield from _functions(child, name + ".")
        else:
            yield from _functions(child, within)


def _public(body: Iterable[ast.stmt], within: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            yield within + node.name
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, f"{node.name}.")
