"""Faults as a school reads them."""

from exports.annotate import faults_of
from rosters import person, write
from storage.intake.pipeline import plan_import


def test_a_message_for_the_school_does_not_refer_it_to_the_school(store, tmp_path):
    rows = [person("甲", 510411200805170000), person("李?"), person("乙", 联系电话="999")]
    made = plan_import(store, [write(tmp_path / "名册.xlsx", rows)], "盐边县渔门中学")
    (sheet,) = faults_of(made.files[0]).sheets
    texts = [mark.text for marks in sheet.rows.values() for mark in marks]
    assert texts == [
        "身份证号在表格中是数字，末三位已被表格软件丢失，请把这一列设为文本格式，重新填写完整的号码",
        "姓名里有“?”，可能是生僻字丢失，请填写正确的字",
        "联系电话“999”不像电话号码",
    ]
