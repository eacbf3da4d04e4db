import shutil
from datetime import date

import pytest

from people import volunteer
from resources import path
from storage.demo import make_county
from storage.model.tables import UNITS, VOLUNTEERS
from storage.seeds import seed
from storage.store.store import Store
from windows import session_over


@pytest.fixture
def session(store):
    """The dressed program over a new ledger."""
    with session_over(store) as opened:
        yield opened


@pytest.fixture
def people(session):
    """Three volunteers of one school, by name."""
    school = session.store.named(UNITS, "平地镇")
    with session.store.edit("录入") as edit:
        return {
            name: edit.save(
                VOLUNTEERS,
                volunteer(
                    name, born, phone=f"1380000000{at}", school=school, class_name="高一（3）班"
                ),
            )
            for at, (name, born) in enumerate(
                (("王雨欣", "2008-03-14"), ("吉克·阿果", "2007-11-02"), ("李䶮", "2006-01-28"))
            )
        }


@pytest.fixture(scope="session")
def county_file(tmp_path_factory):
    """The sample county in a file, made once."""
    file = tmp_path_factory.mktemp("示例") / "ledger.db"
    with Store(file) as store:
        seed(store, path("seeds"))
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
