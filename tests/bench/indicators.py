"""Every indicator of many people, beside one plain SELECT for each."""

from __future__ import annotations

from datetime import date

from tests.bench.county import ledger
from tests.bench.measuring import Case, Figure, Setting, Times, timed

DAY = date(2026, 9, 30)


def _ours(setting: Setting) -> Times:
    from storage.indicators import figures
    from storage.period import Quarter
    from storage.store import Store

    times: Times = {}
    with Store(ledger(setting.people)) as store:
        with timed(times, "count"):
            found = figures(store, Quarter.of(DAY))
        assert found[0].value
    return times


def _bare(setting: Setting) -> Times:
    from storage.indicators import figures
    from storage.period import Quarter
    from storage.store import Store

    times: Times = {}
    with Store(ledger(setting.people)) as store:
        asked = [
            (f"SELECT count(*) FROM {one.table.name} t WHERE {one.condition}", one.parameters)
            for measured in figures(store, Quarter.of(DAY))
            for one in (measured.part, measured.whole)
            if one is not None
        ]
        with timed(times, "count"):
            for sql, values in asked:
                store.connection.execute(sql, values).fetchone()
    return times


CASE = Case(
    name="indicators",
    sides={"ours": _ours, "bare": _bare},
    figures=lambda setting: (
        Figure(f"{setting.people:,} 人的全部指标", "ours.count", "bare.count", aim=1),
    ),
    prepare=lambda setting: ledger(setting.people),
)
