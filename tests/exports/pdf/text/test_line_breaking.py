"""Where lines end: 禁则, words whole, straight edges, nothing lost or beyond the measure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exports.pdf.text.fonts import Faces
from exports.pdf.text.line import MeasuredText
from exports.pdf.text.line_breaking import break_lines
from exports.pdf.text.style import Run, Style

FACES = Faces()
STYLE = Style(size=16, tracking=-0.21)
ROOM = 442.2
MAY_NOT_START = "，。、；：！？）》」』】”’％"
MAY_NOT_END = "（《「『【“‘"
CHINESE = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
PIECES = [
    *CHINESE, *"，。、；：！？", "”，", "）。", "》、", "“", "（", "《", "——", "……",
    "12,346", "2026-09-30", "≥3", "86.8%", "A4", "100％", "QQ", " ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=60, max_size=300).map("".join)


def setting(text, style=STYLE):
    return MeasuredText([Run(text)], style, FACES)


def broken(text, room=ROOM, align="justify", first=0.0):
    made = setting(text)
    lines = break_lines(made, room, align=align, first=first)
    return made, lines, ["".join(made.chars[line.start : line.stop]) for line in lines]


@given(texts)
@settings(deadline=None, max_examples=60)
def test_no_line_begins_or_ends_with_a_mark_that_must_not_stand_there(text):
    text = f"在{text.strip()}的"
    _, _, lines = broken(text)
    for previous, line in pairwise(lines):
        forced = len(previous) < 20  # a run of marks longer than a line has no good place at all
        assert line[0] not in MAY_NOT_START or forced, lines
        assert previous[-1] not in MAY_NOT_END or forced, lines


@given(texts)
@settings(deadline=None, max_examples=60)
def test_nothing_is_lost_but_spaces_at_line_ends(text):
    _, _, lines = broken(text)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(
    st.lists(st.sampled_from([*CHINESE * 4, "12,346", "2026-09-30", "≥3", "86.8%"]), min_size=80)
)
@settings(deadline=None, max_examples=40)
def test_numbers_and_dates_stay_whole(pieces):
    text = "的".join(pieces)
    _, _, lines = broken(text)
    for token in ("12,346", "2026-09-30", "≥3", "86.8%"):
        assert sum(line.count(token) for line in lines) == text.count(token)


@given(texts, st.floats(150, 450))
@settings(deadline=None, max_examples=60)
@example("是人要的”，动学就法多种人个是面国这”，和分的。一大", 160.0)
def test_justified_lines_reach_the_edge_and_none_passes_it(text, room):
    made, lines, shown = broken(text.strip(), room)
    for line, words in zip(lines, shown, strict=True):
        edge = line.x + made.natural(line.start, line.stop)
        gaps = sum(made.elastic[line.start : line.stop - 1])
        edge += gaps * (line.spread - made.tracking)
        assert edge <= room + 0.5, words
        if line is not lines[-1] and len(words) > 8 and gaps > 4:
            assert edge == pytest.approx(room, abs=0.5), words


def test_twenty_eight_characters_fill_a_line():
    _, _, shown = broken("志" * 100)
    assert [len(line) for line in shown] == [28, 28, 28, 16]


def test_one_mark_too_many_is_pulled_into_the_line():
    _, _, shown = broken("志" * 28 + "，" + "愿" * 20)
    assert len(shown[0]) == 29


def test_two_marks_too_many_push_a_character_out():
    _, _, shown = broken("志" * 28 + "！？" + "愿" * 20)
    assert shown[1].startswith("志！？")


def test_no_last_line_is_a_single_character():
    _, _, shown = broken("志" * 28 + "愿。")
    assert shown[-1] == "志愿。"


def test_a_dash_and_an_ellipsis_are_never_parted():
    for sign in ("——", "……"):
        _, _, shown = broken("志" * 27 + sign + "愿" * 30)
        assert any(sign in line for line in shown)


@pytest.mark.parametrize("align", ["left", "justify", "center", "right"])
def test_what_cannot_be_broken_well_is_broken_anyway(align):
    made, lines, shown = broken("https://" + "x" * 300, 100, align)
    assert "".join(shown) == "https://" + "x" * 300
    assert all(made.natural(line.start, line.stop) <= 100.1 for line in lines)


def test_a_column_narrower_than_a_character_still_shows_everything():
    _, _, shown = broken("青年，志愿", 5, "left")
    assert shown == ["青", "年", "，", "志", "愿"]


def test_empty_text_is_one_empty_line():
    _, lines, shown = broken("")
    assert shown == [""]
    assert lines[0].start == lines[0].stop == 0


def test_line_ends_in_the_text_are_preserved():
    _, _, shown = broken("甲\r\n乙\n\n丙", align="left")
    assert shown == ["甲", "乙", "", "丙"]
