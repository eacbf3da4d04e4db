"""What a run found: a table by folder, the mutants that survived, and the page that has the table."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from tests.mutation.operators import diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.mutation.areas import Result

BEGIN, END = "<!-- mutate:begin -->", "<!-- mutate:end -->"
HEADER = (
    "| Folder | Mutants | Tried | Killed | Timed out | Survived | Not reached | Score |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|"
)
STUB = f"# Testing\n\n## Mutants\n\n{BEGIN}\n{END}\n"


@dataclass(frozen=True)
class Row:
    """The mutants of a folder's own modules, counted."""

    folder: str
    mutants: int
    tried: int
    killed: int
    timeout: int
    survived: int
    unreached: int

    @property
    def score(self) -> float:
        """Per cent of the mutants tried that were killed or ran out of time."""
        return 100 * (self.killed + self.timeout) / self.tried if self.tried else 100.0

    def __str__(self) -> str:
        folder, *counts = astuple(self)
        return f"| {folder} | {' | '.join(f'{n:,}' for n in counts)} | {self.score:.1f} % |"


def count(results: Iterable[Result]) -> list[Row]:
    """A row for each folder, in the order of their names."""
    folders: dict[str, list[Result]] = {}
    for result in results:
        folders.setdefault(result.module.folder, []).append(result)
    return [_row(folder, folders[folder]) for folder in sorted(folders)]


def _row(folder: str, results: list[Result]) -> Row:
    fates = Counter(one.fate for result in results for one in result.outcomes.values())
    return Row(
        folder,
        sum(len(result.module.mutants) for result in results),
        fates.total(),
        *(fates[fate] for fate in ("killed", "timeout", "survived", "unreached")),
    )


def survivors(root: Path, results: Iterable[Result]) -> Iterator[str]:
    """Each mutant that no test noticed: its place, its operator and its diff."""
    for result in results:
        module = result.module
        for mutant in module.mutants:
            outcome = result.outcomes.get(mutant.key)
            if outcome is not None and outcome.fate in {"survived", "unreached"}:
                place = f"{module.path.relative_to(root).as_posix()}:{mutant.line}"
                how = "" if outcome.fate == "survived" else " (no test reaches it)"
                where = f" in {mutant.function}" if mutant.function else ""
                yield f"{place}: {mutant.operator}{where}{how}\n{diff(module.text, mutant)}"


def update_page(root: Path, page: Path, rows: Iterable[Row]) -> None:
    """Put rows into the page's table; other folders' rows stay, unless the folder is no more."""
    text = page.read_text("utf-8") if page.exists() else STUB
    if BEGIN not in text or END not in text:
        text = f"{text.rstrip()}\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN, 1)
    old, after = rest.split(END, 1)
    lines = {
        line.split("|")[1].strip(): line
        for line in old.splitlines()[0:]
        if line.startswith("| ") and not line.startswith("| Folder ")
    }
    lines = {folder: line for folder, line in lines.items() if (root / folder).is_dir()}
    lines |= {row.folder: str(row) for row in rows}
    table = "\n".join((HEADER, *(lines[folder] for folder in sorted(lines))))
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8", newline="\n")
