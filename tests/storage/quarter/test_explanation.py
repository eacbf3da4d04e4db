"""What was said of a figure holds as long as the figure is the one it was said of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.model.period import Quarter
from storage.quarter.comparison_line import ComparisonLine
from storage.quarter.explanation import (
    change_phrase,
    load_explanations,
    outdated_explanations,
    save_explanation,
    with_explanation,
)

QUARTER = Quarter(2026, 3)
DRAFT = "由 718 变为 705（−13）：减少 13 人（毕业 13）。"


def line(now: float, before: float = 718, *, unit: str = "人", text: str = "") -> ComparisonLine:
    return ComparisonLine("V02", "注册青年志愿者数", "5.1", unit, "时点", now, before, None, text)


def said(store, text: str, drafted: str = DRAFT) -> None:
    """Keep an explanation as the card does: a draft was offered, the text came back."""
    with store.edit("写变动说明") as edit:
        save_explanation(store, edit, QUARTER, [(line(705, text=drafted), text)])


def now(store, at: ComparisonLine) -> ComparisonLine:
    return with_explanation(at, load_explanations(store, QUARTER))


def test_a_draft_let_stand_holds_while_the_numbers_are_the_same(store):
    said(store, DRAFT)
    assert now(store, line(705)) == replace(line(705), text=DRAFT, written=True)
    assert outdated_explanations(store, QUARTER, [now(store, line(705))]) == []


@pytest.mark.parametrize("at", [line(704), line(705, 720)])
def test_an_accepted_draft_is_dropped_when_a_number_changes(store, at):
    said(store, DRAFT)
    assert now(store, at) == at  # without words: a new draft is made
    assert outdated_explanations(store, QUARTER, [now(store, at)]) == [at]


def test_the_clerk_s_words_stay_with_new_numbers_and_must_be_confirmed(store):
    said(store, "由 718 变为 705（−13）：高三毕业，秋季补录。")
    found = now(store, line(704))
    assert found.text == "由 718 变为 704（−14）：高三毕业，秋季补录。"
    assert not found.written
    with store.edit("再写") as edit:
        save_explanation(store, edit, QUARTER, [(found, found.text)])
    assert now(store, line(704)).written
    again = now(store, line(700))  # her words are no draft now either
    assert again.text == "由 718 变为 700（−18）：高三毕业，秋季补录。"


def test_an_explanation_without_numbers_is_valid_for_any_figure(store):
    said(store, "高三毕业离校。")
    assert now(store, line(1)).written


def test_a_new_draft_let_stand_is_a_draft_again(store):
    said(store, DRAFT)
    newer = "由 718 变为 704（−14）：减少 14 人（毕业 14）。"
    with store.edit("再认可") as edit:
        save_explanation(store, edit, QUARTER, [(line(704, text=newer), newer)])
    (kept,) = load_explanations(store, QUARTER).values()
    assert (kept.text, kept.drafted) == (newer, newer)


def test_shares_are_compared_as_they_are_shown(store):
    text = change_phrase(74.5, 66.7, "%") + "：毕业。"
    assert text == "由 74.5% 变为 66.7%（−7.8 个百分点）：毕业。"
    said(store, text, text)
    assert now(store, line(66.7, 74.5, unit="%")).written
    assert not now(store, line(66.5, 74.5, unit="%")).written
