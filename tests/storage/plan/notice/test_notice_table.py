"""The rows of a notice's table: headers, sections, items, and cells cut by the typesetting."""

from __future__ import annotations

import pytest

from storage.intake.read import read_text
from storage.plan.notice.notice_table import header_of, read_table

HEADER = "工作任务\t任务分解\t具体措施\t牵头单位\t参加单位\n"


def table_of(text):
    return read_table(read_text(text).sheets[0])


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (
            ("工作任务", "任务分解", "具体措施", "牵头单位", "参加单位"),
            {0: "section", 1: "item", 2: "wording", 3: "lead_units", 4: "part_units"},
        ),
        (
            ("序号", "重点任务", "工作措施（2027年）", "牵头单位", "责任单位"),
            {1: "section", 2: "wording", 3: "lead_units", 4: "part_units"},
        ),
        (("工作任务", "任务分解", "牵头单位"), {}),  # without its wording it is no table of tasks
        (("具体措施", "牵头单位"), {}),  # too few words that are known
        (("一、甲", "1. 乙", "做完。"), {}),
    ],
)
def test_a_header_is_a_row_of_known_words_with_the_wording(texts, fields):
    assert header_of(texts) == fields


def test_a_measure_stands_under_the_last_section_and_item():
    found = table_of(
        f"2027年工作要点\n{HEADER}一、甲\t1. 子\t做完。\t团市委\t\n\t\t再做。\t市民政局\t\n"
        "三、乙\t2. 丑\t三做。\t团市委\t市妇联\n"
    )
    assert [
        (one.at, one.section_number, one.section, one.item_number, one.item) for one in found.drafts
    ] == [(3, 1, "甲", 1, "子"), (4, 1, "甲", 1, "子"), (5, 3, "乙", 2, "丑")]
    assert found.lines_above == ["2027年工作要点"]
    assert found.drafts[2].cells["part_units"] == "市妇联"


def test_an_unfinished_sentence_goes_on_in_the_next_row():
    (draft,) = table_of(
        f"{HEADER}一、甲\t1. 子\t召开会议，\t市教育和\t\n\t\t按季通报。\t\t\n\t\t\t体育局\t\n"
    ).drafts
    assert draft.cells["wording"] == "召开会议， 按季通报。"
    assert draft.cells["lead_units"] == "市教育和 体育局"


def test_a_section_may_stand_in_a_row_of_its_own_and_a_note_is_left_out():
    found = table_of(f"{HEADER}一、甲\t\t\t\t\n\t1. 子\t做完。\t团市委\t\n注：按季报送\t\t\t\t\n")
    (draft,) = found.drafts
    assert (draft.section, draft.item) == ("甲", "子")
    assert found.skipped == [(4, "注：按季报送")]


def test_without_a_header_everything_stands_above_the_table():
    found = table_of("一\t二\n三\t四\n")
    assert (found.drafts, found.lines_above) == ([], ["一 二", "三 四"])
