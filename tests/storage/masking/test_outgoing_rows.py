"""What leaves of a row: whatever columns are chosen, 1,000 ID numbers fit what it says together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from attack import AREAS, candidates, folded
from people import volunteer
from storage.masking.outgoing_rows import Outgoing, is_child
from storage.model.ages import age_on
from storage.model.kinds.identity import check_digit
from storage.model.tables import CONSENTS, TALENTS, TRAININGS, VOLUNTEERS
from storage.model.tables.person import Consent
from storage.model.tables.talent import Talent
from storage.model.tables.training import TRAINING_CATEGORY, Training
from storage.model.tables.volunteer import Volunteer
from storage.store.listing import Query, Row, every

ON = date(2026, 9, 30)
ENOUGH = 1_000
NAMES = st.one_of(
    st.text(st.sampled_from("王李欧阳沙马依洛雨欣安全𬱖㐂"), min_size=2, max_size=6),
    st.sampled_from(["吉木·史布", "阿卜杜拉·麦麦提", "欧阳修", "俄木·阿依·里古"]),
)
WORDED = ("class_name", "grade", "department", "skills", "service_categories", "student_number",
          "league_branch", "note")  # fmt: skip


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A sound ID number of somebody of any age, at the edges of 14 and 18 and in leap years."""
    edges = [ON.replace(year=ON.year - years) + timedelta(days) for years in (14, 18, 28)
             for days in (-1, 0, 1)]  # fmt: skip
    days = st.dates(date(1990, 1, 1), ON) | st.sampled_from([*edges, date(2012, 2, 29)])
    first = f"{draw(st.sampled_from(AREAS))}{draw(days):%Y%m%d}{draw(st.integers(1, 998)):03}"
    return first + check_digit(first)


def pieces(number: str, phone: str) -> st.SearchStrategy[str]:
    """Texts that give a person's number away, whole or in part, written in every way."""
    y, m, d = number[6:10], number[10:12], number[12:14]
    wide = number.translate({ord("0") + at: ord("０") + at for at in range(10)})
    said = [
        number, wide, f"G{number}", " ".join(number), f"{number[:6]} {number[6:14]} {number[14:]}",
        f"{number[:14]}\n{number[14:]}", number[6:], number[-4:], f"后六位{number[-6:]}",
        f"{y}-{m}-{d}", f"{y}年{int(m)}月{int(d)}日", f"生日{int(m)}月{int(d)}日", f"{y}{m}{d}",
        f"{y}.{int(m)}.{int(d)}", f"{m}-{d}", f"{y[2:]}{m}{d}", phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}",
        f"尾号{phone[-4:]}", number[:6] + number[8:17], "高一（2）班", "6222021234567890123",
    ]  # fmt: skip
    return st.lists(st.sampled_from([*said, "家长", "见"]), max_size=4).map("；".join)


@st.composite
def people(draw: st.DrawFn) -> Volunteer:
    number = draw(numbers())
    phone = f"1{draw(st.integers(3_000_000_000, 9_999_999_999))}"
    told = {name: draw(st.none() | pieces(number, phone)) for name in WORDED}
    if draw(st.booleans()):  # a number set in two cells
        told |= {"class_name": number[:12], "student_number": number[12:]}
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    return volunteer(draw(NAMES), born, id=1, id_number=number, phone=phone, guardian_phone=phone,
                     **{name: text or None for name, text in told.items()})  # fmt: skip


def row_of(person: Volunteer) -> Row[Volunteer]:
    age = age_on(person.birth_date, ON)
    return Row(VOLUNTEERS, person, {"school": "仁和区大河中学", "residence": None, "age": age,
                                    "overage": None, "consent_state": None})  # fmt: skip


def days_left(cells: dict[str, object]) -> set[date]:
    """The days of birth that fit what a row says of year and age."""
    every_day = {date(1950, 1, 1) + timedelta(at) for at in range(28_100)}
    if (born := cells.get("birth_date")) is not None:
        assert str(born)[4:] == "-**-**"
        every_day = {day for day in every_day if f"{day.year}" == str(born)[:4]}
    if (age := cells.get("age")) is not None:
        every_day = {day for day in every_day if age_on(day.isoformat(), ON) == age}
    return every_day


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(people(), st.sets(st.sampled_from(list(VOLUNTEERS.shown)), min_size=1), st.randoms())
def test_whatever_columns_are_chosen_a_thousand_numbers_fit(store, person, chosen, order):
    leaving = Outgoing(store, ON)
    asked = list(chosen)
    order.shuffle(asked)
    names = leaving.columns(VOLUNTEERS, asked)
    row = row_of(person)
    plain = [row.value(name) for name in names]
    left = leaving.reader(VOLUNTEERS, names, numbered=True)(row, plain)
    cells = dict(zip(names, left, strict=True))
    assert person.id_number not in candidates(left)
    for at in range(6, 15):  # no piece of four places but the year
        piece = person.id_number[at : at + 4]
        if not piece.startswith(("19", "20")):
            assert piece not in "\n".join(folded(cells.get(name)) for name in WORDED)
    assert len(days_left(cells)) * len(AREAS) * 500 >= ENOUGH
    assert person.phone[3:] not in "".join(folded(cell) for cell in left)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(people())
