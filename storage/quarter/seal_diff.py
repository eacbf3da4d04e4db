"""What has changed since a quarter was sealed: by figure and by record (补报、更正)."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.counting.figures import figures
from storage.counting.indicators import format_figure
from storage.counting.knowledge import as_known
from storage.model.tables import BY_NAME, TABLES
from storage.model.tables.quarter import OF_VERSION
from storage.progress import silent
from storage.seals.row_chunks import chunks_of, digest_of, rows_in
from storage.seals.seal import contents_of, last_seal, load_chunk

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.model.schema import Table
    from storage.progress import Progress
    from storage.seals.seal import Seal
    from storage.store.store import Store

ADDED, CHANGED, REMOVED = "补报", "更正", "删除"
# What is noted after a quarter was sealed without making it another one: its sending and answer
RECORDED_AFTER_SEAL = frozenset(("dispatch", "correction", "mail_account", "attachment"))

Row = dict[str, Any]
Number = float | int | None


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure that would be another today; `now` counts the same quarter from today's records,
    but those that belong to later ones (`storage.known`).

    `measured` leads to those records, where they are at hand. `kind` says why it differs.
    """

    code: str
    label: str
    unit: str
    sealed: float | int | None
    now: float | int | None
    measured: MeasuredIndicator | None = None
    kind: str = CHANGED

    @property
    def text(self) -> str:
        """As people read it: 7,812 → 7,815（+3）."""
        unit = self.unit
        change = ""
        if isinstance(self.sealed, (int, float)) and isinstance(self.now, (int, float)):
            change = f"（{format_change(self.now - self.sealed, unit)}）"
        return f"{format_figure(self.sealed, unit)} → {format_figure(self.now, unit)}{change}"

    def as_json(self) -> dict[str, object]:
        """As it is sealed, and for scripts."""
        names = ("code", "label", "unit", "sealed", "now", "kind")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """A record that was added, changed or removed; `fields` are the names of those that differ."""

    table: Table[Any]
    record_id: int
    title: str
    kind: str
    fields: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """For scripts; which fields, never what stands in them."""
        return {
            "table": self.table.name,
            "number": self.table.number(self.record_id),
            "kind": self.kind,
            "fields": list(self.fields),
        }


def format_change(value: float | int, unit: str = "") -> str:
    """A change as people read it: +12, −3, +1.5 个百分点."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    if unit == "%":
        return f"{sign}{abs(value):.1f} 个百分点"
    return f"{sign}{abs(value):,.1f}" if isinstance(value, float) else f"{sign}{abs(value):,}"


def figure_differences(store: Store, seal: Seal) -> list[FigureDifference]:
    """The figures of the sealed quarter that today's records would make other ones."""
    return _differing(_sealed(store, seal), figures(store, seal.quarter), CHANGED)


def corrections_since_seal(store: Store, quarter: Quarter) -> list[FigureDifference]:
    """What was put right (更正) and what was reported late (补报) of the quarter before since that
    was sealed, one figure after the other; who was entered since is neither."""
    seal = last_seal(store, quarter.previous)
    if seal is None:
        return []
    with as_known(store, seal.quarter, late=False):
        mended = figures(store, seal.quarter)
    with as_known(store, seal.quarter, late=True):
        late = figures(store, seal.quarter)
    values = {one.code: one.value for one in mended}
    return [
        *_differing(_sealed(store, seal), mended, CHANGED),
        *_differing(values, late, ADDED),
    ]


def _sealed(store: Store, seal: Seal) -> Mapping[str, Number]:
    return {one["code"]: one["value"] for one in contents_of(store, seal)["figures"]}


def _differing(
    before: Mapping[str, Number], counted: Iterable[MeasuredIndicator], kind: str
) -> list[FigureDifference]:
    return [
        FigureDifference(one.code, one.label, one.unit, before[one.code], one.value, one, kind)
        for one in counted
        if one.code in before and before[one.code] != one.value
    ]


