"""Any ledger is imported by its declaration."""

from datetime import date

import pytest

from people import id_number, volunteer
from rosters import write
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.choices import Choices, RowDecision, SheetChoice
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.tables import (
    ACTIVITIES,
    ATTENDANCES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.training import Training
from storage.model.tables.unit import Unit


@pytest.fixture
def sheet(tmp_path):
    return lambda header, *rows: write(tmp_path / "表.xlsx", rows, header=header)


def add(store, table, *records):
    with store.edit("录入") as edit:
        return [edit.save(table, record) for record in records]


def rows_of(made):
    return list(made.rows())


def problems(made):
    return {one.code for row in made.rows() for one in row.problems}


def test_organizations_are_known_by_name_and_their_links_by_name_or_alias(store, sheet):
    (unit,) = add(store, UNITS, Unit(name="盐边县渔门中学", kind="中学", aliases="渔中、渔门中学"))
    header = ["组织名称", "组织类型", "所属单位", "负责人", "人数"]
    path = sheet(header, ["渔门大队", "大队", "渔中", "甲", 30])
    apply_plan(store, plan_import(store, [path], table=ORGANIZATIONS))
    (one,) = store.find(ORGANIZATIONS)
    assert (one.kind, one.unit, one.leader) == ("志愿服务大队", unit, "甲")
    path = sheet(
        header, ["渔门大队", "大队", "渔中", "乙", 31], ["渔门二队", "其他", None, None, 1]
    )
    made = plan_import(store, [path], table=ORGANIZATIONS, policy="update")
    assert [row.outcome for row in made.rows()] == ["updated", "created"]
    assert rows_of(made)[0].differences == (("leader", "甲", "乙"),)
    batch = apply_plan(store, made)
    undo_batch(store, batch.id)
    assert store.find(ORGANIZATIONS) == [one]


def test_a_row_without_required_fields_is_rejected_with_each_of_them(store, sheet):
    path = sheet(["培训名称", "开始日期"], ["骨干培训", "2026-03-05"])
    (row,) = plan_import(store, [path], table=TRAININGS).rows()
    assert row.outcome == "rejected"
    assert {one.column for one in row.problems} == {"category", "content", "hours", "organiser"}


def test_a_name_that_no_list_has_is_reported_with_the_most_likely_one(store, sheet):
    add(store, UNITS, Unit(name="盐边县渔门中学", kind="中学"))
    path = sheet(["组织名称", "组织类型", "所属单位"], ["一队", "其他", "盐边县鱼门中学"])
    (row,) = plan_import(store, [path], table=ORGANIZATIONS).rows()
    assert row.outcome == "created"
    assert [(one.code, one.fix) for one in row.problems] == [("unknown_link", "盐边县渔门中学")]


@pytest.fixture
def training(store):
    held = Training(
        name="骨干培训", category="骨干", content="实务", held_on=date(2026, 3, 5), hours=240,
        organiser="团委",
    )  # fmt: skip
    return add(store, TRAININGS, held)[0]


def test_people_who_came_are_found_by_their_number_or_by_name_and_school(store, sheet, training):
    (unit,) = add(store, UNITS, Unit(name="渔门中学", kind="中学"))
    number = id_number()
    first, second, third = add(
        store, VOLUNTEERS,
        volunteer("李静", id_number=number),
        volunteer("王强", school=unit),
        volunteer("王强"),
    )  # fmt: skip
    add(store, VOLUNTEERS, volunteer("赵磊", platform_number="5104000001"))
    header = ["培训", "姓名", "身份证号", "学校", "志愿者编号"]
    rows = (
        ["骨干培训", "李静", number, None, None],
        ["骨干培训", "王强", None, "渔门中学", None],
        ["骨干培训", "赵磊", None, None, "5104000001"],
        ["骨干培训", "王强", None, None, None],
        ["骨干培训", "没有的人", None, None, None],
        ["骨干培训", "别名", number, None, None],
    )
    made = plan_import(store, [sheet(header, *rows)], table=ATTENDANCES)
    found = rows_of(made)
    assert found[0].record.volunteer == first
    assert [row.outcome for row in found] == [
        "created", "held", "created", "held", "rejected", "rejected",
    ]  # fmt: skip
    assert {one.record.id for one in found[1].candidates} == {second, third}
    assert problems(made) == {"which_person", "unknown_person"}
    apply_plan(store, made)
    assert store.count(ATTENDANCES) == 2


def test_the_number_of_a_person_in_our_own_ledger_names_him_alone(store, sheet, training):
    first, _second = add(store, VOLUNTEERS, volunteer("王强"), volunteer("王强"))
    path = sheet(["培训", "姓名"], ["骨干培训", VOLUNTEERS.number(first)])
    (row,) = plan_import(store, [path], table=ATTENDANCES).rows()
    assert (row.outcome, row.record.volunteer) == ("created", first)


def test_a_number_from_another_ledger_is_not_believed(store, sheet):
    (number,) = add(store, ORGANIZATIONS, Organization(name="一队", kind="其他"))
    header = ["台账编号", "组织名称", "组织类型"]
    path = sheet(header, [ORGANIZATIONS.number(number), "二队", "其他"])
    (row,) = plan_import(store, [path], table=ORGANIZATIONS).rows()
    assert (row.outcome, row.problems[0].code) == ("held", "number")


DAY = date(2026, 7, 4)


HEADERS = "台账编号 志愿者 活动 服务日期 开始时间 时长 服务内容 记录人 记录日期 评价 更正的记录 更正原因".split()


@pytest.fixture
def served(store):
    """One person's three hours."""
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer())
        body = edit.save(ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))
        activity = edit.save(
            ACTIVITIES, Activity(name="巡河", organization=body, held_on=DAY, place="江边")
        )
        facts = {"volunteer": person, "activity": activity, "served_on": DAY, "content": "巡河"}
        made = ServiceRecord(hours=180, recorder="周嘉诚", recorded_on=DAY, **facts)
        return store.get(SERVICE_RECORDS, edit.save(SERVICE_RECORDS, made))


