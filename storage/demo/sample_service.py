"""The sample county's service records and stars, with every edge case of the rules on hours."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from storage.model.ages import ADULT_FROM, age_on
from storage.model.person_conditions import TO_PROCESS, TO_REGISTER, TO_SERVE
from storage.model.tables import CONSENTS, MOVEMENTS, SERVICE_RECORDS, STAR_GRANTS
from storage.model.tables.person import Consent, Movement
from storage.model.tables.service_record import LATE, SIGN_IN, ServiceRecord
from storage.model.tables.star import StarGrant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.demo.sample_people import InventedPeople
    from storage.model.period import Quarter
    from storage.model.tables.project import Activity
    from storage.model.tables.volunteer import Volunteer
    from storage.store.edit import Edit

    Activities = tuple[tuple[int, Activity], ...]
    Person = tuple[int, Volunteer]

CLERK, SECOND = "周嘉诚", "陈思远"
FULL_DAY = 8 * 60
ADULT_ALWAYS = ADULT_FROM + 3
# days of eight hours per person: just enough for a star, or just short of one
ACTIVE_DAYS = (13, 12, 38, 75, 125, 188, 187)
SHIFTS = (("08:30", "11:30"), ("09:00", "12:00"), ("14:00", "17:30"), ("08:30", "16:30"))


def add_service(
    edit: Edit, people: InventedPeople, activities: Activities, quarter: Quarter
) -> None:
    """Add usual service, edge cases, the most active people and their stars."""
    chance = random.Random(len(people.ids))
    pool = [one for one in zip(people.ids, people.records, strict=True) if _may_serve(one[1])]
    records = list(_usual_service(chance, pool, activities))
    devoted = _most_active(pool, quarter)
    for person, days in zip(devoted, ACTIVE_DAYS, strict=True):
        records += _full_days(person, days, activities[0], quarter)
    edit.save_new(SERVICE_RECORDS, records)
    _add_edge_cases(edit, pool, activities)
    _add_stars(edit, devoted, quarter)


def _may_serve(person: Volunteer) -> bool:
    return person.registered_on is not None or (person.birth_date or "0") > "2012"


def _most_active(pool: list[Person], quarter: Quarter) -> list[Person]:
    """Return the adults who registered first; they were adults from their first service on."""
    grown = [p for p in pool if age_on(p[1].birth_date or "2020", quarter.cut_off) >= ADULT_ALWAYS]
    grown = [p for p in grown if p[1].registered_on]
    return sorted(grown, key=lambda p: (p[1].registered_on or date.max, p[0]))[: len(ACTIVE_DAYS)]


def _usual_service(
    chance: random.Random, pool: list[Person], activities: Activities
) -> Iterator[ServiceRecord]:
    for number, activity in activities:
        begun, ended = SHIFTS[number % len(SHIFTS)]
        chosen = _eligible(pool, activity, unguarded=number % 13 == 0)
        for volunteer, _ in chance.sample(chosen, min(chance.randint(8, 26), len(chosen))):
            yield _service_record(volunteer, number, activity, begun, ended)


def _eligible(pool: list[Person], activity: Activity, *, unguarded: bool) -> list[Person]:
    """Return whom an activity may have: minors if accompanied, else adults; `unguarded` anybody.

    Three minors without consent are left in as faults to find.
    """
    day = activity.held_on
    came = [p for p in pool if p[1].registered_on is None or p[1].registered_on <= day]
    young = [p for p in came if age_on(p[1].birth_date or "1990", day) < ADULT_FROM]
    if unguarded:
        return came
    if not activity.accompanist:
        return [p for p in came if p not in young]
    allowed = [p for p in young if p[1].consented_on and p[1].consented_on <= day]
    return [*allowed, *[p for p in young if p not in allowed][:3]]


def _service_record(
    volunteer: int, number: int, activity: Activity, begun: str, ended: str, **facts: object
) -> ServiceRecord:
    done = activity.records_done_on or activity.held_on + timedelta(days=2)
    draft: dict[str, object] = {
        "volunteer": volunteer,
        "activity": number,
        "served_on": activity.held_on,
        "from_time": begun,
        "to_time": ended,
        "content": activity.content,
        "recorder": CLERK,
        "recorded_on": done,
        "source": SIGN_IN if (done - activity.held_on).days < 15 else LATE,
        "evaluation": "满意" if volunteer % 3 else "未评价",
    }
    return SERVICE_RECORDS.parse(draft | facts)


def _full_days(
    person: Person, days: int, first: tuple[int, Activity], quarter: Quarter
) -> Iterator[ServiceRecord]:
    """Yield so many days of eight hours up to the quarter's middle, from the platform."""
    volunteer, _ = person
    for at in range(days):
        day = quarter.cut_off - timedelta(days=45 + 4 * at)
        yield ServiceRecord(
            volunteer=volunteer,
            activity=first[0],
            served_on=day,
            from_time="08:30",
            to_time="16:30",
            hours=FULL_DAY,
            content="长期值守服务",
            recorder=CLERK,
            recorded_on=day + timedelta(days=1),
            source="平台",
        )


