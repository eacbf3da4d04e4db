"""The unit field: its hints, its links, and several files at once."""

from __future__ import annotations

import pytest

from gui.imports.import_state import CHOOSE
from import_steps import FOLDER_HEADS, choose_files
from people import id_number
from storage.model.tables.unit import UNITS
from windows import click, text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("地镇小", "平地镇小学"), ("盐边县渔门中", "盐边县渔门中学"), ("红格温泉小学", None)],
)
def test_a_name_similar_to_a_unit_offers_that_unit(page, session, typed, meant):
    with session.edit("登记") as edit:
        for name in ("平地镇小学", "盐边县渔门中学"):
            edit.save(UNITS, UNITS.parse({"name": name, "kind": "中学"}))
    page.choose.unit.setText(typed)
    hint = page.choose._hint
    assert ("是不是" in hint.text()) is (meant is not None)
    if meant is not None:
        assert f"是不是{UNITS.label}里的“{meant}”" in hint.text()
        hint.linkActivated.emit(str(session.store.named(UNITS, meant)))
        assert page.choose.unit_name == meant
        assert "记在这个单位名下" in hint.text()


def test_a_new_unit_is_announced_before_it_is_created(page, session):
    page.choose.unit.setText("盐边县渔门中学")
    assert "导入时会新建，类别“中学”" in text(page, "unit_hint")
    assert session.store.named(UNITS, "盐边县渔门中学") is None


def test_several_files_are_assigned_one_unit_at_once(chooser):
    keys = choose_files(chooser, "志愿者花名册(1).csv", "渔门中学补报.csv")
    assert "2 份" in chooser.unit_choice.findChild(object, "whose_head").text()
    chooser.unit.setText("盐边县红格中学")
    assert {chooser.files.unit_of(key) for key in keys} == {"盐边县红格中学"}
    assert chooser.blocker == ""


def test_a_proposed_unit_is_assigned_by_its_link(chooser):
    keys = choose_files(chooser, "渔门中学补报.csv")
    hint = chooser.unit_choice.hint
    assert "盐边县渔门中学</a>" in hint.text()
    link = hint.text().split("盐边县红格中学</a>")[0].rsplit("href='", 1)[1].split("'")[0]
    hint.linkActivated.emit(link)
    assert chooser.files.unit_of(keys[0]) == "盐边县红格中学"


def test_new_units_named_by_files_are_created_with_one_click(page, session, qtbot, tmp_path):
    for school in ("盐边县永兴中学", "盐边县新九中学"):
        row = f"王雨欣,{id_number('2008-05-0' + str(len(school) % 9))},共青团员,,高一1班"
        (tmp_path / f"{school}.csv").write_text(f"{school}名册\n{FOLDER_HEADS}\n{row}", "utf-8-sig")
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


def test_the_only_file_that_names_another_school_is_in_doubt(page, qtbot, folder, schools):
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
