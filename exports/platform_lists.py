"""The lists of a reconciliation with the platform, for the window and as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from exports.package.file_names import Written, written_file
from exports.reports.report_context import PRIVACY
from exports.sheet import Heading, Sheet
from exports.workbook import Imprint, write_workbook
from storage import clock
from storage.counting.policy import office_of
from storage.intake.compare.platform_diff import unclear_reason
from storage.intake.vocabulary.header_words import RECORD_NUMBER
from storage.masking.outgoing_rows import Outgoing
from storage.model.kinds.identity import hide_numbers
from storage.model.schema import text_of
from storage.model.tables import BY_NAME
from storage.model.tables.volunteer import VOLUNTEERS
from storage.progress import silent
from storage.sending import export_log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from storage.intake.compare.platform_diff import Comparison
    from storage.model.schema import Column
    from storage.model.tables.volunteer import Volunteer
    from storage.progress import Progress
    from storage.store.store import Store

    TitleLookup = Callable[[str, int], str]  # title of a linked record: table, id -> title
    FieldText = Callable[[Volunteer, Column, str], str]  # text of a person's field as far as shown

TITLE = "志愿四川核对"
WIDE = 48
_HOURS = VOLUNTEERS.by_name["platform_hours"].kind


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: its heading, and the text of an entry as far as it may be shown."""

    label: str
    text: Callable[[Comparison, Any, TitleLookup, FieldText], str]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class ReconciliationList:
    """One list: its name and label, an explanation, its columns, and its entries."""

    name: str
    label: str
    explanation: str
    columns: tuple[ListColumn, ...]
    entries: Callable[[Comparison], Sequence[Any]]


def _field_column(name: str, of: Callable[[Any], Any]) -> ListColumn:
    """Return the column for a field of a person, labelled as in the ledger."""
    column = VOLUNTEERS.by_name[name]

    def text(_comparison: Comparison, one: Any, name_of: TitleLookup, hide: FieldText) -> str:
        value = getattr(of(one), name, None)
        if value is None:
            return ""
        if column.kind.target:
            return name_of(column.kind.target, value)
        return hide(of(one), column, text_of(column, value))

    return ListColumn(column.label, text, column.kind.numeric)


def _field_columns(names: str, of: Callable[[Any], Any]) -> tuple[ListColumn, ...]:
    return tuple(_field_column(name, of) for name in names.split())


def _number_column(of: Callable[[Any], Any]) -> ListColumn:
    return ListColumn(
        RECORD_NUMBER, lambda _comparison, one, _of, _hide: VOLUNTEERS.number(of(one).id)
    )


def _position_column(of: Callable[[Any], Any]) -> ListColumn:
    return ListColumn("名单里的位置", lambda comparison, one, _of, _hide: comparison.place(of(one)))


def _hours_column(label: str, of: Callable[[Any], int]) -> ListColumn:
    return ListColumn(
        label, lambda _comparison, one, _of, _hide: _HOURS.show(of(one)), numeric=True
    )


def _parsed(row: Any) -> Any:
    return row.parsed


def _identity(one: Any) -> Any:
    return one


def _person(one: Any) -> Any:
    return one.person


def _unclear_reason(row: Any, hide: FieldText) -> str:
    """Return why a row is unclear; the sentence may quote numbers of candidates, hidden here."""
    text, column = unclear_reason(row), VOLUNTEERS.by_name["note"]
    for one in (row.parsed, *(candidate.record for candidate in row.candidates)):
        text = hide(one, column, text)
    return text


def on_screen(_one: Volunteer, column: Column, text: str) -> str:
    """Return a field's text with the middle of its numbers hidden."""
    mask = column.kind.mask or hide_numbers
    return mask(text) if text else text


def full_text(_one: Volunteer, _column: Column, text: str) -> str:
    """Return a field's text unchanged."""
    return text


RECONCILIATION_LISTS = (
    ReconciliationList(
        "only_there",
        "平台有本地无",
        "平台的名单里有，台账里没有这个身份证号的人。",
        (
            _position_column(_identity),
            *_field_columns("name id_number phone platform_hours school class_name", _parsed),
        ),
        lambda comparison: comparison.only_there,
    ),
    ReconciliationList(
        "only_here",
        "本地有平台无",
        "台账里登记为已注册、在册，平台的名单里没有。",
        (
            _number_column(_identity),
            *_field_columns("name id_number school class_name platform_number", _identity),
        ),
        lambda comparison: comparison.only_here,
    ),
    ReconciliationList(
        "hours",
        "时长不一致",
        "台账里的服务记录合计，和平台的累计时长不一样。",
        (
            _number_column(_person),
            *_field_columns("name", _person),
            _hours_column("台账（小时）", lambda one: one.ours),
            _hours_column("平台（小时）", lambda one: one.theirs),
            _hours_column("平台多出", lambda one: one.theirs - one.ours),
            *_field_columns("school class_name", _person),
        ),
        lambda comparison: comparison.hours,
    ),
    ReconciliationList(
        "unclear",
        "对不上是谁",
        "这些行没法和台账里的人对上，没有填入。",
        (
            _position_column(_identity),
            _field_column("name", _parsed),
            ListColumn("原因", lambda _comparison, one, _of, hide: _unclear_reason(one, hide)),
        ),
        lambda comparison: comparison.unclear,
    ),
)  # fmt: skip


def export_reconciliation(
    store: Store, comparison: Comparison, path: Path, progress: Progress = silent
) -> Written:
    """Write the lists with masked numbers, and log the export."""
    name_of = lru_cache(maxsize=None)(lambda table, number: store.title_of(
        BY_NAME[table], store.get(BY_NAME[table], number)
    ))  # fmt: skip
    office, today = office_of(store), clock.today()
    leave = Outgoing(store, today).person
    sheets = [_sheet(comparison, one, name_of, leave) for one in RECONCILIATION_LISTS]
    right = f"{PRIVACY['masked']} · 生成于 {today:%Y-%m-%d}"
    imprint = Imprint(TITLE, office.name if office else "", right, today)
    write_workbook(path, sheets, imprint, progress)
    one = written_file(path, TITLE)
    export_log.log_export(store, one.what, "masked", "", path.name, one.sha256)
    return one


def _sheet(
    comparison: Comparison, listing: ReconciliationList, name_of: TitleLookup, hide: FieldText
) -> Sheet:
    people = listing.entries(comparison)
    return Sheet(
        name=listing.label,
        title=f"{TITLE}：{listing.label}",
        notes=(f"{listing.explanation}共 {len(people):,} 人。",),
        headings=tuple(
            Heading(one.label, "right" if one.numeric else "left", WIDE) for one in listing.columns
        ),
        rows=(
            tuple(
                _cell(column, column.text(comparison, one, name_of, hide))
                for column in listing.columns
            )
            for one in people
        ),
        size=len(people),
        frozen_columns=2,
        listed=True,
    )


def _cell(column: ListColumn, text: str) -> str | float | None:
    if column.numeric and text:
        return float(text)
    return text or None
