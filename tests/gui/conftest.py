import pytest

from people import volunteer
from storage.tables import UNITS, VOLUNTEERS
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
