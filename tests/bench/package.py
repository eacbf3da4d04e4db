"""Everything that is sent for a quarter, beside XlsxWriter writing the roster in it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from shutil import copyfile
from typing import TYPE_CHECKING

from tests.bench.county import ledger, serving
from tests.bench.measuring import Case, Figure, Setting, Times, timed
from tests.bench.paper import TODAY, bare_annex
from tests.bench.service import EACH

if TYPE_CHECKING:
    from pathlib import Path

WITHIN = 60_000  # ms


def _ours(setting: Setting) -> Times:
    """Report, workbook, masked annex, letter and list, from the figures to the files."""
    return _package(setting, ledger(setting.people))


def _serving(setting: Setting) -> Times:
    """The same of people who have served."""
    return _package(setting, serving(setting.people))


def _package(setting: Setting, of: Path) -> Times:
    from exports.package import write_package
    from storage.model.period import Quarter
    from storage.store.store import Store

    times: Times = {}
    path = setting.path / "package.db"
    copyfile(of, path)
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
    what = f"{setting.people:,} 人的报送包"
    served = f"{setting.people:,} 人、{setting.people * EACH:,} 条服务记录的报送包"
    return (
        Figure(f"{what}（裸库只写其中的花名册）", "ours.package", "bare.annex", WITHIN, "ms"),
        Figure(f"{served}（裸库只写名册）", "serving.package", "bare.annex", WITHIN, "ms"),
    )


CASE = Case(
    name="package",
    sides={"ours": _ours, "serving": _serving, "bare": _bare},
    figures=_figures,
    prepare=lambda setting: serving(setting.people),
    rounds=1,
    by_people=True,
)
