"""The chosen files: their units, their doubts, and why they cannot be read yet."""

from pathlib import Path

from PySide6.QtCore import Qt

from gui.imports.choose.chosen_files import ChosenFiles
from gui.imports.import_page import ImportPage
from import_steps import FOLDER, choose_files
from storage.intake.rows.import_plan import FilePlan
from storage.intake.sender.sender import BY_ROW, Sender
from storage.intake.sources import Pasted
from windows import show, text


def test_each_file_has_its_unit_with_the_reason_or_is_in_doubt(chooser, folder):
    shown = {line.path: line for line in chooser.table.lines()}
    for name, (_above, school) in FOLDER.items():
        line = shown[str(folder / name)]
        assert line.unit == (school or "请选单位"), name
        assert line.reason, name
    contrary = shown[str(folder / "渔门中学补报.csv")].reason
    assert "渔门中学" in contrary
    assert "红格中学" in contrary


def test_nothing_is_read_while_a_file_has_no_unit_and_the_page_names_it(page, qtbot, chooser):
    assert not page.action.isEnabled()
    sentence = text(page, "page_sentence")
    assert sentence == page.choose.blocker
    assert "志愿者花名册(1).csv" in sentence
    assert "渔门中学补报.csv" in sentence
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page._work.lines is None


def test_assigned_units_are_restored_after_the_program_was_closed(
    page, session, qtbot, chooser, folder
):
    choose_files(chooser, "志愿者花名册(1).csv")
    chooser.unit.setText("盐边县红格中学")
    choose_files(chooser, "渔门中学补报.csv")
    chooser.toggle_excluded()
    page._work.save()
    page.hide()
    reopened = ImportPage(session)
    with qtbot.waitSignal(reopened._work.senders_found, timeout=20_000):
        show(qtbot, reopened, 1130, 640)
    assert reopened.choose.files.unit_of(str(folder / "志愿者花名册(1).csv")) == "盐边县红格中学"
    assert reopened.choose.files.left_out == {str(folder / "渔门中学补报.csv")}
    assert reopened.choose.blocker == ""


def file_plan(source, **sender):
    return FilePlan(Path(source.name), source.name, sender=Sender(**sender))


def test_a_file_in_doubt_blocks_the_import_until_it_has_a_unit_or_is_excluded(store):
    first, second = Pasted("", "一"), Pasted("", "二")
    files = ChosenFiles((first, second))
    assert files.without_unit() == ["一", "二"]
    files.plans = {"一": file_plan(first, name="平地镇"), "二": file_plan(second, doubt="没有单位")}
    assert files.without_unit() == files.doubtful == ["二"]
    assert files.blocker() == "《二》还不知道是哪个单位的，选好才能读取。"
    files.left_out = {"二"}
    assert files.blocker() == ""
    assert [line.unit for line in files.lines(store)] == ["平地镇", "不导入"]
    files.left_out = {"一", "二"}
    assert files.blocker() == "所有文件都不导入，没有可以读取的。"


def test_an_assigned_unit_overrides_the_sender_and_reports_a_change_once(store):
    first, second = Pasted("", "一"), Pasted("", "二")
    files = ChosenFiles((first, second), {"一": file_plan(first, name="平地镇", reason="标题")})
    assert files.unit_of("一") == "平地镇"
    assert files.assign_unit(["一", "二"], "盐边县渔门中学")
    assert not files.assign_unit(["一"], "盐边县渔门中学")
    assert files.unit_of("一") == "盐边县渔门中学"
    assert [line.unit for line in files.lines(store)] == ["盐边县渔门中学（新建）"] * 2
    files.assign_unit(["二"], BY_ROW)
    assert files.lines(store)[1].unit == "各行写明的学校"


def test_the_only_file_in_doubt_names_another_unit():
    source = Pasted("", "一")
    files = ChosenFiles(
        (source,), {"一": file_plan(source, doubt="写的是另一个", proposals=("甲", "乙"))}
    )
    assert files.blocker() == "《一》写着另一个单位，核对后才能读取。"
    assert files.proposals("一") == ("甲", "乙")
    assert not files.is_by_row("一")
    assert files.doubt("一") == "写的是另一个"