def test_who_is_younger_than_fourteen_is_named_nowhere_and_others_are(store, person):
    assume(len(set(person.name)) > 1)
    names = ("name", "note", "class_name")
    row = row_of(volunteer(person.name, person.birth_date, id=1, note=f"见{person.name}的同意书"))
    left = Outgoing(store, ON).reader(VOLUNTEERS, names, numbered=True)(
        row, [row.value(name) for name in names]
    )
    young = age_on(person.birth_date, ON) < 14
    assert is_child(person, ON) is young
    assert (left[0] == person.name) is not young
    assert (person.name in left[1]) is not young


@pytest.mark.parametrize(("born", "young"), [
    ("2012-09-30", False), ("2012-10-01", True), ("2012-08", False), ("2012-10", True),
    ("2012", True), ("2011", False), ("2012-02-29", False),
])  # fmt: skip
def test_of_a_month_or_a_year_its_last_day_counts(born, young):
    assert is_child(volunteer(born=born), ON) is young


def test_a_leap_day_comes_on_the_first_of_march():
    child = volunteer(born="2012-02-29")
    assert is_child(child, date(2026, 2, 28))
    assert not is_child(child, date(2026, 3, 1))


def test_who_may_be_a_pupil_and_of_whom_no_day_is_known_is_taken_for_a_child(store):
    people = [
        Volunteer(name="甲一", identity_class="中小学生"),
        Volunteer(name="乙一", guardian_name="乙大"),
        Volunteer(name="丙一", identity_class="企业"),
        Volunteer(name="丁一", birth_date="2012-10"),
        Volunteer(name="戊一", birth_date="2012-08"),
    ]
    with store.edit("一") as edit:
        for one in people:
            edit.save(VOLUNTEERS, one)
    assert [is_child(one, ON) for one in people] == [True, True, False, True, False]
    kept = {one.id: one for one in store.select(VOLUNTEERS)}
    assert Outgoing(store, ON).children == {i for i, one in kept.items() if is_child(one, ON)}


def read(store, table, names, privacy="masked", *, numbered=False):
    leaving = Outgoing(store, ON, privacy)
    (row,) = every(store, Query(table, on=ON))
    cells = [row.value(name) for name in names]
    return leaving.reader(table, names, numbered=numbered)(row, cells)


def test_a_child_that_a_record_points_to_is_shown_by_its_number(store):
    with store.edit("一") as edit:
        child = edit.save(VOLUNTEERS, volunteer("沙马依洛", "2015-03-02"))
        edit.save(CONSENTS, Consent(volunteer=child, purpose="注册志愿者", guardian="沙马大山",
                                    given_on=ON, phone="13812345678",
                                    note="沙马依洛的父亲 138 1234 5678"))  # fmt: skip
    names = ("volunteer", "guardian", "phone", "note")
    number = VOLUNTEERS.number(child)
    hidden = (f"沙某某（{number}）", "沙***", "138****", "沙某某的父亲 138****")
    assert read(store, CONSENTS, names) == hidden
    whole = ("沙马依洛", "沙马大山", "13812345678", "沙马依洛的父亲 138 1234 5678")
    assert read(store, CONSENTS, names, "full") == whole


def test_a_summary_shows_a_person_by_the_record_number_alone(store):
    with store.edit("一") as edit:
        edit.save(TALENTS, Talent(name="罗晓岚", evidence="在岗", note="罗晓岚，已持证"))
    names = ("name", "note")
    assert read(store, TALENTS, names, "masked") == ("罗晓岚", "罗晓岚，已持证")
    assert read(store, TALENTS, names, "summary") == ("罗某某（T000001）", "罗某某，已持证")


def test_an_age_is_left_out_next_to_the_date_it_narrows_down(store):
    names = ("name", "birth_date", "age")
    assert Outgoing(store, ON).columns(VOLUNTEERS, names) == ("name", "birth_date")
    assert Outgoing(store, ON).columns(VOLUNTEERS, ("name", "age")) == ("name", "age")
    assert Outgoing(store, ON, "full").columns(VOLUNTEERS, names) == names


ADULT = volunteer("罗晓岚", "2000-02-03", phone="13812345678", class_name="高一1班，13812345678")
CHILD = volunteer("沙马依洛", "2015-03-02", class_name="沙马依洛 0302", student_number=None)


