"""Sign-in lists of an activity: on paper, and as a workbook that is imported again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.pdf import Column, Table, TableLook, note, render_pdf, title
from exports.pdf.blocks import BODY
from exports.pdf.text.paragraph import Paragraph
from exports.people.paper_facts import format_day
from exports.sheet import Sheet, headings_of
from exports.workbook import Imprint, write_workbook
from storage.counting.policy import office_of
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, UNITS, VOLUNTEERS
from storage.model.tables.service_record import SIGN_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from exports.pdf.pdf_document import PdfResult
    from storage.model.tables.volunteer import Volunteer
    from storage.store.store import Store

BLANK = 4  # the fewest rows for people who were not expected
PAGE = 16  # rows on a page below the title
LOOK = TableLook(size=11, leading=15, above=5, before=6)
COLUMNS = (
    Column("序号", "center", 0.8),
    Column("姓名", "center", 1.4),
    Column(VOLUNTEERS.by_name["platform_number"].label, "center", 2.4),
    Column("签到", "center", 1.2),
    Column("签退", "center", 1.2),
    Column("小时", "center", 0.8),
    Column("本人签名", "center", 1.6),
)
NOTE = "签到、签退写几点几分；小时为实际服务时间，不含路途。记录人：　　　　　　复核人："
WHO = ("platform_number", "school")  # a name alone would have to be confirmed one by one
HOW = (
    "一人一行，填开始、结束时间或时长；没来的删去那一行，临时来的在下面加行，活动和日期照抄。"
    "填好发回，用“导入”选“服务记录”即可。"
)
FIELDS = ("volunteer", "activity", "served_on", "from_time", "to_time", "hours", "content",
          "recorder", "recorded_on", "source")  # fmt: skip


def sign_in_sheet(store: Store, activity: int, people: Sequence[int] = ()) -> bytes:
    """Render the list as a PDF: the expected people, and blank rows that fill the page."""
    one = store.get(ACTIVITIES, activity)
    office = office_of(store)
    by = store.get(ORGANIZATIONS, one.organization).name
    known = [store.get(VOLUNTEERS, number) for number in people]
    fewest = len(known) + BLANK
    head = (
        title(f"{one.name}\n志愿者签到表"),
        Paragraph(
            f"{by}　{format_day(one.held_on)}　{one.place}", BODY.but(align="center", first=0)
        ),
    )

    def made(last: int) -> tuple[bytes, PdfResult]:
        return render_pdf(
            [*head, Table(COLUMNS, list(_lines(known, last)), LOOK), note(NOTE)],
            title=f"{one.name}签到表",
            author=by,
            mark="示例数据" if office and office.sample else "",
            numbering="of",
        )

    data, result = made(fewest)
    for last in range(max(fewest, PAGE), fewest, -1):  # the most rows that take no further page
        fuller, found = made(last)
        if found.pages == result.pages:
            return fuller
    return data


def _lines(known: Sequence[Volunteer], last: int) -> Iterator[list[str]]:
    """Yield a row for each expected person, then blank ones up to number `last`."""
    for number in range(1, last + 1):
        person = known[number - 1] if number <= len(known) else None
        who = [person.name, person.platform_number or ""] if person else ["", ""]
        yield [str(number), *who, "", "", "", ""]


def sign_in_workbook(
    store: Store, activity: int, path: Path, on: date, people: Sequence[int] = ()
) -> None:
    """Write the list as a workbook, which the import of service records reads when filled in."""
    one = store.get(ACTIVITIES, activity)
    heads = (*headings_of(SERVICE_RECORDS, FIELDS[:1]), *headings_of(VOLUNTEERS, WHO),
             *headings_of(SERVICE_RECORDS, FIELDS[1:]))  # fmt: skip
    sheet = Sheet(
        name="签到表",
        title=f"{one.name}签到表",
        notes=(HOW,),
        headings=heads,
        rows=list(_rows(store, one, people)),
        frozen_columns=1,
    )
    office = office_of(store)
    write_workbook(path, [sheet], Imprint(sheet.title, office.name if office else "", "签到", on))


def _rows(store: Store, activity: Any, people: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    office = office_of(store)
    recorder = office.clerk if office else None
    facts = (activity.name, activity.held_on, None, None, None)
    record = (recorder, activity.held_on, SIGN_IN)
    for number in people:
        person = store.get(VOLUNTEERS, number)
        school = store.get(UNITS, person.school).name if person.school else ""
        yield (person.name, person.platform_number, school, *facts, activity.content, *record)
