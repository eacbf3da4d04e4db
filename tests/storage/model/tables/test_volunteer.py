"""Volunteers: what a number gives of sex and birth, and what contradicts it."""

import pytest

from drafts import refusals, warnings
from people import id_number
from storage import clock
from storage.model.tables import VOLUNTEERS

BORN = "2010-05-06"
NUMBER = id_number(BORN, sex="女")
PUPIL = {"name": "李静", "id_number": NUMBER}


def test_sex_and_birth_date_come_from_the_number_and_membership_from_the_status():
    values = {"id_number": NUMBER, "political_status": "共青团员"}
    VOLUNTEERS.deduce(values)
    assert (values["birth_date"], values["sex"], values["league_member"]) == (BORN, "女", True)


def test_what_was_entered_is_never_overwritten():
    values = {"id_number": NUMBER, "birth_date": "2011-01-01", "sex": "男", "league_member": False,
              "political_status": "共青团员"}  # fmt: skip
    before = dict(values)
    VOLUNTEERS.deduce(values)
    assert values == before


def test_the_temporary_number_of_a_school_becomes_the_student_number():
    values = {"id_number": "999510411200005170"}
    VOLUNTEERS.deduce(values)
    assert values == {"student_number": "999510411200005170"}


def test_nothing_is_taken_from_an_unsound_number():
    values = {"id_number": NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")}
    before = dict(values)
    VOLUNTEERS.deduce(values)
    assert values == before


def test_an_unsound_number_is_refused_with_its_fault():
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    ((column, sentence),) = refusals(VOLUNTEERS, {**PUPIL, "id_number": wrong})
    assert column == "id_number"
    assert sentence.startswith("身份证号")


@pytest.mark.parametrize(("changed", "column", "sentence"), [
    ({"birth_date": "2010-05-07"}, "birth_date", f"出生日期与身份证号不符（证号上是 {BORN}）"),
    ({"sex": "男"}, "sex", "性别与身份证号不符（证号上是女）"),
    ({"political_status": "群众", "league_member": "是"}, "political_status",
     "政治面貌是群众，却登记为团员"),
])  # fmt: skip
def test_a_contradiction_is_accepted_with_a_warning(changed, column, sentence):
    assert warnings(VOLUNTEERS, {**PUPIL, **changed}) == [(column, sentence)]


def test_a_birth_date_to_the_month_fits_the_number():
    assert warnings(VOLUNTEERS, {**PUPIL, "birth_date": "2010-05", "sex": "女"}) == []


def test_somebody_born_after_today_is_accepted_with_a_warning(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: clock.date(2026, 9, 30))
    future = {"name": "李静", "birth_date": "2026-10-01"}
    assert warnings(VOLUNTEERS, future) == [("birth_date", "出生日期 2026-10-01 在今天以后")]
    assert warnings(VOLUNTEERS, {"name": "李静", "birth_date": "2026-09-30"}) == []
