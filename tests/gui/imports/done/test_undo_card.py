"""The undo of an import: its preview, the undo, and the retained records with the reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gui.imports.import_state import CHOOSE, DONE
from people import id_number
from storage.intake.apply.batch import load_batches
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, count
from windows import click, text

SCHOOL = "盐边县渔门中学"


def titles(page):
    return [page.undo_card.list.item(at).text() for at in range(page.undo_card.list.count())]


def preview(qtbot, page, name="undo_import"):
    click(qtbot, page, name)
    qtbot.waitUntil(page.undo_card.undo_button.isEnabled, timeout=20_000)


def volunteers(session):
    return count(session.store, Query(VOLUNTEERS))


def undo(qtbot, page):
    with qtbot.waitSignal(page.undo_card.undone, timeout=20_000):
        click(qtbot, page, "undo_now")


def import_rows(page, session, qtbot, read, roster, *rows, name="春.csv", unit=SCHOOL):
    path = roster(*rows, name=name)
    read(path, unit=unit)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    return path


def test_the_effects_are_shown_before_anything_is_undone(page, session, qtbot, read, roster):
    import_rows(page, session, qtbot, read, roster, ("李四", id_number()), ("赵一诺", id_number()))
    preview(qtbot, page)
    summary = text(page, "undo_told")
    assert summary == "会删去新增的志愿者 2 人、报送单位 1 个。"
    assert not page.undo_card.list.isVisible()
    assert volunteers(session) == 2
    click(qtbot, page, "undo_not")
    assert not page.undo_card.isVisible()
    assert volunteers(session) == 2
    assert page._at == DONE


def test_a_record_edited_later_is_retained_and_listed_before_and_after(
    page, session, qtbot, read, roster
):
    import_rows(page, session, qtbot, read, roster, ("李四", id_number()), ("赵一诺", id_number()))
    one = next(session.store.select(VOLUNTEERS, "name = ?", ("李四",)))
    with session.edit("改班级") as edit:
        edit.save(VOLUNTEERS, VOLUNTEERS.from_row(VOLUNTEERS.to_row(one) | {"class_name": "高二"}))
    preview(qtbot, page)
    assert text(page, "undo_told") == "会删去新增的志愿者 1 人，保留 2 条不动。"
    assert titles(page) == [
        "保留，后来有人改过或删过 1",
        f"志愿者　李四　{VOLUNTEERS.number(one.id)}",
        "撤销不了 1",
        f"报送单位　{SCHOOL}　{UNITS.number(session.store.named(UNITS, SCHOOL))}",
    ]
    assert page.undo_card.list.item(1).toolTip().endswith("后来改过")
    assert "还被志愿者引用" in page.undo_card.list.item(3).toolTip()
    undo(qtbot, page)
    assert text(page, "undo_told") == "已删去新增的志愿者 1 人，保留 2 条不动。"
    assert len(titles(page)) == 4
    assert not page.undo_card.undo_button.isVisible()
    assert [p.name for p in session.store.select(VOLUNTEERS)] == ["李四"]
    places = []
    session.route_requested.connect(places.append)
    item = page.undo_card.list.item(1)
    page.undo_card.list.setCurrentItem(item)
    page.undo_card.list.itemClicked.emit(item)
    assert (places[-1].table, places[-1].record_id) == ("volunteer", one.id)


def test_a_change_meanwhile_is_previewed_again(page, session, qtbot, read, roster):
    import_rows(page, session, qtbot, read, roster, ("李四", id_number()), ("赵一诺", id_number()))
    preview(qtbot, page)
    one = next(session.store.select(VOLUNTEERS, "name = ?", ("李四",)))
    with session.edit("改班级") as edit:
        edit.save(VOLUNTEERS, VOLUNTEERS.from_row(VOLUNTEERS.to_row(one) | {"class_name": "高二"}))
    qtbot.waitUntil(lambda: "保留 2 条" in text(page, "undo_told"), timeout=20_000)


def test_after_an_undo_the_same_file_is_imported_again(page, session, qtbot, read, roster, held):
    rows = [("李四", id_number()), (held[0].name, held[0].id_number, "群众", held[0].phone)]
    before = list(session.store.select(VOLUNTEERS))
    path = roster(*rows, name="春.csv")
    for _again in range(2):
        lines = read(path)
        assert (lines.counts["created"], lines.counts["updated"]) == (1, 1)
        assert not lines.plan.files[0].seen_before
        page._go(5)
        with qtbot.waitSignal(page._work.applied, timeout=20_000):
            click(qtbot, page, "deed")
        preview(qtbot, page)
        assert text(page, "undo_told") == "会删去新增的志愿者 1 人，把改过的志愿者 1 人改回去。"
        undo(qtbot, page)
        assert list(session.store.select(VOLUNTEERS)) == before
        assert page._at == CHOOSE
        assert not page.undo_card.isVisible()


def test_an_older_import_is_undone_from_the_list_by_keys(page, session, qtbot, read, roster):
    import_rows(page, session, qtbot, read, roster, ("李四", id_number()), name="春.csv")
    click(qtbot, page, "import_again")
    import_rows(page, session, qtbot, read, roster, ("赵一诺", id_number()), name="秋.csv")
    first = load_batches(session.store)[-1]
    button = page.done.batches.findChild(QPushButton, f"undo_batch_{first.id}")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(page.undo_card.undo_button.isEnabled, timeout=20_000)
    assert page.undo_card.undo_button.hasFocus()
    qtbot.keyClick(page.undo_card.undo_button, Qt.Key.Key_Escape)
    assert not page.undo_card.isVisible()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(page.undo_card.undo_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(page.undo_card.undone, timeout=20_000):
        qtbot.keyClick(page.undo_card.undo_button, Qt.Key.Key_Space)
    assert [p.name for p in session.store.select(VOLUNTEERS)] == ["赵一诺"]
    assert page._at == DONE  # what is shown there was another import


def test_while_something_is_written_nothing_is_undone(page, session, qtbot, read, roster):
    import_rows(page, session, qtbot, read, roster, ("李四", id_number()))
    notices = []
    session.notice_posted.connect(notices.append)
    task = session.write("正在写", lambda _store, _progress: None)
    page.undo_card.show_batch(load_batches(session.store)[0])
    assert "正在写还没有完成" in notices[-1].text
    assert not page.undo_card.isVisible()
    qtbot.waitSignal(task.closed)
    qtbot.waitUntil(lambda: session.writing is None)


def test_a_change_made_on_another_page_is_previewed_on_return(page, session, qtbot, read, roster):
    import_rows(page, session, qtbot, read, roster, ("李四", id_number()), ("赵一诺", id_number()))
    preview(qtbot, page)
    page.hide()
    one = next(session.store.select(VOLUNTEERS, "name = ?", ("李四",)))
    with session.edit("改班级") as edit:
        edit.save(VOLUNTEERS, VOLUNTEERS.from_row(VOLUNTEERS.to_row(one) | {"class_name": "高二"}))
    page.show()
    qtbot.waitUntil(lambda: "保留 2 条" in text(page, "undo_told"), timeout=20_000)
