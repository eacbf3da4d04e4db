"""Any ledger is imported by its declaration."""

from datetime import date

import pytest

from people import id_number, volunteer
from rosters import write
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.pipeline import plan_import
from storage.model.tables import ATTENDANCES, ORGANIZATIONS, TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.organization import Organization
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


def test_a_row_that_lacks_what_it_must_say_is_refused_with_every_lack(store, sheet):
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
