"""禁则: where a Chinese line may break, and which gaps may be widened."""

from __future__ import annotations

import pytest

from exports.pdf.text.kinsoku import Kind, is_elastic, is_hollow, kind_of, may_break


def breaks(text: str) -> str:
    """The text with | wherever a line may end."""
    kinds = [kind_of(char) for char in text]
    return "".join(
        ("|" if place and may_break(text, kinds, place) else "") + char
        for place, char in enumerate(text)
    )


@pytest.mark.parametrize(
    ("chars", "kind"),
    [
        ("志，《％", Kind.HAN), ("(){}[]", Kind.HAN), ("aZ0-/%€≥′", Kind.WORD), ("éΩд", Kind.WORD),
        ("—", Kind.DASH), ("…‥", Kind.DOTS), (" ", Kind.SPACE), ("\n", Kind.END),
    ],
)  # fmt: skip
def test_a_character_behaves_by_its_kind(chars, kind):
    assert {kind_of(char) for char in chars} == {kind}


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("志愿服务", "志|愿|服|务"),
        ("共12,346人", "共|12,346|人"),
        ("《办法》第", "《办|法》|第"),
        ("他说：“好。”", "他|说：|“好。”"),
        ("甲——乙", "甲|——|乙"),
        ("甲—乙", "甲—|乙"),
        ("等……人", "等|……|人"),
        ("a b", "a |b"),
        ("￥5万", "￥5|万"),
        ("5％的", "5％|的"),
    ],
)
def test_a_line_may_end_where_neither_side_forbids_it(text, broken):
    assert breaks(text) == broken


def test_no_line_ends_before_a_space_or_a_line_end():
    assert breaks("甲 乙\n丙") == "甲 |乙\n|丙"


def test_gaps_are_widened_but_for_those_inside_words_dashes_and_dots():
    assert is_elastic(Kind.HAN, Kind.HAN)
    assert is_elastic(Kind.HAN, Kind.WORD)
    for kind in (Kind.WORD, Kind.DASH, Kind.DOTS):
        assert not is_elastic(kind, kind)


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("”。", True),
        ("》（", True),
        ("。“", True),
        ("。志", False),
        ("（《", False),
        ("志。", False),
    ],
)
def test_two_marks_leave_an_empty_em_between_them_only_after_a_closing_one(pair, expected):
    assert is_hollow(*pair) is expected
