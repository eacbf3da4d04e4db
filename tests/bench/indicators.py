"""Every indicator of people who have served, beside one bare aggregate for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.bench.county import serving
from tests.bench.measuring import Case, Figure, Setting, Times, timed
from tests.bench.service import records_of

DAY = date(2026, 9, 30)


def _ours(setting: Setting) -> Times:
    import shutil

    from storage.counting.figures import figures
    from storage.model.period import Quarter
    from storage.model.tables import VOLUNTEERS
    from storage.store.store import Store

    times: Times = {}
    path = setting.path / "serving.db"
    if not path.exists():
        shutil.copyfile(serving(setting.people), path)
    with Store(path) as store:
        with timed(times, "count"):
            found = figures(store, Quarter.of(DAY))
        assert found[0].value
        person = next(store.select(VOLUNTEERS, "backbone IS NOT 1"))
        with store.edit("改一个人") as edit:
            edit.save(VOLUNTEERS, replace(person, backbone=True))
        with timed(times, "after"):
            figures(store, Quarter.of(DAY))
    path.unlink()
    return times


def _bare(setting: Setting) -> Times:
    from storage.counting.figures import CountingContext
    from storage.counting.figures.count import counting_sql, group_indicators
    from storage.counting.indicators import INDICATORS
    from storage.ledger.driver import connect
    from storage.model.period import Quarter
    from storage.store.store import Store

    times: Times = {}
    path = serving(setting.people)
    with Store(path) as store:
        values = CountingContext(store, Quarter.of(DAY)).parameters
        asked = [
            counting_sql(group, [one])
            for group, alike in group_indicators(INDICATORS).items()
            for one in alike
        ]
    connection = connect(str(path))
    with timed(times, "count"):
        for sql in asked:
            connection.execute(sql, values).fetchone()
    connection.close()
    return times


def _figures(setting: Setting) -> tuple[Figure, ...]:
    people, served = setting.people, records_of(setting.people)
    within = 2000 if people <= 100_000 else 40_000
    return (
        Figure(f"{people:,} 人、{served:,} 条服务记录的全部指标", "ours.count", "bare.count",
               aim=within, unit="ms"),
        Figure(f"{people:,} 人时改一个人以后，全部指标更新", "ours.after", "bare.count",
               aim=100 if people <= 100_000 else None, unit="ms"),
    )  # fmt: skip


CASE = Case(
    name="indicators",
    sides={"ours": _ours, "bare": _bare},
    figures=_figures,
    prepare=lambda setting: serving(setting.people),
    by_people=True,
)
