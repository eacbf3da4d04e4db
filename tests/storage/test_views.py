from datetime import date

import pytest

from people import volunteer
from storage.demo import build
from storage.indicators import figures
from storage.listing import Query, count, every
from storage.tables import VOLUNTEERS
from storage.views import VIEWS, views_of

ON = date(2026, 9, 30)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.table.name}-{view.name}")
def test_a_named_list_can_be_listed(store, view):
    assert count(store, Query(view.table, condition=view.condition, on=ON)) >= 0


def test_names_and_labels_are_unique_within_a_table():
    for table in {view.table for view in VIEWS}:
        mine = views_of(table)
        assert len({view.name for view in mine}) == len({view.label for view in mine}) == len(mine)


def _listed(store, name):
    view = next(view for view in VIEWS if view.name == name)
    return {
        row.record.name for row in every(store, Query(view.table, condition=view.condition, on=ON))
    }


def test_each_list_of_volunteers_holds_whom_its_name_says(store):
    day = date(2026, 7, 1)
    with store.edit("录入") as edit:
        for one in (
            volunteer("新注册", "2000-05-01", registration_status="已注册", registered_on=day),
            volunteer(
                "早注册",
                "2000-05-01",
                registration_status="已注册",
                registered_on=date(2026, 6, 30),
            ),
            volunteer("团员", "2009-05-01", league_member=True, consented_on=day),
            volunteer(
                "撤回", "2009-05-01", consented_on=day, consent_withdrawn_on=date(2026, 9, 1)
            ),
            volunteer("小学生", "2015-05-01"),
            volunteer("转走", "2009-05-01", status="转出", left_on=date(2026, 9, 29)),
        ):
            edit.save(VOLUNTEERS, one)
    assert _listed(store, "new_this_quarter") == {"新注册"}
    assert _listed(store, "unregistered_members") == {"团员"}
    assert _listed(store, "awaiting_consent") == {"撤回", "小学生"}
    assert _listed(store, "pupils") == {"小学生"}
    assert _listed(store, "gone") == {"转走"}


def test_lists_agree_with_the_figures_of_the_quarter(store):
    quarter = build(store, date(2026, 10, 12), lambda _line: None)
    values = {one.code: one.value for one in figures(store, quarter)}
    civil = next(view for view in VIEWS if view.name == "civil")
    assert (
        count(store, Query(civil.table, condition=civil.condition, on=quarter.cut_off))
        == values["O02"]
    )