def sheet_of(record, store, **changed):
    """What the ledger would give out of the record, with some cells changed."""
    cells = {
        "台账编号": SERVICE_RECORDS.number(record.id),
        "志愿者": store.get(VOLUNTEERS, record.volunteer).name,
        "活动": "巡河",
        "服务日期": record.served_on.isoformat(),
        "时长": f"{record.hours / 60:g}",
        "服务内容": record.content or "",
        "记录人": record.recorder,
        "记录日期": record.recorded_on.isoformat(),
        "更正的记录": SERVICE_RECORDS.number(record.corrects) if record.corrects else "",
        "更正原因": record.reason or "",
        **changed,
    }
    return "\t".join(cells.get(one, "") for one in HEADERS)


def planned(store, *lines, policy="update", **facts):
    text = "\n".join(["\t".join(HEADERS), *lines])
    return plan_import(store, [Pasted(text)], table=SERVICE_RECORDS, policy=policy, **facts)


def only_row(made):
    (row,) = made.rows()
    return row


def counted(store):
    return sum(one.hours for one in store.find(SERVICE_RECORDS))


def test_changed_hours_become_a_correction_that_can_be_taken_back(store, served):
    made = planned(store, sheet_of(served, store, 时长="2.5"))
    row = only_row(made)
    assert (row.outcome, row.record.hours, row.record.corrects) == ("created", -30, served.id)
    assert "2.5" in row.record.reason
    assert "−0.5 小时" in row.problems[0].message
    batch = apply_plan(store, made)
    assert (counted(store), store.count(SERVICE_RECORDS)) == (150, 2)
    undo_batch(store, batch.id)
    assert counted(store) == 180


