"""The graph of imports between production modules: who uses whom, when, and in what circles."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.measure.sources import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from tests.measure.sources import Module

IMPORT, LAZY, TYPE_ONLY = "import", "lazy", "type-only"
KINDS = (IMPORT, LAZY, TYPE_ONLY)
FOLD_LINES, FOLDED_LINES = 120, 450  # as long as a fragment may be, and the file it goes into
FOLD_SAVING = 8  # the lines of docstring and imports that vanish with a file


@dataclass(frozen=True, order=True)
class Edge:
    """`user` imports `used`: on its own import, inside a function, or for annotations only."""

    user: str
    used: str
    kind: str


@dataclass(frozen=True)
class Fold:
    """A module with one importer, and the length of that importer with the module inside it."""

    module: Module
    user: Module
    length: int

    @property
    def same_folder(self) -> bool:
        """Whether both are in one folder."""
        return self.module.folder == self.user.folder


def find_edges(modules: Mapping[str, Module]) -> set[Edge]:
    """Return the imports between the modules.

    `from package import name` leads to the module of that name, otherwise to the package. A
    package on the way to what is imported is not counted: it is no choice of the importer's. A
    package that calls `import_module` is taken to import every module in it lazily.
    """
    edges = set()
    for module in modules.values():
        for used, kind in _imports(module, modules):
            if used != module.name:
                edges.add(Edge(module.name, used, kind))
    return edges


def find_importers(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """Return by module the set of those that import it, in whichever way."""
    importers: dict[str, set[str]] = {}
    for edge in edges:
        importers.setdefault(edge.used, set()).add(edge.user)
    return importers


def find_folds(modules: Mapping[str, Module], edges: Iterable[Edge]) -> list[Fold]:
    """Return each module with exactly one importer (packages excepted), by its path."""
    folds = []
    for name, users in find_importers(edges).items():
        module = modules[name]
        if len(users) == 1 and not module.is_package:
            user = modules[next(iter(users))]
            folds.append(Fold(module, user, user.lines + module.lines - FOLD_SAVING))
    return sorted(folds, key=lambda fold: fold.module.path)


def is_fragment(fold: Fold) -> bool:
    """Whether the module is short and its only user would stay short with it inside."""
    short = fold.module.lines <= FOLD_LINES and fold.length <= FOLDED_LINES
    return short and fold.same_folder and not fold.user.is_package


def find_circles(edges: Iterable[Edge], kinds: Collection[str] = KINDS) -> list[list[str]]:
    """Return the strongly connected components of two modules or more, the largest first."""
    graph: dict[str, set[str]] = {}
    for edge in edges:
        if edge.kind in kinds:
            graph.setdefault(edge.user, set()).add(edge.used)
            graph.setdefault(edge.used, set())
    circles = [sorted(part) for part in _components(graph) if len(part) > 1]
    return sorted(circles, key=lambda circle: (-len(circle), circle))


def _imports(module: Module, modules: Mapping[str, Module]) -> Iterator[tuple[str, str]]:
    for node, kind in _import_nodes(module.tree, IMPORT):
        if isinstance(node, ast.Call):
            if module.is_package:
                yield from ((name, LAZY) for name in _children(module.name, modules))
        elif isinstance(node, ast.Import):
            yield from ((alias.name, kind) for alias in node.names if alias.name in modules)
        else:
            base = _base(module, node)
            for alias in node.names:
                for name in (f"{base}.{alias.name}", base):
                    if name in modules:
                        yield name, kind
                        break


def _import_nodes(
    node: ast.AST, kind: str
) -> Iterator[tuple[ast.Import | ast.ImportFrom | ast.Call, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child, kind
        elif isinstance(child, ast.If) and _name(child.test) == "TYPE_CHECKING":
            for part in child.body:
                yield from _import_nodes(ast.Module([part], []), TYPE_ONLY)
            for part in child.orelse:
                yield from _import_nodes(ast.Module([part], []), kind)
        elif kind == IMPORT and isinstance(child, (*FUNCTIONS, ast.Lambda)):
            yield from _import_nodes(child, LAZY)
        else:
            if isinstance(child, ast.Call) and _name(child.func) == "import_module":
                yield child, kind
            yield from _import_nodes(child, kind)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _children(package: str, modules: Mapping[str, Module]) -> list[str]:
    return [name for name in modules if name.rpartition(".")[0] == package]


def _base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    keep = len(parts) - node.level + module.is_package
    return ".".join([*parts[:keep], *([node.module] if node.module else [])])


def _components(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Strongly connected components by Kosaraju's two passes, without recursion."""
    order: list[str] = []
    _walk(graph, order.append)
    reverse: dict[str, set[str]] = {name: set() for name in graph}
    for name, targets in graph.items():
        for target in targets:
            reverse[target].add(name)
    components: list[list[str]] = []
    seen: set[str] = set()
    for name in reversed(order):
        if name in seen:
            continue
        part, stack = [], [name]
        seen.add(name)
        while stack:
            part.append(current := stack.pop())
            stack += [one for one in reverse[current] if one not in seen]
            seen |= reverse[current]
        components.append(part)
    return components


def _walk(graph: Mapping[str, set[str]], leave: Callable[[str], None]) -> None:
    """Visit every node depth first and pass it to `leave` after those that it leads to."""
    seen: set[str] = set()
    for start in sorted(graph):
        if start in seen:
            continue
        seen.add(start)
        stack = [(start, iter(sorted(graph[start])))]
        while stack:
            name, targets = stack[-1]
            for target in targets:
                if target not in seen:
                    seen.add(target)
                    stack.append((target, iter(sorted(graph[target]))))
                    break
            else:
                leave(name)
                stack.pop()
