"""Everything that is sent for a quarter, beside XlsxWriter writing the roster in it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.bench.county import copy_of_ledger
from tests.bench.measuring import Case, Figure, Setting, Times, timed
from tests.bench.paper import TODAY, bare_annex

WITHIN = 60_000  # ms


def _ours(setting: Setting) -> Times:
    """Report, workbook, masked annex, letter and list, from the figures to the files."""
    from exports.package import write_package
    from storage.period import Quarter
    from storage.store import Store

    times: Times = {}
    path = copy_of_ledger(setting.people, setting.path / "package.db")
    with Store(path) as store, timed(times, "package"):
        written = write_package(
            store, Quarter.reported_on(TODAY), setting.path / "报送包", "masked", on=date.today()
        )
    assert len(written) == 5
    path.unlink()
    return times


def _bare(setting: Setting) -> Times:
    return bare_annex(replace(setting, rows=setting.people))


def _figures(setting: Setting) -> tuple[Figure, ...]:
    what = f"{setting.people:,} 人的报送包（裸库只写其中的花名册）"
    return (Figure(what, "ours.package", "bare.annex", aim=WITHIN, unit="ms"),)


CASE = Case(
    name="package",
    sides={"ours": _ours, "bare": _bare},
    figures=_figures,
    rounds=1,
    by_people=True,
)
