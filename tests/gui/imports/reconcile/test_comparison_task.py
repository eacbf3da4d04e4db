"""The comparison with the platform's export: read again after changes, and cancelled."""

from gui.imports.reconcile.reconcile_page import CHOOSING
from people import volunteer
from storage.intake.apply.batch import load_batches
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click


def test_a_ledger_changed_meanwhile_is_compared_again_first(page, session, qtbot, read, export):
    read(export)
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    with qtbot.waitSignal(page.work.compared, timeout=20_000):
        click(qtbot, page, "fill_in")
    assert load_batches(session.store) == []


def test_a_cancelled_comparison_leaves_the_file_to_be_chosen_again(page, session, qtbot, export):
    tasks = []
    session.task_started.connect(tasks.append)
    page.read_files((export,))
    assert not page.choosing.isEnabled()
    with qtbot.waitSignal(page.work.failed, timeout=20_000):
        tasks[0].cancel()
    assert page._stack.currentIndex() == CHOOSING
    assert page.choosing.isEnabled()


def test_a_refused_value_is_not_applied(page, session, qtbot, read, ledger, export):
    read(export)
    offers = [one for one in page.work.result.lines.offers if one.change.name == "platform_hours"]
    with qtbot.waitSignal(page.work.compared, timeout=20_000) as compared:
        page.work.accept_offers(offers, accepted=False)
    (result,) = compared.args
    assert not any(
        one.change.taken for one in result.lines.offers if one.change.name == "platform_hours"
    )
    with qtbot.waitSignal(page.work.applied, timeout=20_000):
        page.work.apply()
    first = session.store.get(VOLUNTEERS, ledger[0].id)
    assert (first.registration_status, first.platform_hours) == ("已注册", None)
    assert page.work.stale


def test_starting_over_discards_the_result_and_cancels_the_task(page, session, qtbot, read, export):
    read(export)
    tasks = []
    session.task_started.connect(tasks.append)
    page.work.read()
    assert page.work.busy
    page.work.start_over()
    assert not page.work.busy
    assert page.work.result is None