def test_the_same_changed_sheet_corrects_only_once(store, served):
    line = sheet_of(served, store, 时长="2.5")
    apply_plan(store, planned(store, line))
    assert dict(planned(store, line).counts) == {"unchanged": 1}
    again = only_row(planned(store, sheet_of(served, store, 时长="2")))
    assert again.record.hours == -30  # from the two and a half that count by now


def test_a_sheet_exported_before_a_correction_does_not_revert_it(store, served):
    before = sheet_of(served, store)
    apply_plan(store, planned(store, sheet_of(served, store, 时长="2.5")))
    assert dict(planned(store, before).counts) == {"unchanged": 1}


@pytest.mark.parametrize("policy", ["fill", "skip", "keep"])
def test_without_her_decision_a_difference_in_hours_is_only_reported(store, served, policy):
    row = only_row(planned(store, sheet_of(served, store, 时长="2.5"), policy=policy))
    assert row.outcome == "unchanged"
    (problem,) = row.problems
    assert problem.column == "hours"
    assert all(word in problem.message for word in ("“3.0”", "“2.5”", "加一条更正 −0.5 小时"))


def test_the_clerk_may_take_the_hours_of_one_row(store, served):
    decisions = {2: RowDecision(take={"hours": True})}
    made = planned(store, sheet_of(served, store, 时长="4"), policy="fill")
    file, sheet = made.files[0].name, made.files[0].sheets[0].name
    choices = Choices(sheets={(file, sheet): SheetChoice(decisions=decisions)})
    row = only_row(
        planned(store, sheet_of(served, store, 时长="4"), policy="fill", choices=choices)
    )
    assert (row.outcome, row.record.hours) == ("created", 60)


@pytest.mark.parametrize(
    ("header", "text"), [("服务内容", "植树"), ("记录人", "陈思远"), ("服务日期", "2026-07-05")]
)
def test_what_else_differs_is_reported_with_what_to_do(store, served, header, text):
    facts = {"记录日期": "2026-07-05"} if header == "服务日期" else {}
    row = only_row(planned(store, sheet_of(served, store, **{header: text, **facts})))
    assert row.outcome == "unchanged"
    message = next(one.message for one in row.problems if header in one.message)
    assert text in message
    assert "只增不改" in message


def test_hours_beyond_a_day_are_refused(store, served):
    with store.edit("另一场") as edit:
        other = Activity(name="值守", organization=1, held_on=DAY, place="江边")
        facts = {"volunteer": served.volunteer, "activity": edit.save(ACTIVITIES, other)}
        made = ServiceRecord(
            hours=9 * 60, served_on=DAY, recorder="周嘉诚", recorded_on=DAY, **facts
        )
        edit.save(SERVICE_RECORDS, made)
    row = only_row(planned(store, sheet_of(served, store, 时长="16")))
    assert row.outcome == "rejected"
    assert "24 小时" in row.problems[-1].message


def test_an_evaluation_may_be_filled_in_and_changed(store, served):
    row = only_row(planned(store, sheet_of(served, store, 评价="满意")))
    assert (row.outcome, row.record.evaluation, row.problems) == ("updated", "满意", ())


def test_a_record_and_its_correction_come_back_side_by_side(store, served):
    apply_plan(store, planned(store, sheet_of(served, store, 时长="2.5")))
    lines = [sheet_of(one, store) for one in store.find(SERVICE_RECORDS)]
    made = planned(store, *lines)
    assert dict(made.counts) == {"unchanged": 2}
    assert [row.problems for row in made.rows()] == [(), ()]


def test_a_correction_itself_is_not_corrected(store, served):
    apply_plan(store, planned(store, sheet_of(served, store, 时长="2.5")))
    correction = store.find(SERVICE_RECORDS)[1]
    row = only_row(planned(store, sheet_of(correction, store, 时长="-1")))
    assert row.outcome == "unchanged"
    assert "原来的记录上再加一条更正" in row.problems[0].message
