"""A folder of several schools, walked through in the window with mouse and keys."""

import pytest
from PySide6.QtCore import Qt

from gui.imports.import_page import ImportPage
from gui.imports.import_state import CHECK, CHOOSE
from people import id_number
from storage.intake import saved_draft as drafts
from storage.intake.apply.batch import preview_undo
from storage.intake.saved_draft import Draft
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, show, text

HEADS = "姓名,身份证号,政治面貌,联系电话,班级"
SCHOOLS = {
    "盐边县渔门中学": None,
    "盐边县红格中学": None,
    "攀枝花市第三高级中学校": "市三中",
    "盐边县国胜乡中心小学": "国胜小学",
    "盐边县职业技术学校": "职校校区",
}
FILES = {  # file, the lines above its header, whose it is; "" where nobody can say
    "盐边县渔门中学花名册.csv": ("", "盐边县渔门中学"),
    "高一团员.csv": ("盐边县渔门中学2026年志愿者花名册", "盐边县渔门中学"),
    "渔门中学高二.csv": ("", "盐边县渔门中学"),
    "附件2.csv": ("填报单位：盐边县红格中学", "盐边县红格中学"),
    "红格中学/高一.csv": ("", "盐边县红格中学"),
    "红格中学/高二.csv": ("", "盐边县红格中学"),
    "市三中志愿者.csv": ("", "攀枝花市第三高级中学校"),
    "第三高级中学高三.csv": ("市三中志愿者", "攀枝花市第三高级中学校"),
    "国胜小学教师.csv": ("", "盐边县国胜乡中心小学"),
    "职业技术学校.csv": ("盐边县职业技术学校", "盐边县职业技术学校"),
    "志愿者花名册(1).csv": ("", ""),
    "渔门中学补报.csv": ("盐边县红格中学志愿者补报名册", ""),
}


@pytest.fixture
def schools(session):
    with session.store.edit("登记") as edit:
        for name, aliases in SCHOOLS.items():
            facts = {"name": name, "kind": "中学", **({"aliases": aliases} if aliases else {})}
            edit.save(UNITS, UNITS.parse(facts))
    return {unit.name: unit.id for unit in session.store.select(UNITS)}


@pytest.fixture
def folder(tmp_path):
    """Twelve files of five schools, in each one person who is named for it."""
    for at, (name, (above, _school)) in enumerate(FILES.items()):
        path = tmp_path / "报来" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        person = f"王{'一二三四五六七八九十百千'[at]},{id_number(f'2008-03-{at + 1:02d}')},"
        lines = [above] * bool(above) + [HEADS, f"{person}共青团员,1390000{at:04d},高一1班"]
        path.write_text("\n".join(lines), "utf-8-sig")
    return tmp_path / "报来"


@pytest.fixture
def page(session, schools, qtbot):
    return show(qtbot, ImportPage(session), 1130, 640)


@pytest.fixture
def chooser(page, qtbot, folder):
    """The folder was dropped, and every file looked into."""
    with qtbot.waitSignal(page._work.senders_found, timeout=20_000):
        page.choose.drop.receive_files([folder])
    return page.choose


def lines(choose):
    return {line.name.split("/")[-1] if "红格" not in line.path else line.path: line
            for line in choose.table.lines()}  # fmt: skip


def choose_files(choose, *names):
    keys = [one.key for one in choose.table.lines() if one.path.endswith(names)]
    choose.table.choose(keys)
    return keys


def test_each_file_shows_its_unit_with_the_reason_and_unsure_ones_are_empty(chooser, folder):
    shown = {line.path: line for line in chooser.table.lines()}
    for name, (_above, school) in FILES.items():
        line = shown[str(folder / name)]
        assert line.unit == (school or "请选单位"), name
        assert line.reason, name
    contrary = shown[str(folder / "渔门中学补报.csv")].reason
    assert "渔门中学" in contrary
    assert "红格中学" in contrary


def test_nothing_is_read_while_a_file_has_no_unit_and_the_page_says_which(page, qtbot, chooser):
    assert not page.action.isEnabled()
    shown_text = page.frame.head.findChild(object, "page_sentence")
    said = shown_text.text() if shown_text else page.choose.blocker
    assert "志愿者花名册(1).csv" in said
    assert "渔门中学补报.csv" in said
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page._work.lines is None


