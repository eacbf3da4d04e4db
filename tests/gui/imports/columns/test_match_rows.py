"""The rows of 对列 and 对值, and the list next to them."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QLabel

from gui.imports.columns.match_rows import MatchRows, SideCard, build_badge, build_choice
from windows import show


def test_rows_are_aligned_in_columns_and_replaced_by_the_next_start(qtbot):
    rows = MatchRows(("表里的列", "记到台账的"), (1,))
    rows.start(120)
    labels = [QLabel(text) for text in ("电话", "联系电话", "班", "班级")]
    rows.add(1, labels[:2])
    rows.add(2, labels[2:])
    rows.finish(2)
    show(qtbot, rows, 400, 300)
    assert labels[0].x() == labels[2].x()
    assert labels[1].x() == labels[3].x() >= 120
    assert labels[2].y() > labels[0].y()
    assert labels[2].geometry().bottom() < 150  # at the top, not spread over the area
    rows.start()
    texts = [one.text() for one in rows.widget().findChildren(QLabel)]
    assert texts == ["表里的列", "记到台账的"]


def test_the_side_list_is_hidden_where_there_is_nothing_to_choose_from(qtbot):
    card = show(qtbot, SideCard("group_list", "列相同的工作表"), 200, 200)
    assert card.list.accessibleName() == "列相同的工作表"
    card.set_available(False)
    assert not card.list.isVisible()
    card.set_available(True)
    assert card.list.isVisible()


def test_a_choice_has_its_name_and_its_maximum_width(qtbot):
    box = build_choice(QStringListModel(["班级", "年级"]), "column_2", "“班”记到哪一项", 164)
    qtbot.addWidget(box)
    assert (box.objectName(), box.accessibleName()) == ("column_2", "“班”记到哪一项")
    assert box.maximumWidth() == 164
    assert [box.itemText(at) for at in range(box.count())] == ["班级", "年级"]
    badge = build_badge(112)
    qtbot.addWidget(badge)
    assert badge.width() == badge.maximumWidth() == 112
