"""The table of the twenty-nine rows is whole, and everything that it names is there."""

import re
from pathlib import Path

import pytest

from storage.counting.indicators import INDICATORS
from storage.model.tables import TABLES
from storage.plan import year_plan
from storage.plan.measures import HEADS, MEASURES, rows

ROOT = Path(__file__).parents[3]
NOTICE = ("1.1 1.2 1.3a 1.3b 1.3c 2.1 2.2 2.3 3.1 3.2 3.3a 3.3b 4.1 4.2 4.3 5.1 5.2a 5.2b 5.3 6.1 6.2 6.3"
          " 7.1 8.1 9.1 9.2a 9.2b 9.2c 9.3").split()  # fmt: skip
SHEETS = "".join(
    path.read_text("utf-8") for path in (ROOT / "exports/reports").glob("*.py")
)  # fmt: skip


def test_the_notice_has_its_rows_and_no_cell_is_empty():
    table = rows()
    assert [line[0] for line in table] == NOTICE
    assert len(table) == 29
    assert all(len(line) == len(HEADS) and all(line) for line in table)


def test_the_rows_are_those_of_the_plan_that_ships():
    plan = year_plan.load_seed_rows(ROOT / "resources/seeds/plan-2020.csv")
    assert [row.measure_number for row in plan] == NOTICE
    assert [row.role for row in plan] == [line[2] for line in rows()]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.id)
def test_everything_that_a_row_names_exists(measure):
    assert measure.indicators
    assert set(measure.records) <= set(TABLES)
    assert (ROOT / measure.test).exists()
    for sheet in measure.sheets:
        assert re.search(rf'"{sheet}[ ".]', SHEETS), sheet
    assert re.fullmatch(
        r"[一二三四五六七](（[一二三四五六七八九]）|、[一二三四五六七])?", measure.section
    )


def test_every_indicator_belongs_to_a_row():
    assert {one.measure for one in INDICATORS} <= {one.id for one in MEASURES}
