"""The lists of a comparison: people, counts and masks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.imports.reconcile.reconcile_page import FOUND
from gui.session import Route
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, text


def rows(page):
    table = page.lists.table
    return [
        [table.index(row, at).data() for at in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_each_list_shows_its_people_with_counts_and_masked_numbers(
    page, qtbot, read, ledger, export
):
    found = read(export)
    assert page._stack.currentIndex() == FOUND
    assert "4 行 · 对上 2 人" in text(page, "page_sentence")
    for name, label, size in (
        ("only_there", "平台有本地无", 1), ("only_here", "本地有平台无", 1),
        ("hours", "时长不一致", 1), ("unclear", "对不上是谁", 1),
    ):  # fmt: skip
        assert text(page, f"view_{name}") == f"{label}  {size}"
    ((place, name, number, _phone, hours, *_rest),) = rows(page)
    assert (place, name, hours) == ("第 4 行", "周航", "1.0")
    assert number.count("*") == 8
    click(qtbot, page, "eye")
    assert rows(page)[0][2] == found.only_there[0].parsed.id_number
    click(qtbot, page, "view_only_here")
    assert rows(page)[0][:2] == [VOLUNTEERS.number(ledger[2].id), "赵一诺"]
    assert rows(page)[0][3] == "平地镇"
    click(qtbot, page, "view_hours")
    assert rows(page)[0][2:5] == ["3.0", "4.5", "1.5"]
    click(qtbot, page, "view_unclear")
    assert rows(page)[0][:2] == ["第 5 行", "孙悦"]
    assert "像是台账中的孙悦" in rows(page)[0][2]


@pytest.mark.parametrize(("tab", "position"), [("only_here", 2), ("hours", 1), ("unclear", 3)])
def test_enter_opens_the_person(page, session, qtbot, read, ledger, export, tab, position):
    read(export)
    click(qtbot, page, f"view_{tab}")
    places = []
    session.route_requested.connect(places.append)
    page.lists.grid.setFocus()
    page.lists.grid.selectRow(0)
    qtbot.keyClick(page.lists.grid, Qt.Key.Key_Return)
    assert places == [Route("volunteers", table="volunteer", record_id=ledger[position].id)]


def test_an_empty_list_shows_a_message(page, qtbot, read, ledger, tmp_path):
    path = tmp_path / "全对.csv"
    rows_ = [f"{one.name},{one.id_number}" for one in ledger]
    path.write_text("\n".join(["姓名,身份证号", *rows_]), "utf-8-sig")
    found = read(path)
    assert not found.differs
    click(qtbot, page, "view_only_there")
    assert text(page.lists, "message_text") == "没有"
    assert text(page.lists, "message_detail") == "平台名单里的人，台账里都有。"
