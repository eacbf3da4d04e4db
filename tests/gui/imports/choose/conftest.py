"""Five schools, a folder with their files, and the choose step it was dropped on."""

import pytest

from import_steps import FOLDER, FOLDER_HEADS, FOLDER_SCHOOLS
from people import id_number
from storage.model.tables.unit import UNITS


@pytest.fixture
def schools(session):
    """The five schools of the folder, number by name."""
    with session.store.edit("登记") as edit:
        for name, aliases in FOLDER_SCHOOLS.items():
            facts = {"name": name, "kind": "中学", **({"aliases": aliases} if aliases else {})}
            edit.save(UNITS, UNITS.parse(facts))
    return {unit.name: unit.id for unit in session.store.select(UNITS)}


@pytest.fixture
def folder(tmp_path):
    """Twelve files of five schools with one person each, whose phone has the file's number."""
    for at, (name, (above, _school)) in enumerate(FOLDER.items()):
        path = tmp_path / "报来" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        person = f"王{'一二三四五六七八九十百千'[at]},{id_number(f'2008-03-{at + 1:02d}')},"
        lines = [above] * bool(above) + [FOLDER_HEADS, f"{person}共青团员,1390000{at:04d},高一1班"]
        path.write_text("\n".join(lines), "utf-8-sig")
    return tmp_path / "报来"


@pytest.fixture
def chooser(schools, page, qtbot, folder):
    """The choose step after the folder was dropped and the sender of every file read."""
    with qtbot.waitSignal(page._work.senders_found, timeout=20_000):
        page.choose.drop.receive_files([folder])
    return page.choose
