import dataclasses
from datetime import date

import pytest

from people import volunteer
from storage.counting.figures import figures
from storage.counting.indicators.indicator import FLOW, STOCK, TO_DATE, Figure, MeasuredIndicator
from storage.counting.indicators.registry import BY_CODE
from storage.model.period import Quarter
from storage.model.tables import ATTACHMENTS, PLAN_PROGRESS, PLAN_ROWS, TARGETS, UNITS, VOLUNTEERS
from storage.model.tables.attachment import Attachment
from storage.model.tables.plan import PlanProgress
from storage.model.tables.setting import Target
from storage.plan.plan_progress import (
    UNFILLED,
    draft_progress,
    figure_sentence,
    measure_numbers,
    overdue,
    plan_status,
    progress_history,
    recount,
    row_figures,
)
from storage.plan.year_plan import plan_on, rows_of

Q3 = Quarter(2026, 3)
LATER = date(2026, 10, 20)


@pytest.fixture
def rows(store):
    return {one.measure_number: one for one in rows_of(store, plan_on(store, 2026))}


def line(found, number):
    return next(one for one in found.lines if one.row.measure_number == number)


def keep(store, row, quarter="2026Q3", state="推进中", **facts):
    with store.edit("填进展") as edit:
        return edit.save(
            PLAN_PROGRESS, PlanProgress(row=row.id, quarter=quarter, state=state, **facts)
        )


def measured(code, value, numerator=None, denominator=None, target=None):
    return MeasuredIndicator(
        BY_CODE[code], Figure(value, numerator, denominator), target, "", None, None
    )


def test_a_row_is_described_by_the_figures_of_all_its_measures(store, rows):
    assert measure_numbers(rows["5.1"]) == ("5.1a", "5.1b", "5.1c")
    found = row_figures(rows["5.1"], figures(store, Q3))
    assert {one.indicator.measure for one in found} == {"5.1a", "5.1b", "5.1c"}
    assert row_figures(dataclasses.replace(rows["5.1"], measures=None), figures(store, Q3)) == ()


def test_every_measure_that_has_an_indicator_has_a_row(rows):
    known = {number for row in rows.values() for number in measure_numbers(row)}
    assert {one.measure for one in BY_CODE.values()} <= known


def test_a_draft_states_stocks_then_the_quarter_then_the_year():
    codes = {STOCK: "V13", FLOW: "T01", TO_DATE: "T05"}
    told = [measured(codes[TO_DATE], 3), measured(codes[FLOW], 2), measured(codes[STOCK], 12)]
    assert (
        draft_progress(told, Q3)
        == "截至9月30日，骨干志愿者数12人；本季培训场次2场；本年累计培训场次3场。"
    )


def test_a_draft_never_invents_a_figure():
    assert draft_progress([], Q3) == ""
    assert draft_progress([measured("V09", None), measured("V11", None)], Q3) == "无数据。"
    some = draft_progress([measured("V09", None), measured("V13", 0)], Q3)
    assert "在校大学生注册率无数据" in some
    assert "骨干志愿者数0人" in some


def test_shares_are_stated_with_their_fraction_and_targets_where_set():
    assert figure_sentence(measured("V09", 50.0, 3, 6, target=100)).endswith("注册率50.0%（3/6）")
    assert (
        figure_sentence(measured("V02", 1200, target=2000))
        == "注册青年志愿者数1,200人（目标2,000人）"
    )
    assert figure_sentence(measured("V02", 1200)) == "注册青年志愿者数1,200人"


def test_a_draft_follows_the_records_until_somebody_writes(store, rows):
    with store.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer(backbone=True))
        edit.save(TARGETS, Target(year=2026, indicator="V02", value=10))
    before = line(plan_status(store, Q3, LATER), "5.2a")
    assert "骨干志愿者数1人" in before.text
    assert not before.written
    keep(store, rows["5.2a"])
    with store.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer("李四", backbone=True))
    assert "骨干志愿者数2人" in line(plan_status(store, Q3, LATER), "5.2a").text
    with store.edit("写") as edit:
        (mine,) = store.find(PLAN_PROGRESS, row=rows["5.2a"].id)
        edit.save(PLAN_PROGRESS, dataclasses.replace(mine, progress="办了一期骨干班。"))
    after = line(plan_status(store, Q3, LATER), "5.2a")
    assert (after.text, after.written) == ("办了一期骨干班。", True)


