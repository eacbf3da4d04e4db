"""The list of past imports: their files, and their undo."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from import_steps import ROSTERS, SCHOOL, person
from people import volunteer
from storage.intake.apply.batch import load_batches
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, count
from windows import click


def test_the_file_of_a_past_import_is_saved_from_the_list(
    page, session, qtbot, read, roster, tmp_path, monkeypatch
):
    path = roster(person("李静"))
    content = path.read_bytes()
    read(path)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    path.unlink()
    out = tmp_path / "拿出来"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_facts: str(out))
    (batch,) = load_batches(session.store)
    click(qtbot, page.done, f"originals_{batch.id}")
    assert (out / "高一1班.csv").read_bytes() == content


def test_a_past_import_is_undone_from_the_list(page, session, qtbot, read):
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    (batch,) = load_batches(session.store)
    with session.edit("改名") as edit:
        one = next(session.store.select(VOLUNTEERS))
        edit.save(VOLUNTEERS, volunteer("改过的", id=one.id, id_number=one.id_number))
    click(qtbot, page.choose, f"undo_batch_{batch.id}")
    qtbot.waitUntil(page.undo_card.undo_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(page.undo_card.undone, timeout=20_000):
        click(qtbot, page, "undo_now")
    assert count(session.store, Query(VOLUNTEERS)) == 1
    assert load_batches(session.store)[0].undone_at
