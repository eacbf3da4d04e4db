"""人员与权益: consents, moves, stars, social workers, volunteers of the west, papers."""

import pytest

from gui.ledgers.catalogue.rights_ledgers import (
    CERTIFICATE_LEDGER,
    CONSENT_LEDGER,
    MOVEMENT_LEDGER,
    STAR_LEDGER,
    TALENT_LEDGER,
    WEST_LEDGER,
)
from pages.ledgers import add, cells, open_ledger, texts
from storage.model.tables import (
    CERTIFICATES,
    CONSENTS,
    MOVEMENTS,
    STAR_GRANTS,
    TALENTS,
    UNITS,
    WEST_VOLUNTEERS,
)


def test_the_latest_consent_is_listed_first_with_who_signed(qtbot, session, people):
    for guardian, day in (("吉克拉铁", "2026-03-01"), ("王建国", "2026-04-01")):
        add(
            session, CONSENTS, volunteer=people["王雨欣"], purpose="参加活动", guardian=guardian,
            given_on=day,
        )  # fmt: skip
    page = open_ledger(qtbot, session, CONSENT_LEDGER)
    assert texts(page, "guardian") == ["王建国", "吉克拉铁"]
    assert texts(page, "volunteer") == ["王雨欣", "王雨欣"]


def test_a_move_names_both_schools(qtbot, session, people):
    here, there = (session.store.named(UNITS, name) for name in ("平地镇", "仁和镇"))
    add(
        session, MOVEMENTS, volunteer=people["李䶮"], kind="转学", happened_on="2026-09-01",
        from_unit=here, to_unit=there,
    )  # fmt: skip
    page = open_ledger(qtbot, session, MOVEMENT_LEDGER)
    assert (texts(page, "from_unit"), texts(page, "to_unit")) == (["平地镇"], ["仁和镇"])


@pytest.mark.parametrize(
    ("star", "tone"), [("五星", "good"), ("四星", "good"), ("三星", "neutral")]
)
def test_the_highest_stars_are_marked(qtbot, session, people, star, tone):
    add(session, STAR_GRANTS, volunteer=people["王雨欣"], star=star)
    page = open_ledger(qtbot, session, STAR_LEDGER)
    assert [(one.text, one.tone) for one in cells(page, "star")] == [(star, tone)]


def test_a_social_worker_in_post_is_marked(qtbot, session):
    add(session, TALENTS, name="沙马阿依", evidence="在岗", in_post="是")
    page = open_ledger(qtbot, session, TALENT_LEDGER)
    assert [(one.text, one.tone) for one in cells(page, "in_post")] == [("是", "good")]


def test_a_volunteer_of_the_west_without_insurance_is_marked(qtbot, session):
    unit = session.store.named(UNITS, "平地镇")
    add(
        session, WEST_VOLUNTEERS, name="何静", unit=unit, started_on="2026-08-01", insured="否",
        assessment="优秀",
    )  # fmt: skip
    page = open_ledger(qtbot, session, WEST_LEDGER)
    (insured,), (assessment,) = cells(page, "insured"), cells(page, "assessment")
    assert (insured.text, insured.tone, assessment.tone) == ("否", "bad", "good")


def test_papers_are_listed_newest_first(qtbot, session, people):
    for number, day in (("2026-001", "2026-03-01"), ("2026-002", "2026-03-02")):
        add(
            session, CERTIFICATES, number=number, kind="志愿者卡", volunteer=people["王雨欣"],
            issued_on=day, code=f"A{number}",
        )  # fmt: skip
    page = open_ledger(qtbot, session, CERTIFICATE_LEDGER)
    assert texts(page, "number") == ["2026-002", "2026-001"]