def test_each_quarter_has_its_own_progress_and_the_history_lists_all(store, rows):
    keep(store, rows["1.1"], "2026Q2", "未启动")
    keep(store, rows["1.1"], "2026Q3", "已完成")
    assert line(plan_status(store, Q3, LATER, ()), "1.1").state == "已完成"
    assert line(plan_status(store, Q3.previous, LATER, ()), "1.1").state == "未启动"
    assert line(plan_status(store, Q3.next, LATER, ()), "1.1").state == UNFILLED
    assert [one.quarter for one in progress_history(store, rows["1.1"].id)] == ["2026Q3", "2026Q2"]


def test_a_row_is_overdue_the_day_after_its_deadline_unless_it_is_done(rows):
    row = dataclasses.replace(rows["1.1"], deadline=date(2026, 9, 15))
    going = PlanProgress(row=1, quarter="2026Q3", state="推进中")
    assert not overdue(row, going, date(2026, 9, 15))
    assert overdue(row, going, date(2026, 9, 16))
    assert overdue(row, None, date(2026, 9, 16))
    for state in ("已完成", "长期坚持"):
        assert not overdue(row, dataclasses.replace(going, state=state), date(2026, 9, 16))
    assert not overdue(dataclasses.replace(row, deadline=None), going, date(2099, 1, 1))


def test_a_past_quarter_is_judged_on_its_own_last_day(store, rows):
    with store.edit("时限") as edit:
        edit.save(PLAN_ROWS, dataclasses.replace(rows["1.1"], deadline=date(2026, 10, 10)))
    assert not line(plan_status(store, Q3, LATER, ()), "1.1").overdue
    assert line(plan_status(store, Q3.next, LATER, ()), "1.1").overdue


def test_views_count_the_rows_still_to_be_done(store, rows):
    keep(store, rows["1.1"], state="滞后")
    keep(store, rows["1.3a"], evidence_note="登记证书")
    with store.edit("时限") as edit:
        edit.save(PLAN_ROWS, dataclasses.replace(rows["2.1"], deadline=date(2026, 9, 1)))
    found = plan_status(store, Q3, LATER, ())
    views = ("all", "unfilled", "behind", "unproven", "leading")
    assert [found.count(view) for view in views] == [29, 27, 2, 28, 6]


def test_without_a_plan_the_status_is_empty(store):
    found = plan_status(store, Quarter(2019, 4), LATER)
    assert (found.plan, found.lines) == (None, ())


def test_a_row_has_one_progress_per_quarter(store, rows):
    keep(store, rows["1.1"])
    with pytest.raises(Exception, match="重复"):
        keep(store, rows["1.1"])


def test_only_figures_of_changed_tables_are_counted_again(store, rows):
    known = figures(store, Q3)
    with store.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer(backbone=True))
    assert [one.value for one in recount(store, Q3, known, {PLAN_ROWS})] == [
        one.value for one in known
    ]
    fresh = recount(store, Q3, known, {VOLUNTEERS})
    assert [one.code for one in fresh] == [one.code for one in known]
    assert [one.value for one in fresh] == [one.value for one in figures(store, Q3)]


def test_sums_of_money_are_stated_in_yuan():
    share = MeasuredIndicator(
        BY_CODE["F02"], Figure(50.0, 5_000_00, 10_000_50), None, "", None, None
    )
    assert figure_sentence(share) == "经费到位率50.0%（5,000/10,000.50元）"


def test_evidence_is_attached_to_the_row_its_progress_or_its_measure(store, rows):
    def attach(table, number, measure=None):
        facts = {"what": "文件", "file_name": "a.pdf", "sha256": f"{table}{number}", "size": 1}
        edit.save(
            ATTACHMENTS,
            Attachment(
                owner_table=table, owner_id=number, measure=measure, added_on=LATER, **facts
            ),
        )

    done = keep(store, rows["1.1"])
    town = store.named(UNITS, "平地镇")
    with store.edit("佐证") as edit:
        attach("plan_row", rows["1.1"].id)
        attach("plan_progress", done)
        attach("unit", town, "5.1b")
        attach("unit", town + 1, "5.2a")
        attach("unit", town + 2)
        attach("training", 1, "6.1")  # of a training that is gone
    found = plan_status(store, Q3, LATER, ())
    told = {one.row.measure_number: one.evidence for one in found.lines if one.evidence}
    assert told == {"1.1": 2, "5.1": 1, "5.2a": 1}
    assert found.count("unproven") == 26
