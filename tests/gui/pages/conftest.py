import shutil
from datetime import date

import pytest

from resources import path
from storage.demo import make_county
from storage.seeds import sow
from storage.store import Store
from windows import session_over


@pytest.fixture(scope="session")
def county_file(tmp_path_factory):
    """The sample county in a file, made once."""
    file = tmp_path_factory.mktemp("示例") / "ledger.db"
    with Store(file) as store:
        sow(store, path("seeds"))
        make_county(store, date(2026, 10, 12))
    return file


@pytest.fixture
def busy(county_file, tmp_path):
    """The program over a copy of the sample county."""
    with (
        Store(shutil.copy(county_file, tmp_path / "ledger.db")) as store,
        session_over(store) as session,
    ):
        yield session
