"""What is true of every kind of value."""

import pytest

from storage.model.kinds import COUNT, HOURS, MONEY, NAME, SEX, STAR, TEXT, YES_NO, link


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
