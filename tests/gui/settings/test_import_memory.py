"""导入记忆: the answers remembered from earlier imports."""

from __future__ import annotations

from gui.settings.import_memory import MemorySection
from storage.intake import memory
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click


def test_what_was_decided_at_an_import_is_listed_changed_and_forgotten(page, session, qtbot):
    facts = [
        (memory.VALUE, 0, "乾", "sex", "男"),
        (memory.COLUMN, 0, "寻呼", "", "phone"),
    ]
    with session.store.edit("导入"):
        memory.remember(session.store, VOLUNTEERS, facts)
    page.list.choose("memory")
    part = page.findChild(MemorySection)
    value, column = memory.load_all(session.store)[::-1]
    part.list.choose(value.id)
    assert part.answer.text() == "男"
    part.answer.setText("女")
    click(qtbot, page, "change_memory")
    assert memory.load_all(session.store)[-1].answer == "女"
    part.list.choose(column.id)
    assert not part.answer.isVisible()
    click(qtbot, page, "forget_memory")
    assert [one.id for one in memory.load_all(session.store)] == [value.id]
