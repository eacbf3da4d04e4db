"""People of the last roster who are missing in this one."""

from __future__ import annotations

from gui.imports.import_state import COMPARE
from import_steps import person, volunteer_named
from people import id_number
from windows import click, text


def test_missing_people_are_listed_and_marked_after_the_import(page, session, qtbot, read, roster):
    first, second = id_number(), id_number()
    read(roster(person("李静", first), person("赵一诺", second), name="春.csv"))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    read(roster(person("李静", first, phone="13900139000"), name="秋.csv"))
    click(qtbot, page, "deed")
    assert page._at == COMPARE
    assert text(page, "since_last").endswith("导入的《春.csv》比：有改动 1 人，这次没有 1 人。")
    click(qtbot, page.compare, "view_gone")
    assert page.compare.missing.list.item(0).text().startswith("赵一诺")
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert volunteer_named(session, "赵一诺").status == "在册"
    click(qtbot, page.done, "mark_left_0")
    assert volunteer_named(session, "赵一诺").status == "毕业"
    assert not page.done.missing.isVisible()


def test_people_marked_before_the_import_are_no_longer_missing(
    page, session, qtbot, read, planned, roster
):
    first, second = id_number(), id_number()
    read(roster(person("李静", first), person("赵一诺", second), name="春.csv"))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    read(roster(person("李静", first), name="秋.csv"))
    click(qtbot, page, "deed")
    click(qtbot, page.compare, "view_gone")
    lines = planned(click, qtbot, page.compare, "mark_left_1")
    assert lines.roster_diff.gone == ()
    assert volunteer_named(session, "赵一诺").status == "转出"
    assert page._at == COMPARE
