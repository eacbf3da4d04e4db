"""What the plan's grid paints faint: what is of less weight, missing, or only drafted."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from gui.plan import plan_grid
from gui.plan import plan_table as plan
from storage.model.tables.plan import PlanProgress
from storage.plan.plan_progress import PlanLine


class Index:
    """A cell of the model, as the painter sees one."""

    def __init__(self, column, text):
        self._column, self._text = column, text

    def column(self):
        return self._column

    def data(self):
        return self._text


def line(progress=None, evidence=0):
    filled = progress and PlanProgress(row=1, quarter="2026Q3", state="进行中", progress=progress)
    return PlanLine(None, filled or None, evidence, overdue=False, draft="草稿")


@pytest.fixture
def painted(qapp, monkeypatch):
    """Paint a cell; return the text and the colour's name."""
    seen = []
    monkeypatch.setattr(plan_grid, "paint_lines", lambda _p, _a, _f, *words: seen.append(words))
    delegate = plan_grid.PlanDelegate(None)

    def paint(column, text, of):
        image = QImage(100, 40, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        delegate._paint_text(painter, QRect(0, 0, 100, 40), of, Index(column, text))
        painter.end()
        return seen.pop()

    return paint


@pytest.mark.parametrize(
    ("column", "of", "text", "colour"),
    [
        (plan.LEAD, line("已办", 1), "文字", "second"),
        (plan.PART, line("已办", 1), "文字", "second"),
        (plan.SHARE, line("已办", 1), "文字", "ink"),
        (plan.WHO, line(), "文字", "ink"),
        (plan.DEADLINE, line(), "文字", "ink"),
        (plan.EVIDENCE, line("已办", 0), "文字", "second"),
        (plan.EVIDENCE, line("已办", 1), "文字", "ink"),
        (plan.PROGRESS, line("已办", 0), "文字", "ink"),
        (plan.PROGRESS, line(), "［草稿］文字", "second"),
    ],
)
def test_what_weighs_less_is_faint(painted, column, of, text, colour):
    assert painted(column, "文字", of) == (text, colour)


def test_a_row_without_a_draft_is_not_marked_as_one(painted):
    assert painted(plan.PROGRESS, None, line()) == ("", "second")
