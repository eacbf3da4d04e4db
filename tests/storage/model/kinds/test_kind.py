"""What is true of every kind of value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.model.kinds import (
    COUNT,
    HOURS,
    MONEY,
    NAME,
    SEX,
    STAR,
    TEXT,
    YES_NO,
    link,
)
from storage.model.tables import TABLES


@pytest.mark.parametrize("kind", [COUNT, HOURS, MONEY])
def test_amounts_are_numeric(kind):
    assert kind.numeric is True


@pytest.mark.parametrize("kind", [TEXT, NAME, SEX, STAR, YES_NO, link("unit")])
def test_words_choices_and_links_are_not(kind):
    assert kind.numeric is False


def test_a_kind_is_text_and_points_nowhere_unless_it_says_so():
    assert (TEXT.stored, TEXT.target, TEXT.choices, TEXT.mask) == ("TEXT", "", (), None)
    assert (link("unit").stored, link("unit").target) == ("INTEGER", "unit")
    assert TEXT.dump("甲") == TEXT.load("甲") == TEXT.show("甲") == "甲"


@given(st.text())
def test_no_text_breaks_a_kind_except_with_a_sentence(text):
    for table in TABLES:
        for column in table.columns:
            try:
                column.kind.parse(text)
            except ValueError as error:
                assert str(error)


ANYTHING = st.one_of(
    st.text(max_size=80), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.from_regex(r"[0-9一二三〇十]{1,4}[-./年][0-9十]{1,2}[-./月]?[0-9]{0,2}日?", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}-?[\u4e00-\u4fff]{1,3}族?", fullmatch=True),
    st.from_regex(r"\+?(86)?[- ]?1?[0-9]{3}-?[0-9]{4}-?[0-9]{3,4}", fullmatch=True),
)  # fmt: skip


KINDS = list(
    {
        column.kind.name + str(column.kind.choices): column.kind
        for t in TABLES
        for column in t.columns
    }.values()
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name}{kind.choices[:1]}")
@settings(max_examples=40)
@given(written=ANYTHING)
def test_a_parsed_value_reads_back_as_itself_whatever_was_written(kind, written):
    if kind.target:
        return
    try:
        value = kind.parse(written)
    except ValueError as error:
        assert str(error)
        return
    assert kind.parse(kind.show(value)) == value
    assert kind.load(kind.dump(value)) == value
    assert kind.doubt is None or isinstance(kind.doubt(written, value), str)
    assert kind.doubt is None or "已换" not in kind.doubt(value, value)
