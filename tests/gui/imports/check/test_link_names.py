"""The titles of linked records, while a plan is shown."""

from gui.imports.check.link_names import LinkNames
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.tables import UNITS

ROSTER = Pasted("姓名\t性别\n王雨欣\t女\n")


def test_a_title_is_read_once_and_again_for_another_plan(session):
    store = session.store
    number = store.named(UNITS, "平地镇")
    names = LinkNames(session)
    names.reset(plan_import(store, [ROSTER], "平地镇"))
    assert names.title_of("unit", number) == "平地镇"
    with store.edit("改名") as edit:
        edit.save(UNITS, UNITS.from_row(UNITS.to_row(store.get(UNITS, number)) | {"name": "新镇"}))
    assert names.title_of("unit", number) == "平地镇"
    names.reset(plan_import(store, [ROSTER], "新镇"))
    assert names.title_of("unit", number) == "新镇"


def test_a_unit_to_be_created_has_its_name_and_an_unknown_number_none(session):
    names = LinkNames(session)
    plan = plan_import(session.store, [ROSTER], "盐边县渔门中学")
    ((number, name),) = plan.new_units.items()
    names.reset(plan)
    assert names.title_of("unit", number) == name == "盐边县渔门中学"
    assert names.title_of("volunteer", 10_000) == ""
