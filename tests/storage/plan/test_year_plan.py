import csv
import dataclasses
from datetime import date

import pytest

from resources import path
from storage.errors import UserError
from storage.model.tables import PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS
from storage.model.tables.plan import PlanProgress, PlanRow, WorkPlan
from storage.plan import year_plan
from storage.plan.year_plan import copy_plan, plan_on, prepare_plan, rows_of, save_plan
from storage.seeds import seed
from storage.store.undo import last_done, undo

SEED = path("seeds/plan-2020.csv")


def row(number, task, wording, **facts):
    facts = {
        "plan": 1,
        "ordering": 1,
        "section_number": 1,
        "section": "健全",
        "item": task,
        **facts,
    }
    return PlanRow(measure_number=number, task=task, wording=wording, **facts)


@pytest.fixture
def first(store):
    """The plan that a new ledger begins with."""
    return plan_on(store, 2026)


def test_a_new_ledger_has_the_plan_of_2020_row_by_row(store, first):
    rows = rows_of(store, first)
    assert first.year == 2020
    assert [one.ordering for one in rows] == list(range(1, 30))
    per_section = [sum(r.section_number == n for r in rows) for n in range(1, 10)]
    assert per_section == [5, 3, 4, 3, 4, 3, 1, 1, 5]
    assert sum(one.role == "●" for one in rows) == 6
    leads = [one.lead_units.split("、") for one in rows]
    assert sum("团市委" in one for one in leads) == 19
    assert sum(one == ["团市委"] for one in leads) == 16


def test_the_seed_holds_only_values_of_its_fields():
    with SEED.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert set(header) <= set(PLAN_ROWS.by_name)
    assert len(year_plan.load_seed_rows(SEED)) == 29


def test_a_plan_holds_until_there_is_a_later_one(store, first):
    save_plan(
        store, prepare_plan(store, WorkPlan(year=2027, title="二七"), [row("1.1", "甲", "做甲。")])
    )
    assert plan_on(store, 2019) is None
    assert plan_on(store, 2026) == first
    assert plan_on(store, 2027).title == plan_on(store, 2031).title == "二七"


def test_an_older_ledger_gets_the_plan_once_and_a_removed_one_stays_away(store, first):
    with store.edit("删除") as edit:
        for one in rows_of(store, first):
            edit.remove(PLAN_ROWS, one.id)
        edit.remove(WORK_PLANS, first.id)
    seed(store, path("seeds"))
    assert store.count(WORK_PLANS) == 0
    store.connection.execute("DELETE FROM sqlite_sequence WHERE name = 'work_plan'")
    store.connection.commit()  # as in a ledger that never had one
    seed(store, path("seeds"))
    seed(store, path("seeds"))
    assert (store.count(WORK_PLANS), store.count(PLAN_ROWS)) == (1, 29)


def test_rows_of_a_new_year_carry_over_the_county_s_fields_of_the_same_tasks(store, first):
    mine = rows_of(store, first)[19]  # 6.1
    with store.edit("分工") as edit:
        edit.save(PLAN_ROWS, dataclasses.replace(mine, our_share="组织评选", responsible="周嘉诚"))
    new = row("2.1", "注重内涵提炼", "加强工作经验梳理，选树志愿者典型，开展“青年志愿之星”评选。")
    other = row("2.2", "开发小程序", "为志愿者开发掌上小程序，方便报名。")
    ready = prepare_plan(store, WorkPlan(year=2027, title="二七"), [new, other])
    assert (ready.carried, ready.is_update) == (1, False)
    assert [(one.measures, one.our_share) for one in ready.rows] == [
        ("6.1", "组织评选"),
        (None, None),
    ]
    assert ready.rows[0].responsible == "周嘉诚"


def test_no_earlier_row_serves_twice():
    old = [row("1.1", "培训", "举办应急培训班。", ordering=1)]
    new = [row("1.1a", "培训", "举办应急培训班。"), row("1.1b", "培训", "举办应急培训班。")]
    assert list(year_plan.match_rows(new, old)) == [0]


def test_the_same_year_read_again_preserves_its_records_and_progress(store, first):
    rows = rows_of(store, first)
    with store.edit("填进展") as edit:
        kept = edit.save(
            PLAN_PROGRESS, PlanProgress(row=rows[0].id, quarter="2026Q3", state="推进中")
        )
    reread = [
        dataclasses.replace(
            one, id=None, task="改过的", wording="通知的原文。", role="○", target=None
        )
        for one in rows
    ]
    ready = prepare_plan(store, WorkPlan(year=2020, title="原文"), reread)
    assert (ready.is_update, ready.carried, ready.dropped) == (True, 29, ())
    save_plan(store, ready)
    now = rows_of(store, plan_on(store, 2026))
    assert [one.id for one in now] == [one.id for one in rows]
    assert {one.wording for one in now} == {"通知的原文。"}
    assert [(o.task, o.role, o.target) for o in now] == [(o.task, o.role, o.target) for o in rows]
    assert store.get(PLAN_PROGRESS, kept).row == now[0].id


def test_a_row_with_progress_is_not_dropped_by_reading_again(store, first):
    rows = rows_of(store, first)
    with store.edit("填进展") as edit:
        edit.save(PLAN_PROGRESS, PlanProgress(row=rows[-1].id, quarter="2026Q3", state="推进中"))
    fewer = [dataclasses.replace(one, id=None) for one in rows[:-1]]
    with pytest.raises(UserError, match="9.3.*已填过进展.*。$"):
        save_plan(store, prepare_plan(store, WorkPlan(year=2020, title="少一条"), fewer))
    assert len(rows_of(store, plan_on(store, 2026))) == 29
    fewer = [dataclasses.replace(one, id=None) for one in (*rows[:-2], rows[-1])]
    save_plan(store, prepare_plan(store, WorkPlan(year=2020, title="少一条"), fewer))
    assert len(rows_of(store, plan_on(store, 2026))) == 28


def test_one_undo_takes_an_imported_plan_back(store):
    before = store.count(PLAN_ROWS)
    save_plan(
        store, prepare_plan(store, WorkPlan(year=2027, title="二七"), [row("1.1", "甲", "做甲。")])
    )
    undo(store, last_done(store))
    assert (store.count(WORK_PLANS), store.count(PLAN_ROWS)) == (1, before)


def test_the_last_plan_is_copied_without_its_deadlines(store, first):
    rows = rows_of(store, first)
    with store.edit("分工") as edit:
        edit.save(
            PLAN_ROWS, dataclasses.replace(rows[0], deadline=date(2020, 9, 30), our_share="做")
        )
    save_plan(store, copy_plan(store, first, 2027))
    made = plan_on(store, 2027)
    assert made.title == "攀枝花青年志愿服务制度改革2027年工作要点"
    new = rows_of(store, made)
    assert len(new) == 29
    assert (new[0].deadline, new[0].our_share) == (None, "做")
    assert rows_of(store, first)[0].deadline == date(2020, 9, 30)
    with pytest.raises(UserError, match="2027 年的工作要点已经有了"):
        copy_plan(store, first, 2027)
