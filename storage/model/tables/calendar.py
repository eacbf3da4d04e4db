"""Days off that are no weekend, and weekends that are worked: for counting working days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.kinds import DATE, TEXT, choice
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from datetime import date

OFF, WORKED = "放假", "上班"
DAY_KIND = choice(OFF, WORKED, aliases={"休": OFF, "休息": OFF, "班": WORKED, "调休上班": WORKED})


@record(frozen=True, kw_only=True, slots=True)
class Holiday:
    """A weekday off or a weekend day that is worked; all other weekends are off."""

    id: int | None = None
    day: date = column(DATE, "日期", required=True)
    kind: str = column(DAY_KIND, "放假或上班", required=True, synonyms=("类别",))
    name: str | None = column(TEXT, "节日", synonyms=("名称",))
    source: str | None = column(TEXT, "依据", hint="每年国务院办公厅的放假安排")


HOLIDAYS = Table(
    Holiday,
    name="holiday",
    label="节假日与调休",
    unit="天",
    title="day",
    key=("day",),
    search=("name",),
)
