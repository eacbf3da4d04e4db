"""志愿者: the roster, its buttons and the lists of one person."""

from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.session import Route
from pages.ledgers import add, cells, form_titles, open_ledger, texts
from people import volunteer
from storage.model.tables import ATTENDANCES, MEMBERSHIPS, ORGANIZATIONS, TRAININGS, VOLUNTEERS


def test_a_roster_is_imported_or_reconciled_from_the_page():
    assert [(one.text, one.route) for one in VOLUNTEER_LEDGER.actions] == [
        ("导入", Route("import")),
        ("和平台核对", Route("import", view="reconcile")),
    ]


def test_the_registration_is_coloured_by_its_state(qtbot, session):
    with session.edit("录入") as edit:
        for name, state in (("王雨欣", "已注册"), ("李芳", "证件异常待处理")):
            edit.save(VOLUNTEERS, volunteer(name, registration_status=state))
    page = open_ledger(qtbot, session, VOLUNTEER_LEDGER)
    found = dict(zip(texts(page, "name"), cells(page, "registration_status"), strict=True))
    assert (found["王雨欣"].tone, found["李芳"].tone) == ("good", "warn")
    assert form_titles(page) == ["联系与监护", "就读或工作", "注册与服务", "团籍"]


def test_organizations_and_trainings_of_a_person_share_a_tab(qtbot, session, people):
    team = add(session, ORGANIZATIONS, name="一队", kind="志愿服务队")
    training = add(
        session, TRAININGS, name="骨干班", category="骨干", content="急救", held_on="2026-09-01",
        hours="4", organiser="团区委",
    )  # fmt: skip
    add(session, MEMBERSHIPS, volunteer=people["李䶮"], organization=team)
    add(session, ATTENDANCES, volunteer=people["李䶮"], training=training)
    page = open_ledger(qtbot, session, VOLUNTEER_LEDGER)
    page.show_route(Route("volunteers", record_id=people["李䶮"]))
    page.panel._bar.setCurrentIndex(2)
    stack = page.panel._parts[2]
    for part, title in zip(stack.lists, ("一队", "骨干班"), strict=True):
        qtbot.waitUntil(lambda part=part: part._model.total == 1)
        assert part._model.index(0, 0).data() == title
