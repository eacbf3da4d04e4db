from PySide6.QtWidgets import QLabel

from gui.ledgers.panel.panel_tabs import SourceList
from people import id_number
from rosters import person, write
from storage.intake.apply.batch import apply_plan
from storage.intake.pipeline import plan_import
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Query, every


def _texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_record_names_the_row_and_file_it_came_from(session, qtbot, tmp_path):
    number = id_number()
    path = write(
        tmp_path / "附件2.xlsx", [person("甲", number, 联系电话="138-0000-0001")], title="高一3班"
    )
    apply_plan(session.store, plan_import(session.store, [path], "某校"))
    (row,) = every(session.store, Query(VOLUNTEERS))
    widget = SourceList(session, VOLUNTEERS)
    qtbot.addWidget(widget)
    widget.show_record(row)
    qtbot.waitUntil(lambda: any("附件2" in text for text in _texts(widget)))
    (paragraph,) = _texts(widget)
    assert "高一3班 第 2 行" in paragraph
    assert "与原表一致：姓名" in paragraph
    assert number not in paragraph
    assert "138-0000-0001" not in paragraph  # hidden, as everywhere on the screen


def test_a_record_that_was_typed_in_is_marked_so(session, people, qtbot):
    row = next(iter(every(session.store, Query(VOLUNTEERS))))
    widget = SourceList(session, VOLUNTEERS)
    qtbot.addWidget(widget)
    widget.show_record(row)
    assert "不是从表格导入的" in _texts(widget)[0]
