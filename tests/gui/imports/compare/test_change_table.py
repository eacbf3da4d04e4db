"""The model of changes: the title of the person of each."""

from datetime import date

from gui.imports.check.preview_lines import PlanLines
from people import volunteer
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.tables import MOVEMENTS, VOLUNTEERS
from storage.model.tables.person import Movement


def test_a_record_titled_by_a_person_has_the_name_and_not_the_number(store):
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer("王雨欣"))
        day = date(2026, 7, 4)
        number = edit.save(MOVEMENTS, Movement(volunteer=person, kind="转学", happened_on=day))
    sheet = "台账编号\t变动的人\t变动类型\t变动日期\t备注\n"
    row = f"{MOVEMENTS.number(number)}\t王雨欣\t转学\t2026-07-04\t随父母\n"
    lines = PlanLines(plan_import(store, [Pasted(sheet + row)], table=MOVEMENTS))
    assert [(lines.person_title(one.line), one.change.new) for one in lines.offers] == [
        ("王雨欣", "随父母")
    ]


def test_a_person_has_the_name_that_is_stored(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("王雨欣"))
    number = store.find(VOLUNTEERS)[0].id_number
    text = f"姓名\t身份证号\t班级\n王 雨 欣\t{number}\t高一（3）班\n"
    lines = PlanLines(plan_import(store, [Pasted(text)]))
    assert [lines.person_title(one.line) for one in lines.offers] == ["王雨欣"]
