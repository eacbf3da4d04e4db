"""Decisions of the clerk, by file."""

from __future__ import annotations

from PySide6.QtCore import Qt

from import_steps import set_current, type_over
from people import id_number
from storage.intake.saved_draft import load
from windows import click


def test_two_files_of_one_name_keep_their_decisions_apart(page, qtbot, read, planned, tmp_path):
    for school, name in (("甲校", "王雨欣"), ("乙校", "李静")):
        (tmp_path / school).mkdir()
        (tmp_path / school / "名册.csv").write_text(
            f"姓名,身份证号,班级\n{name},{id_number()},高一1班\n赵一诺,{id_number()},高一1班\n",
            "utf-8-sig",
        )
    read(tmp_path / "甲校", tmp_path / "乙校")
    names = [row.parsed.name for row in page._work.lines.rows]
    assert names == ["王雨欣", "赵一诺", "李静", "赵一诺"]
    assert page.check.model.index(2, 0).data() == "乙校/名册!2"
    set_current(page, 2, "class_name")
    planned(type_over, qtbot, page.check.grid, "高三9班")
    classes = [row.parsed.class_name for row in page._work.lines.rows]
    assert classes == ["高一1班", "高一1班", "高三9班", "高一1班"]
    set_current(page, 0, "name")
    planned(qtbot.keyClick, page.check.grid, Qt.Key.Key_Delete)
    assert [row.parsed.name for row in page._work.lines.rows] == ["赵一诺", "李静", "赵一诺"]
    page._work.save()
    kept = load(page._session.store)
    assert len(kept.choices.sheets) == 2
    click(qtbot, page, "step_2")
    headings = [page.sheets._list.item(at).text() for at in (0, 2)]
    assert headings == ["甲校/名册.csv", "乙校/名册.csv"]
