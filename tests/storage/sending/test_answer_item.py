"""One changed cell of a workbook that came back."""

from dataclasses import replace

import pytest

from storage.model.tables import ORGANIZATIONS
from storage.sending.answer_item import AnswerItem, column_letters

ITEM = AnswerItem("W03 组织台账", "K9", "示例协会", "负责人", "李文博", "李文波")


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_workbook(place, letters):
    assert column_letters(place) == letters


def test_only_a_field_of_a_record_can_be_applied():
    field = replace(ITEM, table=ORGANIZATIONS, record=7, column="leader")
    assert field.can_be_applied
    assert not ITEM.can_be_applied
    assert not replace(field, record=None).can_be_applied
    assert not replace(field, column="").can_be_applied


def test_a_script_reads_both_values_and_whether_it_can_be_applied():
    assert ITEM.as_json() == {
        "sheet": "W03 组织台账", "cell": "K9", "row": "示例协会", "heading": "负责人",
        "ours": "李文博", "theirs": "李文波", "takes_over": False,
    }  # fmt: skip
