from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics

from gui.app.application import build_application
from gui.appearance import theme
from gui.plan.two_lines import split_lines

TEXTS = st.text("市委组织部、县（区）“青春”，。abc 12", max_size=60)


def metrics():
    build_application()
    return QFontMetrics(theme.font())


@settings(deadline=None)
@given(TEXTS, st.integers(40, 300))
def test_no_line_is_wider_than_the_room_and_nothing_is_lost_before_the_ellipsis(text, width):
    measure = metrics()
    lines = split_lines(measure, text, width)
    assert len(lines) <= 2
    assert all(measure.horizontalAdvance(line) <= width for line in lines)
    tooltip_of = "".join(lines).replace(" ", "").rstrip("…")
    assert text.replace(" ", "").replace("\n", "").startswith(tooltip_of)


def test_a_line_is_broken_between_units_rather_than_within_one():
    measure = metrics()
    width = measure.horizontalAdvance("市文明办、团市") + 1
    assert split_lines(measure, "市文明办、团市委", width) == ("市文明办、", "团市委")


def test_a_written_break_is_a_break():
    assert split_lines(metrics(), "2026-09-20\n已逾期", 200) == ("2026-09-20", "已逾期")


def test_a_number_is_never_cut_in_two():
    measure = metrics()
    width = measure.horizontalAdvance("本年平台发布项目数1") + 1
    first, second = split_lines(measure, "本年平台发布项目数15个", width)
    assert (first, second) == ("本年平台发布项目数", "15个")
