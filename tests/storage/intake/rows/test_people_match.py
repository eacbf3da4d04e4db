"""Who a row is, where a row before it or the ledger says otherwise."""

import dataclasses
from datetime import date

import pytest

from people import id_number
from rosters import person, write
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.pipeline import plan_import
from storage.model.tables import VOLUNTEERS

HEADER = ["姓名", "性别", "出生日期", "身份证号", "班级", "联系电话", "政治面貌", "是否团员"]


def planned(store, *paths, unit="盐边县渔门中学", policy="fill"):
    return plan_import(store, paths, unit, policy=policy)


def told(made):
    return [one.message for row in made.rows() for one in row.problems]


def test_what_a_second_row_of_a_person_contradicts_is_reported(store, tmp_path):
    number = id_number("2008-05-17")
    rows = [
        person("甲", number, 班级="1班", 出生日期="2008年5月"),
        person("甲", number, 班级="2班", 出生日期="2008-05-17"),
    ]
    made = planned(store, write(tmp_path / "名册.xlsx", rows))
    assert told(made) == [
        "与第2行是同一人，只记一次；班级前面是“1班”，这里是“2班”，记的是前面的，请核对"
    ]
    assert next(made.rows()).record.class_name == "1班"


def test_a_row_of_another_sheet_or_file_is_reported_with_its_position(store, tmp_path):
    rows = [person("甲", number := id_number())]
    first, other = (write(tmp_path / f"{name}.xlsx", rows) for name in "一二")
    assert number
    assert told(planned(store, first, other)) == ["与《一.xlsx》第2行是同一人，只记一次"]


@pytest.mark.parametrize("policy", ["fill", "update"])
def test_a_month_never_takes_the_place_of_its_day_and_a_day_fills_a_month(store, tmp_path, policy):
    number = id_number("2008-05-17")
    for name, written, kept in (("一", "2008年5月", "2008-05"), ("二", "2008-05-17", "2008-05-17"),
                                ("三", "2008.5", "2008-05-17")):  # fmt: skip
        path = write(tmp_path / f"{name}.xlsx", [person("甲", number, 出生日期=written)])
        made = planned(store, path, policy=policy)
        assert not told(made)
        apply_plan(store, made)
        assert store.find(VOLUNTEERS, name="甲")[0].birth_date == kept


def left(store, tmp_path, status):
    path = write(tmp_path / "从前.xlsx", [person("甲", number := id_number(), 班级="初三1班")])
    apply_plan(store, planned(store, path, unit="盐边县第一中学"))
    (held,) = store.find(VOLUNTEERS, name="甲")
    gone = dataclasses.replace(held, status=status, left_on=date(2026, 7, 1))
    with store.edit("离开") as edit:
        edit.save(VOLUNTEERS, gone)
    return number, gone


def test_who_has_left_one_school_is_on_the_books_of_the_next_and_undo_puts_it_back(store, tmp_path):
    number, gone = left(store, tmp_path, "毕业")
    path = write(tmp_path / "名册.xlsx", [person("甲", number, 班级="高一1班")])
    assert told(planned(store, path)) == ["台账中登记在盐边县第一中学，像是转入，请核对"]
    batch = apply_plan(store, planned(store, path, policy="update"))
    (here,) = store.find(VOLUNTEERS, name="甲")
    assert (here.status, here.left_on, here.class_name) == ("在册", None, "高一1班")
    undo_batch(store, batch.id)
    assert store.find(VOLUNTEERS, name="甲") == [gone]


def test_a_person_who_left_but_is_on_the_roster_again_is_reported(store, tmp_path):
    number, gone = left(store, tmp_path, "转出")
    path = write(tmp_path / "名册.xlsx", [person("甲", number, 班级="初三1班")])
    made = planned(store, path, unit="盐边县第一中学")
    assert told(made) == ["台账中登记为“转出”，名册里还有这个人，请核对"]
    assert [row.record for row in made.rows()] == [gone]


def test_a_member_of_the_league_who_is_none_by_political_status_is_reported(store, tmp_path):
    rows = [person("甲", None, HEADER, 政治面貌="群众", 是否团员="是"),
            person("乙", None, HEADER, 政治面貌="中共党员", 是否团员="是"),
            person("丙", None, HEADER, 政治面貌="群众", 是否团员="否")]  # fmt: skip
    made = planned(store, write(tmp_path / "名册.xlsx", rows, HEADER))
    assert told(made) == ["政治面貌是群众，却登记为团员"]


def test_a_birth_date_that_is_still_to_come_is_reported(store, tmp_path):
    day = f"{date.today().year + 1}-01-01"
    made = planned(store, write(tmp_path / "名册.xlsx", [["甲", "男", day, None, "1班", None]]))
    assert told(made) == [f"出生日期 {day} 在今天以后"]


def test_a_sheet_named_after_a_school_of_the_ledger_gives_its_rows_that_school(store, tmp_path):
    rows = [person("甲", id_number())]
    apply_plan(store, planned(store, write(tmp_path / "一.xlsx", rows), unit="盐边县渔门中学"))
    paths = [
        write(tmp_path / f"{name}.xlsx", [person("乙", id_number())], title=name)
        for name in ("盐边县渔门中学", "Sheet1")
    ]
    named, other = planned(store, *paths, unit="").rows()
    assert named.record.school == store.find(VOLUNTEERS, name="甲")[0].school
    assert (named.record.identity_class, other.record.school) == ("中小学生", None)
