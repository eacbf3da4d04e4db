"""The sample county's volunteers: pupils, students, employees, and two for every age limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from storage.demo.invented_names import Inventor
from storage.model.ages import age_on
from storage.model.person_conditions import LEAGUE_MEMBER
from storage.model.tables import VOLUNTEERS
from storage.model.tables.volunteer import ON_ROSTER, REGISTERED, Volunteer

if TYPE_CHECKING:
    from storage.model.period import Quarter
    from storage.store.edit import Edit

SEED = 20261123

# kind of unit: youngest and oldest on the cut-off day, identity class
AGES = {
    "小学": (10, 12, "中小学生"),
    "中学": (12, 18, "中小学生"),
    "中职学校": (15, 19, "中职学生"),
    "高校": (17, 23, "大学生"),
    "机关事业单位": (23, 48, "机关事业"),
    "企业": (20, 45, "企业"),
    "园区": (20, 40, "企业"),
}
STUDY = ("在读",) * 40 + ("休学", "毕业", "参军", "退学")
DEPARTMENTS = ("医护学院", "智能制造学院", "学前教育学院")
EDGE_AGES = (10, 13, 14, 16, 17, 18, 28, 35, 36)  # full years on the cut-off day itself


@dataclass(frozen=True, slots=True)
class InventedPeople:
    """The invented people: their record numbers and records, in the same order."""

    ids: tuple[int, ...]
    records: tuple[Volunteer, ...]


def add_people(
    edit: Edit, schools: dict[str, tuple[int, str, int]], quarter: Quarter
) -> InventedPeople:
    """Invent all volunteers and save them in one write."""
    inventor = Inventor(SEED)
    people: list[Volunteer] = []
    for number, kind, count in schools.values():
        people += [_person(inventor, quarter, number, kind) for _ in range(count)]
    school = schools["攀西示例学院"][0]
    people += [
        _edge_case(inventor, quarter, school, age, late) for age in EDGE_AGES for late in (0, 1)
    ]
    people = [_with_history(inventor, quarter, at, person) for at, person in enumerate(people)]
    names = {number: name for name, (number, _kind, _count) in schools.items()}
    people = [
        replace(person, **_school_facts(at, person, names[person.school or 0], quarter))  # type: ignore[arg-type]
        for at, person in enumerate(people)
    ]
    return InventedPeople(tuple(edit.save_new(VOLUNTEERS, people)), tuple(people))


def _person(inventor: Inventor, quarter: Quarter, school: int, kind: str) -> Volunteer:
    chance = inventor.chance
    youngest, oldest, identity = AGES[kind]
    age = chance.randint(youngest, oldest)
    born = quarter.cut_off - timedelta(days=age * 365 + chance.randint(5, 360))
    sex, ethnicity = chance.choice("男女"), inventor.ethnicity()
    pupil = identity in ("中小学生", "中职学生", "大学生")
    return Volunteer(
        name=inventor.name(ethnicity),
        sex=sex,
        birth_date=born.isoformat(),
        id_number=inventor.id_number(born, sex) if chance.random() < 0.985 else None,
        ethnicity=ethnicity,
        political_status=_political_status(inventor, age),
        identity_class=identity,
        school=school,
        class_name=_class_name(inventor, kind, age) if pupil else None,
        grade=f"{quarter.year - max(age - 15, 0)}级" if kind in ("高校", "中职学校") else None,
        phone=inventor.phone() if age >= 14 else None,
        education=None if pupil else chance.choice(("大学本科", "大学专科", "普通高中")),
    )


def _political_status(inventor: Inventor, age: int) -> str:
    if age < 14:
        return inventor.chance.choice(("少先队员", "群众"))
    if age >= 20 and inventor.chance.random() < 0.15:
        return "中共党员"
    member = age <= 28 and inventor.chance.random() < 0.55
    return LEAGUE_MEMBER if member else "群众"


def _class_name(inventor: Inventor, kind: str, age: int) -> str:
    if kind == "高校":
        return inventor.chance.choice(("护理1班", "护理2班", "机电1班", "机电2班", "学前教育1班"))
    if kind == "小学":
        return f"{'四五六'[min(max(age - 10, 0), 2)]}（{inventor.chance.randint(1, 3)}）班"
    grade = ("七", "八", "九", "高一", "高二", "高三")[min(max(age - 12, 0), 5)]
    return f"{grade}（{inventor.chance.randint(1, 8)}）班"


def _edge_case(inventor: Inventor, quarter: Quarter, school: int, age: int, late: int) -> Volunteer:
    """Invent a person who reaches that age on the cut-off day, or with `late` a day after."""
    day = quarter.cut_off
    born = date(day.year - age, day.month, day.day) + timedelta(days=late)
    return replace(
        _person(inventor, quarter, school, "高校"),
        birth_date=born.isoformat(),
        sex="女",
        id_number=inventor.id_number(born, "女"),
        identity_class="大学生" if age >= 17 else "中小学生",
        phone=None,
        note=f"截止日{'后一天' if late else '当天'}满{age}周岁（示例）",
    )


def _with_history(inventor: Inventor, quarter: Quarter, at: int, person: Volunteer) -> Volunteer:
    """Return the person with registration, consent, and later changes of status."""
    chance = inventor.chance
    age = age_on(person.birth_date or "2000", quarter.cut_off)
    facts: dict[str, object] = {"league_member": person.political_status == LEAGUE_MEMBER or None}
    if age >= 14 and chance.random() < 0.82:
        facts |= {
            "registration_status": REGISTERED,
            "platform_number": f"5104{at:010}",
            "registered_on": quarter.cut_off - timedelta(days=chance.randint(1, 900)),
            "platform_hours": chance.randint(0, 1200) * 6,
            "backbone": chance.random() < 0.06 or None,
        }
    elif chance.random() < 0.02:
        facts["registration_status"] = chance.choice(("已被他处注册", "证件异常待处理"))
    if age < 18:
        facts |= _guardian(inventor, quarter, person)
    if person.identity_class == "大学生" and not person.note:
        facts["study_status"] = STUDY[at % len(STUDY)]
    if age >= 28 and at % 9 == 0 and person.political_status == LEAGUE_MEMBER:
        facts["league_post"] = "团支部书记"
    if chance.random() < 0.03 and person.class_name:
        facts |= {
            "status": chance.choice(("转出", "毕业")),
            "left_on": quarter.first + timedelta(days=chance.randint(0, 60)),
        }
    else:
        facts["status"] = ON_ROSTER
    return replace(person, **facts)  # type: ignore[arg-type]


def _school_facts(at: int, person: Volunteer, school: str, quarter: Quarter) -> dict[str, object]:
    """Return the school's facts on study and league, with some gaps as in real rosters."""
    facts: dict[str, object] = {}
    if person.class_name and person.identity_class == "大学生":
        facts |= {"department": DEPARTMENTS[at % 3], "student_number": f"2025{at:06}"}
    if at % 97 == 5:
        facts["class_name"] = None
    if not person.league_member:
        return facts
    born = person.birth_date or "2008-01-01"
    joined = f"{int(born[:4]) + 14}-{born[5:7]}"
    facts["league_branch"] = None if at % 8 == 3 else f"{person.class_name or school}团支部"
    if joined <= str(quarter.cut_off)[:7] and at % 10 != 1:
        facts["league_joined_on"] = joined
    if joined[:4] >= "2017":  # since when members have a number
        facts["league_number"] = f"{joined[:4]}{at:08}"
    if at % 40 == 7:
        facts["league_post"] = "团支部书记"
    return facts


def _guardian(inventor: Inventor, quarter: Quarter, person: Volunteer) -> dict[str, object]:
    facts: dict[str, object] = {
        "guardian_name": person.name[0] + inventor.chance.choice(("建国", "秀英", "桂兰", "志强")),
        "guardian_relation": inventor.chance.choice(("父亲", "母亲")),
        "guardian_phone": inventor.phone(),
    }
    if inventor.chance.random() < 0.86:
        facts["consented_on"] = quarter.cut_off - timedelta(days=inventor.chance.randint(20, 400))
        if inventor.chance.random() < 0.02:
            facts["consent_withdrawn_on"] = quarter.cut_off - timedelta(days=10)
    return facts
