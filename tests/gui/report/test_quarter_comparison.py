"""与上季比: decreases first, with the reason, and only they can be clicked."""

from PySide6.QtWidgets import QAbstractButton

from gui.report.quarter_comparison import FALLEN_HEIGHT, HEIGHT, ComparedLine, ComparisonList
from storage.counting.indicators.indicator import STOCK
from storage.quarter.comparison import Comparison
from storage.quarter.comparison_line import ComparisonLine
from windows import click, show, text

GROWN = ComparisonLine("V01", "志愿者数", "", "人", STOCK, 12, 10, None)
FALLEN = ComparisonLine("V02", "注册青年志愿者数", "", "人", STOCK, 7, 9, 8, "毕业 2 人。")


def shown(qtbot):
    made = show(qtbot, ComparisonList(), 352, 500)
    made.show_comparison(Comparison((GROWN, FALLEN), "2026 年二季度第 1 版", "没有去年的数"))
    return made


def test_what_fell_is_listed_first_and_only_it_can_be_explained(qtbot, session):
    made = shown(qtbot)
    lines = made.findChildren(ComparedLine)
    assert [one.objectName() for one in lines] == ["compared_V02", "compared_V01"]
    assert [one.isEnabled() for one in lines] == [True, False]
    assert [one.sizeHint().height() for one in lines] == [FALLEN_HEIGHT, HEIGHT]
    with qtbot.waitSignal(made.explanation_requested):
        click(qtbot, made, "compared_V02")


def test_a_line_is_read_out_with_its_three_numbers_change_and_reason(qtbot, session):
    made = shown(qtbot)
    fallen = made.findChild(QAbstractButton, "compared_V02").accessibleName()
    assert fallen.startswith("注册青年志愿者数，本期 7")
    assert "上季 9" in fallen
    assert "去年同期 8" in fallen
    assert fallen.endswith(f"，{FALLEN.change_text}\n毕业 2 人。")


def test_the_earlier_numbers_state_what_they_rest_on_until_there_is_no_comparison(qtbot, session):
    made = shown(qtbot)
    assert text(made, "comparison_basis") == "上季：2026 年二季度第 1 版"
    made.show_comparison(None)
    assert text(made, "comparison_basis") == ""
    qtbot.waitUntil(lambda: not made.findChildren(ComparedLine))
