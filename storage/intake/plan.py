"""What importing files would do, row by row, before anything is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any

from storage.bulk import collector_paused
from storage.errors import UserError
from storage.intake import header
from storage.intake.judging import OUTCOMES, Judge, PlannedRow, RowProblem
from storage.intake.mapping import Mapped, match
from storage.intake.reading import LIMITS, read_book
from storage.intake.rows import RowReader, samples, unit_constants
from storage.progress import silent
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from storage.intake.reading import Book, Limits, Sheet
    from storage.progress import Progress
    from storage.schema import Table
    from storage.store import Store

POLICIES = ("fill", "update", "skip", "keep")
PORTION = 5_000  # rows judged against the ledger at a time

__all__ = [
    "OUTCOMES", "POLICIES", "Choices", "FilePlan", "Mapped", "Plan", "PlannedRow", "RowProblem",
    "SheetChoice", "SheetPlan", "plan",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What the clerk decided of one sheet; None leaves it to the program.

    `columns` gives the field for a column's place (from 0), "" where it is not to be imported.
    """

    used: bool | None = None
    header_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """The clerk's decisions by file name and sheet name, and how to read text files."""

    sheets: Mapping[tuple[str, str], SheetChoice] = field(default_factory=dict)
    encodings: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SheetPlan:
    """One sheet: where its table is and what each row becomes."""

    name: str
    hidden: bool = False
    used: bool = True
    header_row: int | None = None
    headers: tuple[Mapped, ...] = ()
    skipped: list[tuple[int, str]] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    note: str = ""


@dataclass(slots=True)
class FilePlan:
    """One file: what it is, and its sheets, or the sentence why it cannot be read."""

    path: Path
    name: str
    sha256: str = ""
    size: int = 0
    kind: str = ""
    encoding: str | None = None
    sheets: tuple[SheetPlan, ...] = ()
    failure: str | None = None
    seen_before: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        """How many rows have each outcome."""
        return Counter(row.outcome for sheet in self.sheets for row in sheet.rows)


@dataclass(slots=True)
class Plan:
    """Everything an import would do; keeping it is another step."""

    table: Table[Any]
    unit_name: str
    unit_id: int
    unit_is_new: bool  # and will have that number when the plan is kept
    policy: str
    files: tuple[FilePlan, ...]
    stamp: int  # the last change in the ledger that was seen while judging

    @property
    def counts(self) -> Counter[str]:
        """How many rows have each outcome."""
        return sum((file.counts for file in self.files), Counter())

    def rows(self) -> Iterator[PlannedRow]:
        """Every row that may be a person's, in order."""
        return chain.from_iterable(sheet.rows for file in self.files for sheet in file.sheets)


