"""A pen: text at its place, with as few operators as the page needs."""

from __future__ import annotations

import io
import re

import pytest
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.text.drawing import ASCENT, Pen
from exports.pdf.text.fonts import Faces
from exports.pdf.text.line import Line, MeasuredText, TextLook
from exports.pdf.text.style import Run, Style

FACES = Faces()
STYLE = Style(size=16)
FACE = FACES.repertoire(STYLE.role).main


@pytest.fixture
def canvas():
    return Canvas(io.BytesIO(), initialFontName=FACE)


def code_of(canvas: Canvas) -> str:
    return "\n".join(canvas._code)


def baselines(code: str) -> list[tuple[float, float]]:
    places = re.findall(r"1 0 0 1 (\S+) (\S+) Tm", code)
    return [(float(x), float(y)) for x, y in places if (x, y) != ("0", "0")]


def test_the_em_square_is_in_the_middle_of_the_leading(canvas):
    pen = Pen(canvas)
    pen.line(30, 700, 29, "志愿", TextLook(FACE, 16, "#000000"))
    pen.done()
    assert baselines(code_of(canvas)) == [(30, pytest.approx(700 - 6.5 - ASCENT * 16, abs=0.01))]


def test_lines_are_one_leading_apart_and_begin_at_their_own_x(canvas):
    setting = MeasuredText([Run("志愿服务")], STYLE, FACES)
    pen = Pen(canvas)
    pen.lines(setting, [Line(0, 2, 32, 0.0), Line(2, 4, 0, 0.0)], 100, 500, 29)
    pen.done()
    (x1, y1), (x2, y2) = baselines(code_of(canvas))
    assert (x1, x2) == (132, 100)
    assert y1 - y2 == pytest.approx(29, abs=0.01)


def test_colour_and_spread_are_written_only_when_they_change(canvas):
    look = TextLook(FACE, 16, "#b00020")
    pen = Pen(canvas)
    for spread in (0.0, 1.5, 1.5):
        pen.draw_text(10, 10, "志", look, spread)
    pen.done()
    code = code_of(canvas)
    assert len(re.findall(r"[\d.]+ [\d.]+ [\d.]+ rg", code)) == 1
    assert re.findall(r"(\S+) Tc", code) == ["1.5", "0"]  # the next text object begins unspread
