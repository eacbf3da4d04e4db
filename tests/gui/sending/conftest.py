"""Fixtures of the tests of 报送: a package in its folder, and the view over it."""

from __future__ import annotations

from datetime import date

import pytest

from exports.package import write_package
from gui.sending.sending_view import SendingView
from pages.sending import QUARTER, wait_loaded
from storage.model.tables import ORGANIZATIONS
from storage.model.tables.organization import Organization
from windows import show


@pytest.fixture
def folder(session, tmp_path):
    """Where a package lies."""
    with session.store.edit("录入") as edit:
        edit.save(
            ORGANIZATIONS,
            Organization(
                name="平地镇青年志愿服务队", kind="志愿服务队", founded_on=date(2025, 3, 5)
            ),
        )
    session.choose_quarter(QUARTER)
    out = tmp_path / "报送"
    write_package(session.store, QUARTER, out, "masked", on=date(2026, 10, 8))
    return out


@pytest.fixture
def page(session, folder, qtbot):
    made = show(qtbot, SendingView(session, lambda: folder), width=352)
    wait_loaded(qtbot, made)
    return made
