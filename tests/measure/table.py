"""The table of measurements: each row a measure and its value, written into a page."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from tests.measure.calls import OPENING, trace_both
from tests.measure.imports import (
    FOLD_LINES,
    FOLDED_LINES,
    IMPORT,
    KINDS,
    LAZY,
    TYPE_ONLY,
    find_circles,
    find_edges,
    find_folds,
    is_fragment,
)
from tests.measure.sources import PACKAGES, count_entries, find_repeated_names, load_modules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.measure.calls import Trace, Walk
    from tests.measure.sources import Module

BEGIN, END = "<!-- measure:begin -->", "<!-- measure:end -->"
SMALL_FILE = 60  # lines
LARGEST, WORST = 5, 8  # folders and repeated names shown by name
UNKNOWN = "—"  # what is measured elsewhere and has not been yet
PAGE = "docs/architecture.md"
BREACHES, MUTANTS = "tests/test_breaches.py", "docs/testing.md"

PARALLEL: dict[str, str] = {}  # file names that may repeat, each with the role it plays everywhere


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    label: str
    value: str


def build_rows(root: Path) -> list[Row]:
    """Measure the tree at this folder; it takes some twenty seconds."""
    modules = load_modules(root)
    imported, exported = trace_both(root)
    return [
        *_size_rows(modules),
        *_import_rows(modules),
        *_call_rows("Import of a three-row CSV", imported),
        *_call_rows("Package of a ledger of three people", exported),
        Row("Modules with a test module by the same path", _share(*count_mirrored(modules, root))),
        Row("Breaches of the rules sown, each to be caught", count_breaches(root)),
        Row("Mutants killed", read_mutants(root)),
    ]


def format_table(rows: Iterable[Row]) -> str:
    """Return the rows as a table in Markdown, without a line break at its end."""
    lines = [f"| {row.label} | {row.value} |" for row in rows]
    return "\n".join(["| Measure | Value |", "|---|---|", *lines])


def insert_table(page: str, table: str) -> str:
    """Return the page with the table between its marks, or raise `ValueError` where they lack."""
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE} has no {BEGIN} followed by {END}")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def summarize(lengths: Sequence[int]) -> str:
    """Return median, 95th percentile (nearest rank) and maximum, divided by slashes."""
    if not lengths:
        return UNKNOWN
    ordered = sorted(lengths)
    at = math.ceil(len(ordered) * 0.95) - 1
    return f"{median(ordered):g} / {ordered[at]} / {ordered[-1]}"


def count_mirrored(modules: Mapping[str, Module], root: Path) -> tuple[int, int]:
    """Return how many modules with code have a test module by the same path, and of how many."""
    tested = [one for one in modules.values() if one.has_code and not one.is_package]
    mirrored = [one for one in tested if (root / test_path(one)).exists()]
    return len(mirrored), len(tested)


def test_path(module: Module) -> str:
    """Return where the tests of a module stand: `a/b.py` is tested by `tests/a/test_b.py`."""
    folder = f"{module.folder}/" if module.folder else ""
    return f"tests/{folder}test_{module.base}.py"


test_path.__test__ = False  # type: ignore[attr-defined]


def count_breaches(root: Path) -> str:
    """Return the number of cases of the test that sows breaches, as pytest collects them."""
    if not (root / BREACHES).exists():
        return UNKNOWN
    words = ("-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", BREACHES)
    done = subprocess.run(
        [sys.executable, *words], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    return str(sum(f"{BREACHES}::" in line and "[" in line for line in done.stdout.splitlines()))


def read_mutants(root: Path) -> str:
    """Return the sum of the table of mutants in the page on testing; timeouts count as killed."""
    page = root / MUTANTS
    text = page.read_text("utf-8") if page.exists() else ""
    table = re.search(r"<!-- mutate:begin -->\n(.*?)<!-- mutate:end -->", text, re.DOTALL)
    lines = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in (table[1].splitlines() if table else [])
        if line.startswith("|")
    ]
    if len(lines) < 3:
        return UNKNOWN
    rows = [dict(zip(lines[0], cells, strict=False)) for cells in lines[2:]]
    rows = [
        row for row in rows if not row["Folder"].strip("*").lower().startswith(("all", "total"))
    ]
    killed = sum(_number(row, "Killed") + _number(row, "Timed out") for row in rows)
    return _share(killed, sum(_number(row, "Tried") for row in rows))


def _size_rows(modules: Mapping[str, Module]) -> Iterator[Row]:
    whole = list(modules.values())
    for top in PACKAGES[:3]:
        part = [one for one in whole if one.path.startswith(f"{top}/")]
        yield Row(f"{top}: files, lines", f"{len(part)} files, {_sum(part):,} lines")
    yield Row("All of the program: files, lines", f"{len(whole)} files, {_sum(whole):,} lines")
    lengths = [function.length for one in whole for function in one.functions]
    yield Row("Lines of a file: median / p95 / most", summarize([one.lines for one in whole]))
    yield Row("Lines of a function: median / p95 / most", summarize(lengths))
    small = sum(one.lines < SMALL_FILE for one in whole)
    yield Row(f"Files of fewer than {SMALL_FILE} lines", str(small))
    entries = sorted(count_entries(whole).items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ", ".join(f"{folder} {count}" for folder, count in entries[:LARGEST])
    yield Row("Entries of the largest folders", shown)
    repeated = find_repeated_names(whole)
    other = {base: names for base, names in repeated.items() if base not in PARALLEL}
    shown = ", ".join(f"{base} ×{len(names)}" for base, names in list(other.items())[:WORST])
    allowed = f"; and {len(repeated) - len(other)} of one role in parallel folders"
    yield Row(
        "File names that occur twice or more",
        f"{len(other)}{f' ({shown})' if shown else ''}{allowed if PARALLEL else ''}",
    )
    yield Row("Lines that are a comment", str(sum(one.comments for one in whole)))
    yield Row(
        "Public functions, classes and methods", f"{sum(len(one.public_names) for one in whole):,}"
    )


def _import_rows(modules: Mapping[str, Module]) -> Iterator[Row]:
    edges = find_edges(modules)
    folds = find_folds(modules, edges)
    yield Row("Modules with one importer", str(len(folds)))
    yield Row(
        f"Of those, fragments (at most {FOLD_LINES} lines, in the folder of their user, which would "
        f"stay within {FOLDED_LINES})",
        str(sum(is_fragment(fold) for fold in folds)),
    )
    for label, kinds in (
        ("at import time", (IMPORT,)),
        ("with imports inside functions", (IMPORT, LAZY)),
        ("with imports for annotations", (IMPORT, TYPE_ONLY)),
        ("of any kind", KINDS),
    ):
        circles = find_circles(edges, kinds)
        sizes = f" (of {', '.join(str(len(circle)) for circle in circles)})" if circles else ""
        yield Row(f"Circles of imports {label}", f"{len(circles)}{sizes}")


def _call_rows(label: str, trace: Trace) -> Iterator[Row]:
    yield Row(f"{label}, without arguments and `{OPENING}`", _walk(trace.work))
    yield Row(f"{label}, the whole command", _walk(trace.whole))


def _walk(walk: Walk) -> str:
    return (
        f"{len(walk.modules)} modules, {walk.functions} functions, {walk.depth} calls deep "
        f"({len(walk.loaded)} modules with those only imported)"
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else UNKNOWN


def _sum(modules: Iterable[Module]) -> int:
    return sum(one.lines for one in modules)


def _number(row: Mapping[str, str], column: str) -> int:
    digits = re.sub(r"\D", "", row.get(column, ""))
    return int(digits) if digits else 0
