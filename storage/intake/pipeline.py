"""What importing files would do, row by row, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.files import os_messages
from storage.intake import sources
from storage.intake.apply.memory import ANYWHERE, recall
from storage.intake.choices import POLICIES, Choices, RowDecision, SheetChoice
from storage.intake.columns.mapping import Mapped
from storage.intake.import_plan import OUTCOMES, FilePlan, Plan, PlannedRow, RowProblem, SheetPlan
from storage.intake.read import LIMITS, EncodingUnclear, PasswordNeeded
from storage.intake.rows.record_match import judge_of
from storage.intake.rows.sheet_rows import Filler
from storage.intake.sender.sender import Senders
from storage.model.tables.volunteer import VOLUNTEERS
from storage.progress import silent
from storage.store.bulk import collector_paused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.read import Book, Limits
    from storage.intake.sources import Source
    from storage.model.schema import Table
    from storage.progress import Progress
    from storage.store.store import Store

Key = tuple[str, str | None, str | None]  # what it holds, its encoding, its password


class Shelf:
    """Books by what their files held, the last of each source at hand for looking at."""

    def __init__(self) -> None:
        self._books: dict[Key, Book] = {}
        self._last: dict[str, Book] = {}

    def read(
        self, source: Source, digest: str, choices: Choices, limits: Limits, progress: Progress
    ) -> Book:
        """The book of a source, read only where it is not at hand."""
        name = sources.key(source)
        key = (digest, choices.encodings.get(name), choices.passwords.get(name))
        if key not in self._books:
            self._books[key] = sources.read(source, choices, limits, progress)
        self._last[name] = self._books[key]
        return self._books[key]

    def of(self, key: str) -> Book | None:
        """The book that was last read of a source, by its key."""
        return self._last.get(key)


__all__ = [
    "OUTCOMES", "POLICIES", "Choices", "FilePlan", "Mapped", "Plan", "PlannedRow", "RowDecision",
    "RowProblem", "SheetChoice", "SheetPlan", "plan",
]  # fmt: skip


NOTHING: Mapping[str, str] = MappingProxyType({})


@collector_paused()
def plan(
    store: Store,
    paths: Sequence[Source],
    unit_name: str = "",
    *,
    table: Table[Any] = VOLUNTEERS,
    policy: str = "fill",
    choices: Choices | None = None,
    implied: Mapping[str, str] = NOTHING,
    limits: Limits = LIMITS,
    progress: Progress = silent,
    shelf: Shelf | None = None,
    by_file: bool = False,
    only_senders: bool = False,
    new_units: bool = False,
) -> Plan:
    """Read files and say what would become of every row; raises `UserError`, `Cancelled`.

    `by_file`: each file says its own unit, or the choices do. `only_senders`: nothing more is read.
    `new_units`: a unit that a file plainly names is made where the ledger has none of that name.
    """
    choices = _checked(choices or Choices(), policy)
    stamp = last_change(store)
    made = Plan(table, policy, (), stamp, choices, implied)
    memories = recall(store, table, ANYWHERE)
    senders = Senders(
        store, table, unit_name, choices, made.coming, by_file=by_file, new_units=new_units
    )
    judge = judge_of(store, made, memories)
    filler = None if only_senders else Filler(store, made, judge, memories, progress)
    shown = sources.shown(paths)
    planner = _Planner(store, made, filler, senders, limits, shelf or Shelf(), shown)
    for source in paths:  # one by one, as rows are held against the files before them
        made.files += (planner.file(source, progress),)
    return made


def _checked(choices: Choices, policy: str) -> Choices:
    """The choices, once every policy in them is one; raises `UserError`."""
    for wanted in (policy, *choices.fields.values()):
        if wanted not in POLICIES:
            raise UserError(f"没有“{wanted}”这种重复处理办法，可用：{'、'.join(POLICIES)}。")
    return choices


def last_change(store: Store) -> int:
    """The number of the ledger's last change: what was judged before it may no longer hold."""
    return int(store.value("SELECT ifnull(max(id), 0) FROM change"))


@dataclass(slots=True)
class _Planner:
    """Plans one file after another against the same ledger."""

    store: Store
    plan: Plan
    filler: Filler | None
    senders: Senders
    limits: Limits
    shelf: Shelf
    shown: dict[Source, str]

    def file(self, source: Source, progress: Progress) -> FilePlan:
        made = FilePlan(
            Path(source.name) if isinstance(source, sources.Pasted) else source,
            source.name,
            sources.key(source),
            self.shown[source],
        )
        try:
            made.content = sources.content(source)
            made.sha256, made.size = sources.fingerprint(made.content), len(made.content)
            made.seen_before = self._seen(made.sha256)
            choices = self.plan.choices
            book = self.shelf.read(source, made.sha256, choices, self.limits, progress)
            made.kind, made.encoding, made.warnings = book.kind, book.encoding, book.warnings
            made.sender = self.senders.of(made.key, source, book, made.sha256)
            if self.filler is not None and not made.sender.doubt:
                made.sheets = self.filler.sheets(made.key, book, made.shown, made.sender)
                made.warnings += _told_hidden(made.sheets)
                made.failure = _no_table(source.name, made.sheets)
        except UserError as error:
            made.failure = str(error)
            made.needs = _needs(error)
        except OSError as error:
            made.failure = f"打不开《{source.name}》：{_why(error)}"
        return made

    def _seen(self, digest: str) -> str | None:
        sql = (
            "SELECT b.at FROM import_file f JOIN import_batch b ON b.id = f.batch"
            " WHERE f.sha256 = ? AND b.undone_at IS NULL ORDER BY b.id DESC LIMIT 1"
        )
        found = self.store.value(sql, (digest,))
        return f"这份文件 {found[:10]} 已导入过" if found else None


def _told_hidden(sheets: Sequence[SheetPlan]) -> tuple[str, ...]:
    """What is said of cells that are hidden and were therefore not taken."""
    cells = sum(sheet.masked for sheet in sheets)
    if not cells:
        return ()
    return (f"有 {cells:,} 格是隐去的（带星号，或写作“王某某”），没有导入，台账里的不变。",)


def _needs(error: UserError) -> str:
    if isinstance(error, PasswordNeeded):
        return "password"
    return "encoding" if isinstance(error, EncodingUnclear) else ""


def _no_table(name: str, sheets: Sequence[SheetPlan]) -> str | None:
    """Why nothing of a file can be imported, or None; its sheets stay for the clerk to mend."""
    if any(sheet.used for sheet in sheets):
        return None
    for sheet in sheets:
        if sheet.headers:
            return f"《{name}》{sheet.note}。请在表头补上这一栏，或指定哪一列是它。"
    hidden = "、".join(f"“{sheet.shown}”" for sheet in sheets if sheet.hidden)
    if hidden:
        return (
            f"《{name}》里看得见的工作表没有名册；隐藏的{hidden}没有读。要导入它，请在导入页勾上，"
            "或在 WPS 中取消隐藏再导入。"
        )
    return (
        f"《{name}》里找不到表头：没有一行同时有“姓名”和别的栏目。请确认这是名册，"
        "或指定表头所在的行。"
    )


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件，请检查名字和位置。"
    if isinstance(error, PermissionError):
        return "没有权限，或它正被别的程序占用，请关闭后再试。"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹，请选其中的文件。"
    return f"{os_messages.reason(error)}。"
