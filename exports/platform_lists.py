"""The lists of a reconciliation with the platform: what the window shows, as a workbook."""

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
from storage.intake.compare.platform_diff import why_unclear
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

    Namer = Callable[[str, int], str]  # the name behind a link: table, number -> name
    Hide = Callable[[Volunteer, Column, str], str]  # what is shown of a field of somebody's

TITLE = "志愿四川核对"
WIDE = 48
_HOURS = VOLUNTEERS.by_name["platform_hours"].kind


@dataclass(frozen=True, slots=True)
class Fact:
    """A column of a list: its head, and what it says of one in it, as far as it may be shown."""

    label: str
    text: Callable[[Comparison, Any, Namer, Hide], str]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: what it is called, what it tells, its columns, and who is in it."""

    name: str
    label: str
    told: str
    facts: tuple[Fact, ...]
    found: Callable[[Comparison], Sequence[Any]]


def _field(name: str, of: Callable[[Any], Any]) -> Fact:
    """A field of the person, as the ledger calls it."""
    column = VOLUNTEERS.by_name[name]

    def text(_found: Comparison, one: Any, name_of: Namer, hide: Hide) -> str:
        value = getattr(of(one), name, None)
        if value is None:
            return ""
        if column.kind.target:
            return name_of(column.kind.target, value)
        return hide(of(one), column, text_of(column, value))

    return Fact(column.label, text, column.kind.numeric)


def _fields(names: str, of: Callable[[Any], Any]) -> tuple[Fact, ...]:
    return tuple(_field(name, of) for name in names.split())


def _number(of: Callable[[Any], Any]) -> Fact:
    return Fact(RECORD_NUMBER, lambda _found, one, _of, _hide: VOLUNTEERS.number(of(one).id))


def _place(of: Callable[[Any], Any]) -> Fact:
    return Fact("名单里的位置", lambda found, one, _of, _hide: found.place(of(one)))


def _hours(label: str, of: Callable[[Any], int]) -> Fact:
    return Fact(label, lambda _found, one, _of, _hide: _HOURS.show(of(one)), numeric=True)


def _remark(row: Any) -> Any:
    return row.parsed


def _itself(one: Any) -> Any:
    return one


def _person(one: Any) -> Any:
    return one.person


def _unclear_reason(row: Any, hide: Hide) -> str:
    """Why a row is unclear: the sentence names whom it could be, and may tell what they share."""
    text, column = why_unclear(row), VOLUNTEERS.by_name["note"]
    for one in (row.parsed, *(found.record for found in row.candidates)):
        text = hide(one, column, text)
    return text


def on_screen(_one: Volunteer, column: Column, text: str) -> str:
    """A field with the middle of its numbers hidden."""
    mask = column.kind.mask or hide_numbers
    return mask(text) if text else text


def full_text(_one: Volunteer, _column: Column, text: str) -> str:
    """A field as it is."""
    return text


LISTINGS = (
    Listing(
        "only_there",
        "平台有本地无",
        "平台的名单里有，台账里没有这个身份证号的人。",
        (
            _place(_itself),
            *_fields("name id_number phone platform_hours school class_name", _remark),
        ),
        lambda found: found.only_there,
    ),
    Listing(
        "only_here",
        "本地有平台无",
        "台账里登记为已注册、在册，平台的名单里没有。",
        (
            _number(_itself),
            *_fields("name id_number school class_name platform_number", _itself),
        ),
        lambda found: found.only_here,
    ),
    Listing(
        "hours",
        "时长不一致",
        "台账里的服务记录合计，和平台的累计时长不一样。",
        (
            _number(_person),
            *_fields("name", _person),
            _hours("台账（小时）", lambda one: one.ours),
            _hours("平台（小时）", lambda one: one.theirs),
            _hours("平台多出", lambda one: one.theirs - one.ours),
            *_fields("school class_name", _person),
        ),
        lambda found: found.hours,
    ),
    Listing(
        "unclear",
        "对不上是谁",
        "这些行没法和台账里的人对上，没有填入。",
        (
            _place(_itself),
            _field("name", _remark),
            Fact("原因", lambda _found, one, _of, hide: _unclear_reason(one, hide)),
        ),
        lambda found: found.unclear,
    ),
)  # fmt: skip


def export_reconciled(
    store: Store, found: Comparison, path: Path, progress: Progress = silent
) -> Written:
    """Write the lists, numbers masked, and note that they were given out."""
    name_of = lru_cache(maxsize=None)(lambda table, number: store.title_of(
        BY_NAME[table], store.get(BY_NAME[table], number)
    ))  # fmt: skip
    office, today = office_of(store), clock.today()
    leave = Outgoing(store, today).person
    sheets = [_sheet(found, one, name_of, leave) for one in LISTINGS]
    right = f"{PRIVACY['masked']} · 生成于 {today:%Y-%m-%d}"
    imprint = Imprint(TITLE, office.name if office else "", right, today)
    write_workbook(path, sheets, imprint, progress)
    one = written_file(path, TITLE)
    export_log.log_export(store, one.what, "masked", "", path.name, one.sha256)
    return one


def _sheet(found: Comparison, listing: Listing, name_of: Namer, hide: Hide) -> Sheet:
    people = listing.found(found)
    return Sheet(
        name=listing.label,
        title=f"{TITLE}：{listing.label}",
        notes=(f"{listing.told}共 {len(people):,} 人。",),
        headings=tuple(
            Heading(one.label, "right" if one.numeric else "left", WIDE) for one in listing.facts
        ),
        rows=(
            tuple(_cell(fact, fact.text(found, one, name_of, hide)) for fact in listing.facts)
            for one in people
        ),
        size=len(people),
        held=2,
        listed=True,
    )


def _cell(fact: Fact, text: str) -> str | float | None:
    if fact.numeric and text:
        return float(text)
    return text or None