def record_differences(
    store: Store, seal: Seal, progress: Progress = silent
) -> Generator[RecordDifference]:
    """Yield the records that are not as they were sealed; spans that are the same are quick.

    What is said of another quarter, such as its progress or its 零报告, is no difference of this,
    nor is what was first entered since and belongs to a later one.
    """
    with as_known(store, seal.quarter):
        yield from _records(store, seal, progress)


def _records(store: Store, seal: Seal, progress: Progress) -> Iterator[RecordDifference]:
    kept = contents_of(store, seal)["pieces"]
    tables = [table for table in TABLES if table.name not in RECORDED_AFTER_SEAL]
    for done, table in enumerate(tables):
        progress(done, len(tables))
        now = ((span, digest_of(text), text) for span, text in chunks_of(store, table))
        yield from _of_table(store, seal, table, dict(kept.get(table.name, ())), now)
    progress(len(tables), len(tables))


def version_differences(store: Store, before: Seal, after: Seal) -> Iterator[RecordDifference]:
    """Yield the records in which one sealed version is not the other."""
    kept = contents_of(store, before)["pieces"]
    later = contents_of(store, after)["pieces"]
    for table in TABLES:
        if table.name not in RECORDED_AFTER_SEAL:
            now = ((span, digest, None) for span, digest in later.get(table.name, ()))
            yield from _of_table(store, before, table, dict(kept.get(table.name, ())), now)


def version_figure_differences(store: Store, before: Seal, after: Seal) -> list[FigureDifference]:
    """The figures in which one sealed version is not the other."""
    old = {one["code"]: one["value"] for one in contents_of(store, before)["figures"]}
    return [
        FigureDifference(one["code"], one["label"], one["unit"], old[one["code"]], one["value"])
        for one in contents_of(store, after)["figures"]
        if one["code"] in old and old[one["code"]] != one["value"]
    ]


def _of_table(
    store: Store,
    seal: Seal,
    table: Table[Any],
    before: dict[int, str],
    now: Iterable[tuple[int, str, bytes | None]],
) -> Iterator[RecordDifference]:
    """Compare span by span, opening only those whose digests differ; `before` is used up."""
    mine = str(seal.quarter)
    for span, digest, text in now:
        then = before.pop(span, "")
        if then != digest:
            old = _by_number(load_chunk(store, then), mine) if then else {}
            yield from _between(table, old, _by_number(text or load_chunk(store, digest), mine))
    for digest in before.values():
        yield from _between(table, _by_number(load_chunk(store, digest), mine), {})


def is_unchanged(store: Store, seal: Seal) -> bool:
    """Whether every record that a figure can read is as it was sealed."""
    with closing(record_differences(store, seal)) as found:
        return next(found, None) is None


def _by_number(text: bytes, quarter: str) -> dict[int, Row]:
    """The records by number, but what is said of other quarters or of corrections themselves."""
    return {
        row["id"]: row
        for row in rows_in(text)
        if row.get("quarter", quarter) == quarter and OF_VERSION[:2] not in row.get("indicator", "")
    }


def _between(
    table: Table[Any], before: Mapping[int, Row], after: Mapping[int, Row]
) -> Iterator[RecordDifference]:
    for number in sorted(before.keys() | after.keys()):
        old, new = before.get(number), after.get(number)
        if old == new:
            continue
        kind = ADDED if old is None else REMOVED if new is None else CHANGED
        names = [one for one in table.by_name if _differs(table, one, old or {}, new or {})]
        if not names:
            continue  # only what a newer program added, with its default
        title = str((new or old or {}).get(table.title) or "")
        yield RecordDifference(BY_NAME[table.name], number, title, kind, tuple(names))


def _differs(table: Table[Any], name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a field was changed; one that the old row knows nothing of had its default."""
    column = table.by_name[name]
    default = None if column.default is None else column.kind.dump(column.default)
    return bool(old.get(name, default) != new.get(name, default))
