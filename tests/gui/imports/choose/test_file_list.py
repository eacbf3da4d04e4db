"""The list of several files by keys, from the folder to its undo."""

from PySide6.QtCore import Qt

from gui.imports.import_page import ImportPage
from gui.imports.import_state import CHECK
from import_steps import FOLDER, FOLDER_SCHOOLS, choose_files
from storage.intake import saved_draft as drafts
from storage.intake.apply.batch import preview_undo
from storage.intake.saved_draft import Draft
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, show


def test_the_files_of_a_folder_are_assigned_units_by_keys_applied_and_undone(
    page, session, qtbot, chooser, folder, schools
):
    assert len(chooser.files.doubtful) == 2
    choose_files(chooser, "志愿者花名册(1).csv")
    chooser.table.setFocus()
    qtbot.keyClick(chooser.table, Qt.Key.Key_F2)
    assert chooser.unit.hasFocus()
    chooser.unit.insert("国胜乡中心")
    qtbot.keyClick(chooser.unit, Qt.Key.Key_Return)
    chosen = {line.key: line for line in chooser.table.lines()}
    assert chosen[str(folder / "志愿者花名册(1).csv")].unit == "盐边县国胜乡中心小学"
    assert chooser.table.chosen_keys() == (str(folder / "渔门中学补报.csv"),)
    assert chooser.unit.hasFocus()
    chooser.unit.insert("盐边县渔门中学")
    assert chooser.blocker == ""
    assert page.action.isEnabled()
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    page._go(CHECK)
    assert {file.unit_name for file in page._work.lines.plan.files} == set(FOLDER_SCHOOLS)
    with qtbot.waitSignal(page._work.applied, timeout=20_000) as kept:
        page._work.apply()
    meant = {name: school for name, (_above, school) in FOLDER.items()}
    meant |= {"志愿者花名册(1).csv": "盐边县国胜乡中心小学", "渔门中学补报.csv": "盐边县渔门中学"}
    held = {one.phone: one.school for one in session.store.select(VOLUNTEERS)}
    for at, name in enumerate(FOLDER):
        assert held[f"1390000{at:04d}"] == schools[meant[name]], name
    (batch,) = kept.args
    assert batch.title == f"5 个单位（{batch.unit_names[0]}等）"
    assert preview_undo(session.store, batch.id).removed == 12
    session.undo()
    assert session.store.count(VOLUNTEERS) == 0


def test_delete_excludes_a_file_and_includes_it_again(page, qtbot, chooser, folder):
    key = str(folder / "志愿者花名册(1).csv")
    choose_files(chooser, "志愿者花名册(1).csv")
    qtbot.keyClick(chooser.table, Qt.Key.Key_Delete)
    (line,) = [one for one in chooser.table.lines() if one.key == key]
    assert line.unit == "不导入"
    assert "志愿者花名册" not in chooser.blocker
    assert page._work.draft.left_out == {key}
    assert len(page._work.draft.included) == 11
    qtbot.keyClick(chooser.table, Qt.Key.Key_Delete)
    assert page._work.draft.left_out == set()
    assert "志愿者花名册" in chooser.blocker


def test_a_draft_of_one_unit_opens_and_files_that_name_another_are_in_doubt(
    session, schools, qtbot, folder
):
    files = (folder / "渔门中学高二.csv", folder / "志愿者花名册(1).csv", folder / "附件2.csv")
    drafts.save(session.store, Draft(files, "盐边县渔门中学"))
    reopened = ImportPage(session)
    with qtbot.waitSignal(reopened._work.senders_found, timeout=20_000):
        show(qtbot, reopened, 1130, 640)
    units = [line.unit for line in reopened.choose.table.lines()]
    assert units == ["盐边县渔门中学", "盐边县渔门中学", "请选单位"]
