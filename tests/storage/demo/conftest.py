"""One sample county for the tests of its parts: they read it and change nothing."""

from datetime import date

import pytest

from resources import path
from storage.demo import make_county
from storage.model.period import Quarter
from storage.seeds import seed
from storage.store.store import Store


@pytest.fixture(scope="package")
def quarter():
    """The quarter that the sample county is about to report."""
    return Quarter(2026, 3)


@pytest.fixture(scope="package")
def county(tmp_path_factory, quarter):
    """The sample county without its sealed quarter and its schools' rosters."""
    with Store(tmp_path_factory.mktemp("示例") / "ledger.db") as store:
        seed(store, path("seeds"))
        assert make_county(store, date(2026, 10, 12)) == quarter
        yield store
