"""Each decision returns another draft; the one before stays as it was."""

from dataclasses import replace

from gui.imports import import_draft as drafts
from storage.intake.choices import SheetChoice
from storage.intake.saved_draft import Draft

KEY = ("高一.csv", "文本")


def sheet(draft: Draft) -> SheetChoice:
    return draft.choices.sheets[KEY]


def test_a_decision_leaves_the_previous_draft_unchanged():
    before = Draft()
    after = drafts.with_sheets(before, [KEY], used=False)
    assert sheet(after).used is False
    assert before == Draft()


def test_another_header_row_resets_columns_cells_and_rows_but_not_decisions():
    draft = drafts.with_columns(Draft(), [KEY], {0: "name"})
    draft = drafts.with_cells(draft, {(KEY, 3, 0): "王雨欣"})
    draft = drafts.with_rows(draft, [(KEY, 4)], taken=False)
    draft = drafts.with_decisions(draft, {(KEY, 3): {"same_as": 7}})
    after = sheet(drafts.with_sheets(draft, [KEY], header_row=2))
    assert (after.columns, after.cells, after.left_out) == ({}, {}, frozenset())
    assert (after.header_row, after.decisions) == (2, sheet(draft).decisions)


def test_cells_of_several_decisions_are_merged_by_sheet():
    other = ("高二.csv", "文本")
    draft = drafts.with_cells(Draft(), {(KEY, 3, 0): "王", (other, 3, 0): "李"})
    draft = drafts.with_cells(draft, {(KEY, 3, 0): "王雨欣", (KEY, 4, 1): "女"})
    assert sheet(draft).cells == {(3, 0): "王雨欣", (4, 1): "女"}
    assert draft.choices.sheets[other].cells == {(3, 0): "李"}


def test_a_row_is_either_included_or_left_out():
    draft = drafts.with_rows(Draft(), [(KEY, 3), (KEY, 4)], taken=False)
    draft = drafts.with_rows(draft, [(KEY, 3)], taken=True)
    assert (sheet(draft).left_out, sheet(draft).included) == ({4}, {3})
    draft = drafts.with_rows(draft, [(KEY, 3)], taken=False)
    assert (sheet(draft).left_out, sheet(draft).included) == ({3, 4}, frozenset())


def test_accepted_fields_of_a_row_are_merged_and_other_facts_replaced():
    draft = drafts.with_decisions(Draft(), {(KEY, 3): {"take": {"phone": True}}})
    draft = drafts.with_decisions(draft, {(KEY, 3): {"take": {"grade": False}, "same_as": 7}})
    draft = drafts.with_decisions(draft, {(KEY, 3): {"same_as": None, "different": True}})
    (decision,) = sheet(draft).decisions.values()
    assert decision.take == {"phone": True, "grade": False}
    assert (decision.same_as, decision.different) == (None, True)


def test_none_removes_a_value_a_constant_and_a_policy():
    draft = drafts.with_values(Draft(), {("sex", "男生"): "男", ("sex", "?"): ""})
    draft = drafts.with_values(draft, {("sex", "男生"): None})
    assert draft.choices.values == {("sex", "?"): ""}
    draft = drafts.with_constants(draft, {"grade": "高一", "status": "在册"})
    assert drafts.with_constants(draft, {"grade": None}).choices.constants == {"status": "在册"}
    draft = drafts.with_field_policies(draft, {"phone": "update"})
    assert drafts.with_field_policies(draft, {"phone": None}).choices.fields == {}


def test_an_empty_encoding_restores_the_detected_one():
    draft = drafts.with_encoding(Draft(), "高一.csv", "gb18030")
    assert draft.choices.encodings == {"高一.csv": "gb18030"}
    assert drafts.with_encoding(draft, "高一.csv", "") == Draft()
    draft = drafts.with_password(Draft(), "高一.xlsx", "青年节54")
    assert draft == replace(
        Draft(), choices=replace(Draft().choices, passwords={"高一.xlsx": "青年节54"})
    )
