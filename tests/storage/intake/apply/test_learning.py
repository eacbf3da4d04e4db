"""What is remembered of an import that was applied, and what is not."""

import pytest

from people import id_number, volunteer
from rosters import write
from storage.intake import memory
from storage.intake.apply.batch import apply_plan
from storage.intake.choices import Choices, RowDecision, SheetChoice
from storage.intake.pipeline import plan_import
from storage.model.tables import VOLUNTEERS

HEADS = ["姓名", "身份证号", "电话号码", "性别"]


@pytest.fixture
def bring(store, tmp_path):
    def run(*rows, sheet=None, name="渔中.xlsx", **choices):
        path = write(tmp_path / name, rows, header=HEADS)
        sheets = {(str(path), "Sheet1"): sheet} if sheet else {}
        units = {str(path): unit for unit in [choices.pop("unit", "")] if unit}
        made = Choices(sheets=sheets, units=units, **choices)
        apply_plan(store, plan_import(store, [path], "某校", choices=made))

    return run


def remembered(store):
    return [(one.kind, one.subject, one.about, one.answer) for one in memory.load_all(store)]


def test_what_the_program_found_by_itself_is_not_remembered(store, bring):
    bring(["赵一", id_number(), "13800000001", "男"])
    assert remembered(store) == []


def test_a_decided_column_is_remembered_for_the_unit_and_for_all(store, bring):
    bring(
        ["赵一", id_number(), "13800000001", "男"], sheet=SheetChoice(columns={2: "guardian_phone"})
    )
    assert remembered(store) == [(memory.COLUMN, "电话号码", "", "guardian_phone")] * 2


def test_a_decided_meaning_is_remembered(store, bring):
    bring(["赵一", id_number(), "", "乾"], values={("sex", "乾"): "男"})
    assert remembered(store) == [(memory.VALUE, "乾", "sex", "男")]


def test_a_chosen_unit_is_remembered_by_the_files_name(store, bring):
    bring(["赵一", id_number(), "", "男"], unit="盐边县渔门中学")
    ((kind, subject, _about, _answer),) = remembered(store)
    assert (kind, subject) == (memory.SENDER, "渔中")


def test_whom_the_clerk_distinguished_is_remembered(store, bring):
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("赵一", phone="13800000001"))
    decision = SheetChoice(decisions={2: RowDecision(different=True)})
    bring(["赵一", "", "13800000001", "男"], sheet=decision)
    answers = {(kind, answer) for kind, _subject, _about, answer in remembered(store)}
    assert (memory.PERSON, memory.DIFFERENT) in answers
