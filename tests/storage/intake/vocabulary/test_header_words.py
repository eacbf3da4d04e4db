"""Headers as they are compared, whatever a form writes around them."""

import pytest

from storage.intake.vocabulary.header_words import (
    LONGEST_HEADER,
    counts_rows,
    known_words,
    normal,
    of_another,
    plain,
    spellings,
    spells_word,
    words_of,
)
from storage.model.tables import TABLES, VOLUNTEERS


@pytest.mark.parametrize(
    ("header", "word"),
    [("姓 名", "姓名"), ("★姓名：", "姓名"), ("Ｎａｍｅ", "name"), ("政治_面貌", "政治面貌"), (None, ""), (12, "12")],
)  # fmt: skip
def test_a_header_is_compared_without_signs_blanks_and_width(header, word):
    assert normal(header) == word
    assert normal(normal(header)) == word


def test_what_is_longer_than_any_header_is_compared_as_nothing():
    assert normal("名" * LONGEST_HEADER) != ""
    assert normal("名" * (LONGEST_HEADER + 1)) == ""


@pytest.mark.parametrize("header", ["1、您的姓名：", "姓名（必填）", "请填写姓名", "2. 你的姓名"])
def test_what_a_form_puts_around_a_header_is_left_out(header):
    assert normal(plain(header)) == "姓名"
    assert spells_word(header, words_of(VOLUNTEERS, "name"))


def test_a_cell_that_is_no_text_spells_no_word():
    assert not spells_word(3, known_words(VOLUNTEERS))
    assert not spells_word(None, known_words(VOLUNTEERS))


@pytest.mark.parametrize(("header", "counts"), [("序号", True), ("NO.", True), ("学号", False)])
def test_a_column_that_numbers_the_rows_is_known(header, counts):
    assert counts_rows(header) is counts


@pytest.mark.parametrize(
    ("heading", "another"), [("家长", True), ("班主任", True), ("本人", False)]
)
def test_a_heading_may_speak_of_somebody_else(heading, another):
    assert of_another(heading) is another


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_label_of_a_table_is_a_known_word(table):
    words = known_words(table)
    assert {normal(column.label) for column in table.columns} <= words


def test_the_header_of_names_is_found_as_schools_write_it():
    assert {"姓名", "姓  名", "*姓名", "姓名（必填）"} <= spellings(VOLUNTEERS)
    assert "学生" not in spellings(VOLUNTEERS)
