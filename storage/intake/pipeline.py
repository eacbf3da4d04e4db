"""The import pipeline from files to batch: five stages, one after the other.

1. read     `read.read_book(source) -> Book`: the sheets of a file as raw cells
2. tables   `find_tables(book) -> FoundTable…`: where the tables are, and their headers
3. columns  `map_columns(tables) -> MappedTable…`: which field each column holds, and why
4. rows     `plan_rows(tables) -> SheetPlan… of a FilePlan`: which rows are records, what they say,
            and whom in the ledger they mean; all files together are the `Plan`
5. apply    `apply.batch.apply_plan(plan) -> Batch`: the plan is written, in one transaction

Whose file it is (`sender`) is found between stages 2 and 4. Nothing is written before stage 5, and
`explain.explain_row` reports what each stage decided for a row.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.files import os_messages
from storage.intake import sources
from storage.intake.choices import POLICIES, Choices
from storage.intake.columns.mapped_table import map_columns
from storage.intake.memory import ANYWHERE, recall
from storage.intake.read import LIMITS, EncodingUnclear, PasswordNeeded
from storage.intake.rows.import_plan import FilePlan, Plan, last_change
from storage.intake.rows.row_planner import RowPlanner, matcher_of
from storage.intake.sender.sender import Senders
from storage.intake.tables.found_table import find_tables
from storage.model.tables.volunteer import VOLUNTEERS
from storage.progress import silent
from storage.store.bulk import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.intake.read import Book, Limits
    from storage.intake.rows.import_plan import SheetPlan
    from storage.intake.sources import Source
    from storage.model.schema import Table
    from storage.progress import Progress
    from storage.store.store import Store

Key = tuple[str, str | None, str | None]  # what a file holds, its encoding, its password
NOTHING: Mapping[str, str] = MappingProxyType({})


class BookCache:
    """Caches books by content, encoding and password, and the latest book of each source."""

    def __init__(self) -> None:
        self._books: dict[Key, Book] = {}
        self._last: dict[str, Book] = {}

    def read(
        self, source: Source, digest: str, choices: Choices, limits: Limits, progress: Progress
    ) -> Book:
        """Return the book of a source, reading it where it is not cached."""
        name = sources.key(source)
        key = (digest, choices.encodings.get(name), choices.passwords.get(name))
        if key not in self._books:
            self._books[key] = sources.read(source, choices, limits, progress)
        self._last[name] = self._books[key]
        return self._books[key]

    def last(self, key: str) -> Book | None:
        """Return the latest book of the source with this key, or None."""
        return self._last.get(key)


@collector_paused()
def plan_import(
    store: Store,
    files: Sequence[Source],
    unit_name: str = "",
    *,
    table: Table[Any] = VOLUNTEERS,
    policy: str = "fill",
    choices: Choices | None = None,
    implied: Mapping[str, str] = NOTHING,
    limits: Limits = LIMITS,
    progress: Progress = silent,
    cache: BookCache | None = None,
    by_file: bool = False,
    only_senders: bool = False,
    new_units: bool = False,
) -> Plan:
    """Run stages 1 to 4 and return the plan of an import; nothing is written.

    `by_file`: each file says its own unit, or the choices do. `only_senders`: nothing more is read.
    `new_units`: a unit that a file plainly names is made where the ledger has none of that name.
    A file that cannot be read says so in its plan; raises `UserError` for an unknown policy, and
    `Cancelled`.
    """
    choices = _checked(choices or Choices(), policy)
    plan = Plan(table, policy, (), last_change(store), choices, implied)
    cache, names = cache or BookCache(), sources.display_names(files)
    senders = Senders(
        store, table, unit_name, choices, plan.new_unit_names, by_file=by_file, new_units=new_units
    )
    matcher = matcher_of(store, plan, recall(store, table, ANYWHERE))
    planner = RowPlanner(store, plan, matcher, progress)
    for source in files:  # one by one, as rows are matched with those of the files before them
        file = _file_plan(source, names[source])
        plan.files += (file,)
        with _failures_stored(file):
            _fingerprint(store, file, source)
            book = cache.read(source, file.sha256, choices, limits, progress)
            file.kind, file.encoding, file.warnings = book.kind, book.encoding, book.warnings
            tables = find_tables(book, table)
            file.sender = senders.find(file.key, source, tables, file.sha256)
            if only_senders or file.doubt:
                continue
            memories = recall(store, table, file.unit_id)
            mapped = map_columns(tables, table, file.key, choices, memories.columns)
            file.sheets = tuple(planner.plan_rows(file, one, memories) for one in mapped)
            file.warnings += _masked_warning(file.sheets)
            file.failure = _nothing_usable_reason(file.name, file.sheets)
    return plan


def _checked(choices: Choices, policy: str) -> Choices:
    """Return the choices; raises `UserError` for an unknown policy in them."""
    for wanted in (policy, *choices.fields.values()):
        if wanted not in POLICIES:
            raise UserError(f"没有“{wanted}”这种重复处理办法，可用：{'、'.join(POLICIES)}。")
    return choices


def _file_plan(source: Source, shown: str) -> FilePlan:
    path = Path(source.name) if isinstance(source, sources.Pasted) else source
    return FilePlan(path, source.name, sources.key(source), shown)


def _fingerprint(store: Store, file: FilePlan, source: Source) -> None:
    """Load content and SHA-256 into the file's plan, and an earlier import; raises `OSError`."""
    file.content = sources.content(source)
    file.sha256, file.size = sources.fingerprint(file.content), len(file.content)
    sql = (
        "SELECT b.at FROM import_file f JOIN import_batch b ON b.id = f.batch"
        " WHERE f.sha256 = ? AND b.undone_at IS NULL ORDER BY b.id DESC LIMIT 1"
    )
    at = store.value(sql, (file.sha256,))
    file.seen_before = f"这份文件 {at[:10]} 已导入过" if at else None


@contextmanager
def _failures_stored(file: FilePlan) -> Iterator[None]:
    """Store a reading error in the file's plan, with what would help; other files go on."""
    try:
        yield
    except UserError as error:
        file.failure = str(error)
        if isinstance(error, PasswordNeeded):
            file.needs = "password"
        elif isinstance(error, EncodingUnclear):
            file.needs = "encoding"
    except OSError as error:
        file.failure = f"打不开《{file.name}》：{_open_error_text(error)}"


def _open_error_text(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件，请检查名字和位置。"
    if isinstance(error, PermissionError):
        return "没有权限，或它正被别的程序占用，请关闭后再试。"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹，请选其中的文件。"
    return f"{os_messages.reason(error)}。"


def _masked_warning(sheets: Sequence[SheetPlan]) -> tuple[str, ...]:
    """Return the warning on masked cells, which are not imported; () where there are none."""
    cells = sum(sheet.masked for sheet in sheets)
    if not cells:
        return ()
    return (f"有 {cells:,} 格是隐去的（带星号，或写作“王某某”），没有导入，台账里的不变。",)


def _nothing_usable_reason(name: str, sheets: Sequence[SheetPlan]) -> str | None:
    """Return why nothing of a file can be imported, with the remedy, or None."""
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