def _add_edge_cases(edit: Edit, pool: list[Person], activities: Activities) -> None:
    """Add hours over 8 and 12, overlapping, before registration, and corrections."""
    recent = sorted(activities, key=lambda one: one[1].held_on)[-6:]
    free = [p for p in pool if p[1].registered_on][60:]
    for at, (begun, ended) in enumerate(
        (("08:00", "17:00"), ("07:00", "20:30"), ("06:00", "20:00"))
    ):
        number, activity = recent[at]
        facts = {"confirmer": SECOND} if at == 2 else {}
        edit.save(
            SERVICE_RECORDS, _service_record(free[at][0], number, activity, begun, ended, **facts)
        )
    number, activity = recent[3]
    for begun, ended in (("09:00", "12:00"), ("11:00", "14:00")):
        edit.save(SERVICE_RECORDS, _service_record(free[4][0], number, activity, begun, ended))
    early = next(
        p for p in free if p[1].registered_on and p[1].registered_on > recent[0][1].held_on
    )
    edit.save(SERVICE_RECORDS, _service_record(early[0], *recent[0], "09:00", "11:00"))
    _add_corrections(edit, free, *recent[5])


def _add_corrections(edit: Edit, free: list[Person], number: int, activity: Activity) -> None:
    """Add three corrections: a record shortened, one extended, one cancelled."""
    for person, hours, reason in zip(
        free[6:9],
        ("-1", "+0.5", "-3"),
        ("签退早于登记时间", "收尾工作漏记半小时", "签到表上写错了人"),
        strict=True,
    ):
        record = _service_record(person[0], number, activity, "09:00", "12:00")
        saved = edit.save(SERVICE_RECORDS, record)
        facts = {"hours": hours, "reason": reason, "corrects": saved, "evaluation": None}
        edit.save(SERVICE_RECORDS, _service_record(person[0], number, activity, "", "", **facts))


def _add_stars(edit: Edit, devoted: list[Person], quarter: Quarter) -> None:
    """Add stars: three granted, one applied for, one historical."""
    day = quarter.cut_off - timedelta(days=20)
    round_ = f"{quarter.year}年第1批（示例）"
    for at, (person, star) in enumerate(zip(devoted[2:6], (2, 3, 4, 4), strict=True)):
        grant = StarGrant(
            volunteer=person[0],
            star=star,
            applied_on=day - timedelta(days=50),
            checked_on=day - timedelta(days=30),
            shown_on=day - timedelta(days=15) if at < 3 else None,
            granted_on=day if at < 3 else None,
            round=round_,
            granter="仁和区青年志愿者协会",
            certificate_number=f"RHX{quarter.year}{at + 1:03}" if at < 3 else None,
        )
        edit.save(STAR_GRANTS, grant)
    old = StarGrant(
        volunteer=devoted[1][0], star=1, granted_on=date(2019, 12, 5), granter="省团委（示例）",
        historical=True, note="纸质证书，旧时长没有录入",
    )  # fmt: skip
    edit.save(STAR_GRANTS, old)


def add_consents(
    edit: Edit, people: InventedPeople, activities: Activities, quarter: Quarter
) -> None:
    """Add consents on paper, apart from the roster's: to register, to serve, one withdrawn."""
    young = [p for p in zip(people.ids, people.records, strict=True) if p[1].guardian_name]
    for at, (volunteer, person) in enumerate(young[:60:3]):
        purpose = (TO_REGISTER, TO_SERVE, TO_PROCESS)[at % 3]
        given = quarter.cut_off - timedelta(days=100 + at)
        consent = Consent(
            volunteer=volunteer,
            purpose=purpose,
            activity=activities[at][0] if purpose == TO_SERVE else None,
            guardian=person.guardian_name or "",
            relation=person.guardian_relation,
            phone=person.guardian_phone,
            given_on=given,
            paper_number=f"TY{quarter.year}{at + 1:04}",
            withdrawn_on=given + timedelta(days=60) if at == 9 else None,
        )
        edit.save(CONSENTS, consent)
    grown = next(p for p in zip(people.ids, people.records, strict=True) if _just_adult(p, quarter))
    edit.save(
        CONSENTS,
        Consent(
            volunteer=grown[0],
            purpose=TO_REGISTER,
            guardian="张桂兰",
            relation="母亲",
            given_on=quarter.cut_off - timedelta(days=500),
            note="给出同意时未满18周岁（示例）",
        ),
    )


def _just_adult(person: Person, quarter: Quarter) -> bool:
    return age_on(person[1].birth_date or "1990", quarter.cut_off) == ADULT_FROM


def add_movements(edit: Edit, people: InventedPeople, quarter: Quarter) -> None:
    """Add the movements of people who left or stopped studying, or changed school or branch."""
    pairs = list(zip(people.ids, people.records, strict=True))
    left = [p for p in pairs if p[1].left_on or p[1].study_status not in (None, "在读")]
    for volunteer, person in left:
        kind = "转学" if person.status == "转出" else person.study_status or "毕业"
        day = person.left_on or quarter.first + timedelta(days=volunteer % 50)
        movement = Movement(
            volunteer=volunteer, kind=kind if kind != "在读" else "毕业", happened_on=day,
            from_unit=person.school, from_class=person.class_name,
        )  # fmt: skip
        edit.save(MOVEMENTS, movement)
    for at, kind in enumerate(("团组织关系转入", "团组织关系转出", "离团", "升学", "休学")):
        volunteer, person = pairs[at * 31 + 7]
        movement = Movement(
            volunteer=volunteer, kind=kind, happened_on=quarter.cut_off - timedelta(days=9 + at),
            from_unit=person.school, to_unit=person.school if kind == "升学" else None,
        )  # fmt: skip
        edit.save(MOVEMENTS, movement)
