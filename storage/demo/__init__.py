"""A sample county: invented from end to end, with every kind of record and every edge."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from resources import path
from storage.demo.sample_county import COUNTY, UNITS_OF_SAMPLES, add_office, add_schools
from storage.demo.sample_ledgers import add_insurance, add_ledgers, add_papers
from storage.demo.sample_organizations import add_organizations
from storage.demo.sample_people import add_people
from storage.demo.sample_progress import add_progress, add_quarter
from storage.demo.sample_projects import add_projects
from storage.demo.sample_sendings import add_sendings
from storage.demo.sample_service import add_consents, add_movements, add_service
from storage.demo.sample_trainings import add_trainings
from storage.errors import UserError
from storage.intake.apply.batch import apply_plan
from storage.intake.pipeline import plan_import
from storage.model.period import Quarter
from storage.model.tables import TRAININGS, VOLUNTEERS
from storage.quarter.sealing import seal_unchecked
from storage.store.attachments import attach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from storage.demo.sample_people import Peopled
    from storage.store.edit import Edit
    from storage.store.store import Store

SAMPLES = tuple((path(f"samples/{name}"), unit) for name, unit in UNITS_OF_SAMPLES.items())


AT = time(9, 30)
SENT_AFTER = timedelta(days=6)  # from a quarter's end to its sealing
# From the quarter's beginning to the first rosters, and from its end to its ledgers and to the
# rosters that were late: these are this quarter's increase and were never of the one before
ROSTERS_IN, NOTED_AFTER, LATE_ROSTERS = (timedelta(days=days) for days in (2, 3, 6))


def make_county(store: Store, today: date) -> Quarter:
    """Fill an empty ledger with the sample county; returns the quarter it is about to report."""
    if store.count(VOLUNTEERS):
        raise UserError("这个台账里已经有志愿者，示例数据只能放进空的台账。请换一个文件夹。")
    quarter = Quarter.reported_on(today)
    with _on(store, quarter.first + ROSTERS_IN), store.edit("建立示例县") as edit:
        add_office(store, edit, quarter)
        schools = add_schools(store, edit)
        people = add_people(edit, schools, quarter)
        add_organizations(store, edit, people, quarter)
    with _on(store, min(today, quarter.cut_off + NOTED_AFTER)), store.edit("录入示例台账") as edit:
        add_trainings(edit, people, quarter)
        add_service_ledgers(store, edit, people, quarter)
        add_progress(store, edit, quarter)
        add_quarter(store, edit, quarter, COUNTY)
        add_sendings(edit, quarter)
    add_evidence(store, quarter)
    return quarter


@contextmanager
def _on(store: Store, day: date) -> Iterator[None]:
    """Have what is done meanwhile bear that day, as it would have been in the county's past."""
    clock = store.clock
    store.clock = lambda: datetime.combine(day, AT).astimezone()
    try:
        yield
    finally:
        store.clock = clock


def add_evidence(store: Store, quarter: Quarter) -> None:
    """The roll that proves one training; the other measures' evidence is still missing."""
    roll = [file for file, _unit in SAMPLES if file.suffix == ".csv"]
    training = next(store.select(TRAININGS))
    attach(store, TRAININGS, training.id or 0, roll, quarter.cut_off, "5.2a")


def add_service_ledgers(store: Store, edit: Edit, people: Peopled, quarter: Quarter) -> None:
    """Projects, activities, who served, and everything that stands around it."""
    add_insurance(store, edit, quarter)
    activities = add_projects(store, edit, quarter)
    add_service(edit, people, activities, quarter)
    add_consents(edit, people, activities, quarter)
    add_movements(edit, people, quarter)
    add_ledgers(store, edit, quarter)
    add_papers(edit, people.ids, quarter)


def build(store: Store, today: date, say: Callable[[str], object]) -> Quarter:
    """Make the county and import its schools' sample rosters, telling what is done."""
    quarter = make_county(store, today)
    before = quarter.previous
    sealed_on = before.cut_off + SENT_AFTER
    with _on(store, sealed_on):
        seal_unchecked(store, before, sealed_on)
    say(f"示例县已建好：{store.count(VOLUNTEERS):,} 人（全部虚构），报送季度 {quarter.label}。")
    for file, unit in SAMPLES:
        planned = plan_import(store, [file], unit)
        with _on(store, min(today, quarter.cut_off + LATE_ROSTERS)):
            apply_plan(store, planned)
        counts = planned.counts
        told = f"新增 {counts['created']}，更新 {counts['updated']}，不变 {counts['unchanged']}"
        say(f"已导入《{file.name}》（{unit}）：{told}，拒收 {counts['rejected']}。")
    return quarter
