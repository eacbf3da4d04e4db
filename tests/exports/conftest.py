"""The sample county's package, made once for all tests that read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from exports.package import write_package
from exports.reports import roster_sheet as annex
from exports.reports.report_context import ReportContext
from exports.workbook import Imprint, write_workbook
from resources import path
from storage.demo import make_county
from storage.model.period import Quarter
from storage.seeds import seed
from storage.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 10, 8)
QUARTER = Quarter(2026, 3)


@pytest.fixture(scope="session")
def quarter() -> Quarter:
    return QUARTER


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def county(tmp_path_factory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("示例 县") / "ledger.db") as store:
        seed(store, path("seeds"))
        assert make_county(store, TODAY) == QUARTER
        yield store


@pytest.fixture(scope="session")
def package(county, tmp_path_factory) -> dict[str, Path]:
    """The files of the package by what they are."""
    out = tmp_path_factory.mktemp("第三季度")
    written = write_package(county, QUARTER, out, "masked", on=TODAY)
    return {one.what: one.path for one in written}


class Book:
    """A workbook as it was written: each sheet's rows as mappings from heading to value."""

    def __init__(self, file: Path) -> None:
        self.workbook = load_workbook(file)

    def rows(self, name: str, first_heading: str) -> list[dict[str, object]]:
        """The rows of a sheet; a band is a row with a single value, a total begins with none."""
        page = self.workbook[name]
        lines = [[cell.value for cell in row] for row in page.iter_rows()]
        head = next(at for at, line in enumerate(lines) if line[0] == first_heading)
        labels = [str(label).replace("\n", "") for label in lines[head]]
        return [dict(zip(labels, line, strict=True)) for line in lines[head + 1 :]]

    def records(self, name: str) -> list[dict[str, object]]:
        """The numbered rows alone."""
        rows = self.rows(name, "序号")
        return [row for row in rows if isinstance(row["序号"], int)]


@pytest.fixture(scope="session")
def book(package) -> Book:
    return Book(package["季度报表"])


@pytest.fixture(scope="session")
def roster(county, tmp_path_factory) -> list[dict[str, object]]:
    """The roster's rows with nothing hidden, as the locked annex has them."""
    file = tmp_path_factory.mktemp("名册") / "附册.xlsx"
    sheet = annex.sheet(ReportContext(county, QUARTER, "full", TODAY))
    write_workbook(file, [sheet], Imprint(sheet.title, "", "", TODAY))
    return Book(file).rows("P 志愿者名册", "台账编号")


@pytest.fixture(scope="session")
def summary(book) -> dict[str, dict[str, object]]:
    """The rows of W01 by code, as they were written."""
    return {row["编号"]: row for row in book.rows("W01 指标汇总", "编号") if row["指标"]}
