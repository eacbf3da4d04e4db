"""The card of earlier sendings: posted drafts and receipts."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from exports.package import write_package
from pages.sending import QUARTER, wait_idle, wait_loaded
from storage.model.tables import DISPATCHES
from storage.quarter.sealing import seal_unchecked
from storage.sending.dispatch_log import last_dispatch, load_dispatches
from windows import click


def test_a_drafted_mail_counts_as_sent_once_the_clerk_confirms_it(page, session, folder, qtbot):
    seal_unchecked(session.store, QUARTER, date(2026, 10, 8))
    write_package(session.store, QUARTER, folder, "masked", on=date(2026, 10, 8))
    wait_loaded(qtbot, page)
    click(qtbot, page, "send_draft")
    wait_idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    assert last_dispatch(session.store) is None
    click(qtbot, page, f"posted_{noted.id}")
    wait_loaded(qtbot, page)
    assert last_dispatch(session.store).channel == "邮件发送"
    qtbot.waitUntil(lambda: page.findChild(QWidget, f"posted_{noted.id}") is None, timeout=20_000)


def test_a_receipt_is_noted_with_its_sending(page, session, qtbot):
    click(qtbot, page, "send_as_draft")
    click(qtbot, page, "send_files")
    page._record_sending(page._state.package)
    wait_idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    click(qtbot, page, f"open_dispatch_{noted.id}")
    page.sent.form.field_widget("receipt").setPlainText("收到")
    click(qtbot, page, "save_dispatch")
    assert load_dispatches(session.store, QUARTER)[0].receipt == "收到"
    assert page.sent._listed.isVisible()
    wait_loaded(qtbot, page)
    assert page.focusWidget().objectName() == f"open_dispatch_{noted.id}"


def test_a_receipt_before_the_sending_is_refused(page, session, qtbot):
    page._record_sending(page._state.package)
    wait_idle(qtbot, page)
    (noted,) = load_dispatches(session.store, QUARTER)
    page.sent.open(noted.id)
    draft = {**page.sent.form.draft(), "received_on": "2020-01-01"}
    with pytest.raises(Exception, match="早于报送那天"):
        session.store.parse(DISPATCHES, draft, noted.id)