@collector_paused()
def plan(
    store: Store,
    paths: Sequence[Path],
    unit_name: str = "",
    *,
    policy: str = "fill",
    choices: Choices | None = None,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> Plan:
    """Read files and say what would become of every row; raises `UserError`, `Cancelled`."""
    if policy not in POLICIES:
        raise UserError(f"没有“{policy}”这种重复处理办法，可用：{'、'.join(POLICIES)}。")
    stamp = last_change(store)
    unit_name = " ".join(unit_name.split())
    unit_id = store.named(UNITS, unit_name) if unit_name else 0
    made = Plan(
        table=VOLUNTEERS,
        unit_name=unit_name,
        unit_id=store.next_number(UNITS) if unit_id is None else unit_id,
        unit_is_new=unit_id is None,
        policy=policy,
        files=(),
        stamp=stamp,
    )
    judge = Judge(store, policy)
    planner = _Planner(store, made, judge, choices or Choices(), limits, progress)
    made.files = tuple(planner.file(path) for path in paths)
    return made


def last_change(store: Store) -> int:
    """The number of the ledger's last change: what was judged before it may no longer hold."""
    return int(store.value("SELECT ifnull(max(id), 0) FROM change"))


@dataclass(slots=True)
class _Planner:
    """Plans one file after another against the same ledger."""

    store: Store
    plan: Plan
    judge: Judge
    choices: Choices
    limits: Limits
    progress: Progress

    def file(self, path: Path) -> FilePlan:
        made = FilePlan(path, path.name)
        try:
            content = path.read_bytes()
            made.sha256, made.size = sha256(content).hexdigest(), len(content)
            del content
            made.seen_before = self._seen(made.sha256)
            encoding = self.choices.encodings.get(path.name)
            book = read_book(path, encoding=encoding, limits=self.limits, progress=self.progress)
            made.kind, made.encoding, made.warnings = book.kind, book.encoding, book.warnings
            made.sheets = self._sheets(path.name, book)
            made.failure = _no_table(path.name, made.sheets)
        except UserError as error:
            made.failure = str(error)
        except OSError as error:
            made.failure = f"打不开《{path.name}》：{_why(error)}"
        return made

    def _sheets(self, name: str, book: Book) -> tuple[SheetPlan, ...]:
        located = {}
        for at, sheet in enumerate(book.sheets):
            choice = self.choices.sheets.get((name, sheet.name), SheetChoice())
            used = not sheet.hidden if choice.used is None else choice.used
            located[at] = (self._located(sheet, choice) if used else None), choice, used
        several = sum(layout is not None for layout, _choice, _used in located.values()) > 1
        plans = []
        for at, sheet in enumerate(book.sheets):
            layout, choice, used = located[at]
            made = SheetPlan(sheet.name, sheet.hidden, used=layout is not None)
            if layout is None:
                made.note = _note(sheet, used=used)
            else:
                self._fill(made, sheet, layout, choice, several)
            plans.append(made)
        return tuple(plans)

    def _located(self, sheet: Sheet, choice: SheetChoice) -> header.Layout | None:
        chosen = None if choice.header_row is None else choice.header_row - sheet.first_row
        if chosen is not None and not 0 <= chosen < len(sheet.rows):
            return None
        return header.locate(sheet, self.plan.table, chosen)

    def _fill(
        self,
        made: SheetPlan,
        sheet: Sheet,
        layout: header.Layout,
        choice: SheetChoice,
        several: bool,
    ) -> None:
        rows = header.filled(sheet, layout.header)
        mapped = match(self.plan.table, layout.texts, layout.groups)
        made.header_row = layout.header + sheet.first_row
        made.headers = samples(_chosen(self.plan.table, mapped, choice), rows)
        made.skipped = [
            (number + sheet.first_row, "标题行")
            for number in range(layout.header)
            if any(cell not in (None, "") for cell in sheet.rows[number])
        ]
        if not any(one.column and one.column.name == "name" for one in made.headers):
            made.used, made.note = False, "表头里找不到姓名一列，整张表没有导入"
            return
        constants = unit_constants(
            self.store, self.plan.unit_name, self.plan.unit_id, new=self.plan.unit_is_new
        )
        if several and "班" in sheet.name:
            constants.setdefault("class_name", " ".join(sheet.name.split()))
        reader = RowReader(self.store, made.headers, constants)
        first = made.header_row + 1
        for start in range(0, len(rows), PORTION):
            self.progress(start, len(rows))
            portion = []
            for offset, cells in enumerate(rows[start : start + PORTION]):
                reason = header.skip_reason(cells, layout)
                if reason:
                    made.skipped.append((first + start + offset, reason))
                else:
                    portion.append(reader.read(first + start + offset, cells))
            self.judge.judge(portion)
            made.rows += portion
        self.progress(len(rows), len(rows))

    def _seen(self, digest: str) -> str | None:
        sql = (
            "SELECT b.at FROM import_file f JOIN import_batch b ON b.id = f.batch"
            " WHERE f.sha256 = ? AND b.undone_at IS NULL ORDER BY b.id DESC LIMIT 1"
        )
        found = self.store.value(sql, (digest,))
        return f"这份文件 {found[:10]} 已导入过" if found else None


def _no_table(name: str, sheets: Sequence[SheetPlan]) -> str | None:
    """Why nothing of a file can be imported, or None; its sheets stay for the clerk to mend."""
    if any(sheet.used for sheet in sheets):
        return None
    if any(sheet.headers for sheet in sheets):
        return f"《{name}》表头里找不到姓名一列，没有导入。请在表头补上“姓名”，或指定哪一列是姓名。"
    return (
        f"《{name}》里找不到表头：没有一行同时有“姓名”和别的栏目。请确认这是名册，"
        "或指定表头所在的行。"
    )


def _chosen(table: Table[Any], mapped: Sequence[Mapped], choice: SheetChoice) -> tuple[Mapped, ...]:
    """The mapping with the clerk's own decisions, which win over every guess."""
    wanted = {name for name in choice.columns.values() if name}
    made = []
    for one in mapped:
        if one.index in choice.columns:
            column = table.by_name.get(choice.columns[one.index])
            why = "您指定的" if column else "不导入"
            made.append(Mapped(one.index, one.header, column, 100 if column else 0, why))
        elif one.column is not None and one.column.name in wanted:
            made.append(Mapped(one.index, one.header, None, 0, f"已有一列是{one.column.label}"))
        else:
            made.append(one)
    return tuple(made)


def _note(sheet: Sheet, *, used: bool) -> str:
    if not used:
        return "隐藏的工作表，没有导入" if sheet.hidden else "您选择不导入"
    return "空表" if not sheet.rows else "没有认出名册的表头，没有导入"


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件，请检查名字和位置。"
    if isinstance(error, PermissionError):
        return "没有权限，或它正被别的程序占用，请关闭后再试。"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹，请选其中的文件。"
    return f"{error.strerror or error}。"
