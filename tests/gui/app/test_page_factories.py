"""The factories of the pages: one for each page of the catalogue."""

import pytest

from gui.app.page_factories import _FACTORIES, build_page
from gui.ledgers.ledger_page import LedgerPage
from gui.page_catalogue import PAGES


def test_every_page_of_the_catalogue_has_a_factory_and_no_other():
    assert set(_FACTORIES) == {page.name for page in PAGES}


def test_a_page_of_one_ledger_is_built_over_its_table(qtbot, session):
    for name, object_name in (("trainings", "page_training"), ("units", "page_unit")):
        page = build_page(name, session)
        qtbot.addWidget(page)
        assert isinstance(page, LedgerPage)
        assert page.objectName() == object_name


def test_an_unknown_page_is_a_bug(session):
    with pytest.raises(KeyError):
        build_page("nowhere", session)
