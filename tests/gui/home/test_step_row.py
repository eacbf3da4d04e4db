"""A row of a card: its text, its detail and its link."""

import pytest

from gui.home.step_row import StepRow
from gui.widgets.elided import ElidedLabel
from windows import show


def shown_texts(row):
    return [one.full_text() for one in row.findChildren(ElidedLabel) if one.isVisible()]


def test_the_link_names_its_text(qtbot, session):
    row = show(qtbot, StepRow("缺电话 3 人", "高一（3）班", "warn", "去处理"), 400, 60)
    assert shown_texts(row) == ["缺电话 3 人", "高一（3）班"]
    assert row.action.isVisible()
    assert row.action.accessibleName() == "去处理：缺电话 3 人"


def test_without_detail_and_link_there_is_one_line(qtbot, session):
    row = show(qtbot, StepRow("没有到期的事", "", "good", ""), 400, 60)
    assert shown_texts(row) == ["没有到期的事"]
    assert not row.action.isVisible()


@pytest.mark.parametrize("tone", ["bad", "warn", "link", "good"])
def test_every_tone_has_an_icon(session, qtbot, tone):
    row = StepRow("甲", "", tone, "")
    qtbot.addWidget(row)
    assert row.height() > 0
