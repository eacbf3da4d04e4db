from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import OFFICES, UNITS, VOLUNTEERS
from storage.model.tables.setting import Office
from storage.model.tables.unit import Unit
from storage.quarter.next_steps import next_steps
from storage.store import listing

QUARTER = Quarter(2026, 3)


def test_a_new_ledger_lacks_its_office_first(store):
    assert [step.text for step in next_steps(store, QUARTER)] == ["还没有填写本单位"]
    with store.edit("设置") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=store.named(UNITS, "仁和区")))
    assert next_steps(store, QUARTER) == ()


def test_each_step_names_the_records_and_leads_to_their_list(store):
    with store.edit("录入") as edit:
        for name in ("甲中学", "乙中学", "丙中学", "丁中学"):
            edit.save(UNITS, Unit(name=name, kind="中学", duty="必建"))
        edit.save(VOLUNTEERS, volunteer("王雨欣", "2015-01-01"))
    steps = {step.text: step for step in next_steps(store, QUARTER)}
    schools = steps["4 个必建单位还没有志愿服务大队"]
    assert (schools.detail, schools.tone) == ("甲中学、乙中学、丙中学 等", "bad")
    assert listing.count(store, schools.view.query(QUARTER.cut_off)) == 4
    assert steps["1 名未成年人缺监护人同意"].detail == "王雨欣"