@pytest.mark.parametrize(("one", "name", "privacy", "left"), [
    (ADULT, "name", "masked", "罗晓岚"), (ADULT, "name", "summary", "罗某某"),
    (CHILD, "name", "masked", "沙某某"), (CHILD, "name", "full", "沙马依洛"),
    (ADULT, "phone", "masked", "138****"), (ADULT, "phone", "full", "13812345678"),
    (ADULT, "class_name", "masked", "高一1班，138****"),
    (CHILD, "class_name", "masked", "沙某某 ****"),
    (CHILD, "class_name", "full", "沙马依洛 0302"),
    (ADULT, "political_status", "masked", "群众"),
])  # fmt: skip
def test_a_field_of_a_person_leaves_like_its_column(store, one, name, privacy, left):
    column = VOLUNTEERS.shown[name]
    value = getattr(one, name) if name != "political_status" else "群众"
    assert Outgoing(store, ON, privacy).person(one, column, value) == left


def test_an_empty_field_of_a_person_stays_empty(store):
    assert Outgoing(store, ON).person(CHILD, VOLUNTEERS.shown["class_name"], "") == ""


def test_free_words_leave_whole_only_when_nothing_is_hidden(store):
    with store.edit("一") as edit:
        edit.save(VOLUNTEERS, volunteer("沙马依洛", "2015-03-02"))
        edit.save(VOLUNTEERS, volunteer("罗晓岚", "2000-02-03"))
    words = "罗晓岚带沙马依洛，电话13812345678"
    assert Outgoing(store, ON, "full").text(words) == words
    assert Outgoing(store, ON).text(words) == "罗晓岚带沙某某，电话138****"
    assert Outgoing(store, ON, "summary").text(words) == "罗某某带沙某某，电话138****"


def test_a_hidden_name_bears_the_number_only_where_the_row_does_not(store):
    with store.edit("一") as edit:
        edit.save(TALENTS, Talent(name="罗晓岚", evidence="在岗"))
    assert read(store, TALENTS, ("name",), "summary", numbered=True) == ("罗某某",)
    assert read(store, TALENTS, ("name",), "summary") == ("罗某某（T000001）",)


def test_an_adult_that_a_record_points_to_is_named_but_in_a_summary(store):
    with store.edit("一") as edit:
        adult = edit.save(VOLUNTEERS, volunteer("罗晓岚", "2000-02-03"))
        edit.save(
            CONSENTS, Consent(volunteer=adult, purpose="注册志愿者", guardian="罗大山", given_on=ON)
        )
    assert read(store, CONSENTS, ("volunteer",)) == ("罗晓岚",)
    assert read(store, CONSENTS, ("volunteer",), "summary") == (
        f"罗某某（{VOLUNTEERS.number(adult)}）",
    )


def test_a_name_of_one_sign_is_not_replaced_in_words(store):
    person = volunteer("沙", "2015-03-02", id=1, note="沙坝村")
    names = ("name", "note")
    row = row_of(person)
    cells = [row.value(name) for name in names]
    left = Outgoing(store, ON).reader(VOLUNTEERS, names, numbered=True)(row, cells)
    assert left[1] == "沙坝村"


@pytest.mark.parametrize(("trainer", "left"), [
    ("罗晓岚", "罗某某"), ("市青年志愿者协会讲师团", "市青年志愿者协会讲师团"), ("罗晓岚（13812345678）", "罗晓岚（138****）"),
])  # fmt: skip
def test_a_summary_hides_whom_a_text_names_and_shows_a_body(store, trainer, left):
    with store.edit("一") as edit:
        edit.save(TRAININGS, Training(name="通识培训", category=TRAINING_CATEGORY.choices[0], content="通识", held_on=ON,
                                      hours=8, organiser="团县委", trainer=trainer))  # fmt: skip
    assert read(store, TRAININGS, ("trainer", "organiser"), "summary") == (left, "团县委")
    masked = trainer.replace("13812345678", "138****")
    assert read(store, TRAININGS, ("trainer",), "masked") == (masked,)


def test_the_empty_cells_of_a_row_stay_empty(store):
    with store.edit("一") as edit:
        edit.save(TALENTS, Talent(name="罗晓岚", evidence="在岗"))
    assert read(store, TALENTS, ("phone", "note")) == (None, None)


def test_the_phone_of_a_record_is_hidden_in_its_own_words(store):
    with store.edit("一") as edit:
        edit.save(
            TALENTS,
            Talent(name="罗晓岚", evidence="在岗", phone="13812345678", note="尾号5678，工位5679"),
        )
    assert read(store, TALENTS, ("phone", "note")) == ("138****", "尾号****，工位5679")
