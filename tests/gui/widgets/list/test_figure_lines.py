from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel

from gui.widgets.list.figure_lines import FigureLine, FigureLines
from windows import click, show


def figure(code, value):
    text = "无法计算" if value is None else f"{value}"
    return SimpleNamespace(
        code=code, label=f"指标{code}", rule="按规定计算", text=text, value=value
    )


FIGURES = (figure("A1", 12), figure("A2", None))


@pytest.mark.parametrize("ruled", [True, False])
def test_a_click_requests_the_records_behind_a_figure(session, qtbot, ruled):
    lines = FigureLines(ruled=ruled)
    lines.show_figures(FIGURES)
    show(qtbot, lines, 300, 200)
    with qtbot.waitSignal(lines.records_requested) as requested:
        click(qtbot, lines, "figure_A2")
    assert requested.args == [FIGURES[1]]


def test_a_rule_is_part_of_the_name_only_where_it_is_shown(session, qtbot):
    for ruled in (True, False):
        line = FigureLine(FIGURES[0], ruled=ruled)
        qtbot.addWidget(line)
        assert ("按规定计算" in line.accessibleName()) is ruled
        assert "按规定计算" in line.toolTip()


def test_without_figures_the_reason_is_shown(session, qtbot):
    lines = show(qtbot, FigureLines(), 300, 200)
    lines.show_figures(FIGURES)
    lines.show_figures((), "这条要点没有指标")
    assert lines.findChild(QLabel).text() == "这条要点没有指标"
    lines.show_figures(())
    assert not [one for one in lines.findChildren(QLabel) if one.isVisible()]
