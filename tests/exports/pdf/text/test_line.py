"""Text measured once: widths, halved marks, runs of several sizes, and what is drawn of a line."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics

from exports.pdf.text.fonts import Faces
from exports.pdf.text.line import Line, MeasuredText, half_face
from exports.pdf.text.line_breaking import break_lines
from exports.pdf.text.style import Run, Style

FACES = Faces()
STYLE = Style(size=16, tracking=-0.21)


def setting(text, style=STYLE):
    return MeasuredText([Run(text)], style, FACES)


def test_where_two_marks_meet_the_empty_half_goes():
    wide, narrow = setting("志”愿。"), setting("志愿”。")
    assert narrow.natural(0, 4) == pytest.approx(wide.natural(0, 4) - 8)


def test_runs_of_different_size_share_a_line():
    made = MeasuredText([Run("共"), Run("12", size=22), Run("人")], STYLE, FACES)
    assert made.size == 22
    assert len(break_lines(made, 400)) == 1


def test_tracking_counts_between_chinese_characters_only():
    assert setting("志愿服务").natural(0, 4) == pytest.approx(4 * 16 - 3 * 0.21)
    loose, word = setting("2026", STYLE.but(tracking=5)), setting("2026", STYLE.but(tracking=0))
    assert loose.natural(0, 4) == pytest.approx(word.natural(0, 4))


def test_spaces_at_the_end_take_no_width_and_have_no_gap():
    made = setting("志愿  ")
    assert made.natural(0, 4) == made.natural(0, 2)
    assert made.inner(0, 4) == made.inner(0, 2) == 1
    assert setting("").natural(0, 0) == 0.0


def test_a_character_without_a_face_is_measured_as_its_code():
    faces = Faces()
    assert "".join(MeasuredText([Run("王\ue000")], STYLE, faces).chars) == "王〔U+E000〕"
    assert faces.missing == {"\ue000"}


def test_a_line_is_drawn_in_one_piece_per_look_and_only_chinese_is_spread():
    made = MeasuredText([Run("共12人"), Run("大", size=22)], STYLE, FACES)
    pieces = list(made.segments(Line(0, len(made.chars), 10.0, 2.0)))
    assert [piece.text for piece in pieces] == ["共", "12", "人", "大"]
    assert [piece.spread for piece in pieces] == [2.0, 0.0, 2.0, 2.0]
    assert [piece.look.size for piece in pieces] == [16, 16, 16, 22]
    assert pieces[0].x == 10.0
    assert pieces[1].x == pytest.approx(10 + 16 + 2)


def test_the_halved_face_keeps_all_other_widths():
    name = FACES.repertoire(STYLE.role).main
    whole, half = pdfmetrics.getFont(name).face, pdfmetrics.getFont(half_face(name)).face
    assert half.charWidths[ord("。")] == whole.charWidths[ord("。")] / 2
    assert half.charWidths[ord("志")] == whole.charWidths[ord("志")]
    assert half_face(name) == half_face(name) == f"{name}-half"
