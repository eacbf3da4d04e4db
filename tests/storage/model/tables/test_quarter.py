"""What is recorded of a quarter: once for each unit, figure and paragraph."""

import pytest

from storage.errors import Invalid
from storage.model.tables import UNITS
from storage.model.tables.quarter import EXPLANATIONS, REPORT_TEXTS, ZERO_REPORTS
from storage.model.tables.unit import Unit


@pytest.mark.parametrize(("table", "draft", "other"), [
    (EXPLANATIONS, {"quarter": "2026Q3", "indicator": "V02", "text": "毕业"}, {"indicator": "V03"}),
    (REPORT_TEXTS, {"quarter": "2026Q3", "paragraph": "V", "text": "一"}, {"quarter": "2026Q2"}),
])  # fmt: skip
def test_a_quarter_has_one_text_for_each_figure_and_paragraph(store, table, draft, other):
    with store.edit("录入") as edit:
        edit.save(table, table.parse(draft))
        edit.save(table, table.parse({**draft, **other}))
    with pytest.raises(Invalid), store.edit("录入") as edit:
        edit.save(table, table.parse(draft))


def test_a_zero_report_covers_everything_unless_it_says_otherwise(store):
    with store.edit("录入") as edit:
        school = edit.save(UNITS, Unit(name="大河中学", kind="中学"))
        draft = {"unit": school, "quarter": "2026Q3", "reported_on": "2026-10-08"}
        one = ZERO_REPORTS.parse(draft)
        edit.save(ZERO_REPORTS, one)
        edit.save(ZERO_REPORTS, ZERO_REPORTS.parse({**draft, "what": "培训"}))
    assert one.what == "全部"
    with pytest.raises(Invalid), store.edit("录入") as edit:
        edit.save(ZERO_REPORTS, one)