def test_a_folder_is_given_its_units_by_keyboard_kept_and_taken_back(
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
    assert {file.unit_name for file in page._work.lines.plan.files} == set(SCHOOLS)
    with qtbot.waitSignal(page._work.applied, timeout=20_000) as kept:
        page._work.apply()
    meant = {name: school for name, (_above, school) in FILES.items()}
    meant |= {"志愿者花名册(1).csv": "盐边县国胜乡中心小学", "渔门中学补报.csv": "盐边县渔门中学"}
    held = {one.phone: one.school for one in session.store.select(VOLUNTEERS)}
    for at, name in enumerate(FILES):
        assert held[f"1390000{at:04d}"] == schools[meant[name]], name
    (batch,) = kept.args
    assert batch.title == f"5 个单位（{batch.unit_names[0]}等）"
    assert preview_undo(session.store, batch.id).removed == 12
    session.undo()
    assert session.store.count(VOLUNTEERS) == 0


def test_several_files_are_given_one_unit_at_once(chooser):
    keys = choose_files(chooser, "志愿者花名册(1).csv", "渔门中学补报.csv")
    assert "2 份" in chooser.unit_choice.findChild(object, "whose_head").text()
    chooser.unit.setText("盐边县红格中学")
    assert {chooser.files.unit_of(key) for key in keys} == {"盐边县红格中学"}
    assert chooser.blocker == ""


def test_a_file_is_left_out_with_a_key_said_so_and_put_back(page, qtbot, chooser, folder):
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


def test_a_proposal_is_taken_by_its_link(chooser):
    keys = choose_files(chooser, "渔门中学补报.csv")
    hint = chooser.unit_choice.hint
    assert "盐边县渔门中学</a>" in hint.text()
    link = hint.text().split("盐边县红格中学</a>")[0].rsplit("href='", 1)[1].split("'")[0]
    hint.linkActivated.emit(link)
    assert chooser.files.unit_of(keys[0]) == "盐边县红格中学"


def test_units_that_files_name_and_nobody_has_are_made_with_one_click(
    page, session, qtbot, tmp_path
):
    for school in ("盐边县永兴中学", "盐边县新九中学"):
        row = f"王雨欣,{id_number('2008-05-0' + str(len(school) % 9))},共青团员,,高一1班"
        (tmp_path / f"{school}.csv").write_text(f"{school}名册\n{HEADS}\n{row}", "utf-8-sig")
    with qtbot.waitSignal(page._work.senders_found, timeout=20_000):
        page.choose.add(tuple(sorted(tmp_path.glob("*.csv"))))
    assert len(page.choose.files.doubtful) == 2
    assert "把写明的 2 个新单位都新建" in page.choose.unit_choice.hint.text()
    page.choose.unit_choice.hint.linkActivated.emit("new:")
    assert [line.unit for line in page.choose.table.lines()] == [
        "盐边县新九中学（新建）", "盐边县永兴中学（新建）",
    ]  # fmt: skip
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert set(page._work.lines.plan.new_units.values()) == {"盐边县新九中学", "盐边县永兴中学"}


def test_what_was_given_is_there_again_after_the_program_was_closed(
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


def test_a_draft_of_one_unit_for_a_folder_opens_and_asks_where_files_say_another(
    session, schools, qtbot, folder
):
    files = (folder / "渔门中学高二.csv", folder / "志愿者花名册(1).csv", folder / "附件2.csv")
    drafts.save(session.store, Draft(files, "盐边县渔门中学"))
    reopened = ImportPage(session)
    with qtbot.waitSignal(reopened._work.senders_found, timeout=20_000):
        show(qtbot, reopened, 1130, 640)
    units = [line.unit for line in reopened.choose.table.lines()]
    assert units == ["盐边县渔门中学", "盐边县渔门中学", "请选单位"]


def test_the_only_file_that_says_another_school_is_asked_about(page, qtbot, folder, schools):
    page.choose.add((folder / "附件2.csv",))
    page.choose.unit.setText("盐边县渔门中学")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._at == CHOOSE
    assert not page.action.isEnabled()
    assert "填报单位写的是“盐边县红格中学”" in text(page, "unit_hint")
    page.choose.unit_choice.hint.linkActivated.emit("give:盐边县红格中学")
    assert page.choose.unit_name == "盐边县红格中学"
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._work.lines.plan.unit_name == "盐边县红格中学"
    assert len(page._work.lines) == 1
