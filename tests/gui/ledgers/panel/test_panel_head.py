"""The head of a record's panel: title, initial, the facts under it, masking and closing."""

import pytest

from gui.ledgers.panel.panel_head import PanelHead
from pages.ledgers import add
from storage.model.tables import HEADCOUNTS, ORGANIZATIONS, PURCHASES, VOLUNTEERS
from storage.store import listing
from windows import click, show, text


def head_of(qtbot, session, table, subtitle, number=None):
    head = show(qtbot, PanelHead(session, table, subtitle), 330, 60)
    on = session.quarter.cut_off
    head.show_record(listing.rows_of(session.store, table, [number], on)[0] if number else None)
    return head


def test_a_person_is_shown_by_name_initial_and_facts(qtbot, session, people):
    head = head_of(qtbot, session, VOLUNTEERS, ("age", "class_name"), people["李䶮"])
    assert text(head, "panel_title") == "李䶮"
    assert head._initial._text == "李"
    assert head._second.full_text() == "20 周岁 · 高一（3）班"


def test_a_new_record_is_announced_with_what_is_required(qtbot, session):
    head = head_of(qtbot, session, VOLUNTEERS, ("age",))
    assert text(head, "panel_title") == "新增志愿者"
    assert (head._initial._text, head._second.full_text()) == ("+", "带 * 的必须填写")


def test_the_initial_skips_an_opening_mark(qtbot, session):
    number = add(session, ORGANIZATIONS, name="“萤火”助学会", kind="社会组织")
    head = head_of(qtbot, session, ORGANIZATIONS, ("kind",), number)
    assert head._initial._text == "萤"


def test_a_number_has_its_unit_or_its_label(qtbot, session):
    body = add(session, ORGANIZATIONS, name="一队", kind="志愿服务队")
    add(session, HEADCOUNTS, organization=body, counted_on="2026-01-01", league_members="3")
    head = head_of(qtbot, session, ORGANIZATIONS, ("league_members",), body)
    assert head._second.full_text() == f"{ORGANIZATIONS.shown['league_members'].label} 3"
    bought = add(
        session, PURCHASES, name="助残", contractor="青山社工站", amount="30000",
        signed_on="2026-03-01",
    )  # fmt: skip
    head = head_of(qtbot, session, PURCHASES, ("amount",), bought)
    assert head._second.full_text().endswith(" 元")


@pytest.mark.parametrize(("table", "masked"), [(VOLUNTEERS, True), (PURCHASES, False)])
def test_only_what_holds_numbers_of_people_can_be_revealed(qtbot, session, table, masked):
    from gui.widgets.privacy_toggle import PrivacyToggle

    head = head_of(qtbot, session, table, ())
    assert head.findChild(PrivacyToggle).isVisible() is masked


def test_the_cross_closes(qtbot, session):
    head = head_of(qtbot, session, PURCHASES, ())
    with qtbot.waitSignal(head.closed):
        click(qtbot, head, "panel_close")
