"""A sample county: entirely invented, with every kind of record and every edge case."""

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

    from storage.demo.sample_people import InventedPeople
    from storage.store.edit import Edit
    from storage.store.store import Store

SAMPLES = tuple((path(f"samples/{name}"), unit) for name, unit in UNITS_OF_SAMPLES.items())


TIME_OF_DAY = time(9, 30)
SEALED_AFTER = timedelta(days=6)  # from a quarter's end to its sealing
# From the quarter's first day to the first rosters; from its last day to the ledgers and to the
# late rosters, whose people count as this quarter's increase
ROSTERS_AFTER, LEDGERS_AFTER, LATE_ROSTERS_AFTER = (timedelta(days=days) for days in (2, 3, 6))


def make_county(store: Store, today: date) -> Quarter:
    """Fill an empty ledger with the sample county and return the quarter it is about to report.

    Raises `UserError` where the ledger has volunteers already.
    """
    if store.count(VOLUNTEERS):
        raise UserError("这个台账里已经有志愿者，示例数据只能放进空的台账。请换一个文件夹。")
    quarter = Quarter.reported_on(today)
    with _clock_set_to(store, quarter.first + ROSTERS_AFTER), store.edit("建立示例县") as edit:
        add_office(store, edit, quarter)
        schools = add_schools(store, edit)
        people = add_people(edit, schools, quarter)
        add_organizations(store, edit, people, quarter)
    with (
        _clock_set_to(store, min(today, quarter.cut_off + LEDGERS_AFTER)),
        store.edit("录入示例台账") as edit,
    ):
        add_trainings(edit, people, quarter)
        add_service_ledgers(store, edit, people, quarter)
        add_progress(store, edit, quarter)
        add_quarter(store, edit, quarter, COUNTY)
        add_sendings(edit, quarter)
    add_evidence(store, quarter)
    return quarter


@contextmanager
def _clock_set_to(store: Store, day: date) -> Iterator[None]:
    """Set the ledger's clock to that day, so that edits date from the county's past."""
    clock = store.clock
    store.clock = lambda: datetime.combine(day, TIME_OF_DAY).astimezone()
    try:
        yield
    finally:
        store.clock = clock


def add_evidence(store: Store, quarter: Quarter) -> None:
    """Attach the list of participants to one training; other measures lack evidence on purpose."""
    roll = [file for file, _unit in SAMPLES if file.suffix == ".csv"]
    training = next(store.select(TRAININGS))
    attach(store, TRAININGS, training.id or 0, roll, quarter.cut_off, "5.2a")


def add_service_ledgers(store: Store, edit: Edit, people: InventedPeople, quarter: Quarter) -> None:
    """Add insurance policies, projects, service records, consents, movements and small ledgers."""
    add_insurance(store, edit, quarter)
    activities = add_projects(store, edit, quarter)
    add_service(edit, people, activities, quarter)
    add_consents(edit, people, activities, quarter)
    add_movements(edit, people, quarter)
    add_ledgers(store, edit, quarter)
    add_papers(edit, people.ids, quarter)


def build(store: Store, today: date, report: Callable[[str], object]) -> Quarter:
    """Build the county, seal the quarter before, and import the sample rosters.

    `report` receives a sentence after each step. Returns the quarter to report.
    """
    quarter = make_county(store, today)
    before = quarter.previous
    sealed_on = before.cut_off + SEALED_AFTER
    with _clock_set_to(store, sealed_on):
        seal_unchecked(store, before, sealed_on)
    report(f"示例县已建好：{store.count(VOLUNTEERS):,} 人（全部虚构），报送季度 {quarter.label}。")
    for file, unit in SAMPLES:
        planned = plan_import(store, [file], unit)
        with _clock_set_to(store, min(today, quarter.cut_off + LATE_ROSTERS_AFTER)):
            apply_plan(store, planned)
        counts = planned.counts
        result = f"新增 {counts['created']}，更新 {counts['updated']}，不变 {counts['unchanged']}"
        report(f"已导入《{file.name}》（{unit}）：{result}，拒收 {counts['rejected']}。")
    return quarter
