"""Modules under a path, each with its tests, and what earlier runs found out about them."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mutation.operators import find_mutants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.mutation.operators import Mutant

TESTS = "tests"
ROOM = 2  # parts of a room's path: storage/intake
CACHE = ".mutation"  # results of earlier runs, by module
NOT_PRODUCTION = frozenset((TESTS, "docs", "demo", "data", "packaging"))
OWN_TEXTS = ("operators.py", "session.py")  # other mutants or other tests: other results


@dataclass(frozen=True)
class Module:
    """A production module: its file, its dotted name, its text, its mutants and its tests."""

    path: Path
    name: str
    folder: str  # relative to the project, with slashes
    text: str
    mutants: tuple[Mutant, ...]
    tests: tuple[str, ...]  # the mirror test first, where there is one
    mirror: str | None


@dataclass
class Outcome:
    """What became of a mutant: killed, timeout, survived or unreached; by which test."""

    fate: str
    by: str = ""


@dataclass
class Result:
    """A module's mutants with their outcomes, by the mutant's key."""

    module: Module
    outcomes: dict[str, Outcome] = field(default_factory=dict)


def find_modules(root: Path, under: str) -> list[Module]:
    """Modules of a file or a folder and the folders in it, in the order of their paths.

    Raises `FileNotFoundError` where there is none.
    """
    start = (root / under).resolve()
    files = [start] if start.suffix == ".py" and start.is_file() else sorted(start.rglob("*.py"))
    modules = [
        _module(root, path) for path in files if _is_production(path.relative_to(root).parts)
    ]
    if not modules:
        raise FileNotFoundError(under)
    return modules


def _is_production(parts: tuple[str, ...]) -> bool:
    return parts[0] not in NOT_PRODUCTION and not any(part.startswith(".") for part in parts)


def _module(root: Path, path: Path) -> Module:
    place = path.relative_to(root)
    words = place.parent.parts if path.name == "__init__.py" else place.with_suffix("").parts
    text = path.read_text("utf-8")
    mirror = root / TESTS / place.parent / f"test_{place.name}"
    tests = [
        test
        for folder in _test_folders(root, place.parent)
        for test in sorted(folder.glob("test_*.py"), key=lambda file: (file != mirror, file.name))
    ]
    return Module(
        path=path,
        name=".".join(words),
        folder=place.parent.as_posix(),
        text=text,
        mutants=tuple(find_mutants(text)),
        tests=tuple(test.relative_to(root).as_posix() for test in tests),
        mirror=mirror.relative_to(root).as_posix() if mirror in tests else None,
    )


def _test_folders(root: Path, folder: Path) -> list[Path]:
    """The folders of tests that mirror a folder and those above it within its room.

    A stage is also tested by what is tested of the whole pipeline, one folder up. Where the room
    has no tests, they are those of a folder above it.
    """
    mirrors = [root / TESTS / one for one in (folder, *folder.parents)]
    tested = [one for one in mirrors if any(one.glob("test_*.py"))]
    depth = len(root.parts) + 1 + ROOM
    return [one for one in tested if len(one.parts) >= depth] or tested[:1] or mirrors[:1]


def by_folder(modules: Iterable[Module]) -> dict[str, list[Module]]:
    """The modules of each folder."""
    found: dict[str, list[Module]] = {}
    for module in modules:
        found.setdefault(module.folder, []).append(module)
    return found


def take_sample(modules: Iterable[Module], size: int | None) -> dict[str, list[Mutant]]:
    """By module's name, the mutants to try: all, or so many of them, the same ones every time."""
    every = [(module, mutant) for module in modules for mutant in module.mutants]
    if size is not None:
        every = sorted(every, key=lambda pair: _hash(pair[0].name, pair[1].key))[:size]
    chosen: dict[str, list[Mutant]] = {}
    for module, mutant in every:
        chosen.setdefault(module.name, []).append(mutant)
    return chosen


# --- results of earlier runs


def result_key(root: Path, module: Module) -> str:
    """Names all texts on which a module's outcomes rest: its own, its tests' and this tool's."""
    own = [Path(__file__).parent / name for name in OWN_TEXTS]
    beside = sorted((root / TESTS).glob("*.py"))  # builders and fixtures
    tests = [root / test for test in module.tests]
    conftests = [
        folder / "conftest.py"
        for test in tests[:1]
        for folder in test.parents
        if folder.is_relative_to(root) and (folder / "conftest.py").exists()
    ]
    texts = (file.read_bytes() for file in (*own, *beside, *tests, *conftests))
    return _hash(module.name, module.text, *(hashlib.sha256(one).hexdigest() for one in texts))


def load_outcomes(root: Path, module: Module, key: str | None) -> dict[str, Outcome]:
    """Outcomes saved under the key, or under any where it is None and the module is the same."""
    try:
        saved = json.loads(_cache_file(root, module).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if saved["text"] != _hash(module.text) or (key is not None and saved["key"] != key):
        return {}
    return {name: Outcome(*outcome) for name, outcome in saved["outcomes"].items()}


def save_outcomes(root: Path, result: Result, key: str) -> None:
    """Save a module's outcomes for the next run."""
    file = _cache_file(root, result.module)
    file.parent.mkdir(exist_ok=True)
    outcomes = {name: [one.fate, one.by] for name, one in result.outcomes.items()}
    saved = {"key": key, "text": _hash(result.module.text), "outcomes": outcomes}
    file.write_text(json.dumps(saved), "utf-8")


def _cache_file(root: Path, module: Module) -> Path:
    return root / CACHE / f"{module.name or 'root'}.json"


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


# --- libraries that are imported once, before the processes fork


def preload_libraries(root: Path) -> None:
    """Import the libraries that the project uses, none of its own modules."""
    own = {path.stem for path in (*root.iterdir(), *(root / TESTS).iterdir())}
    plugins = {one.module for one in entry_points(group="pytest11")}
    for name in sorted(plugins | set(_imported(root))):
        if name.split(".")[0] not in own:
            try:
                import_module(name)
            except Exception:  # a library of another system
                sys.modules.pop(name, None)


def _imported(root: Path) -> Iterator[str]:
    for path in root.rglob("*.py"):
        parts = path.relative_to(root).parts
        if any(part.startswith(".") for part in parts) or parts[0] in {"demo", "docs"}:
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module
