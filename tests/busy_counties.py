"""Counties in which something happens: service and all that goes with it.

Hypothesis draws the people and bodies; what they do is made from one seed of its choice, as drawing
every field would take a second a county.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

from hypothesis import strategies as st

from by_hand import KEPT
from counties import ON, QUARTER, counties
from storage.model.tables.star import StarRule

# About ten working days before the cut-off, with its weekends
LATELY = [ON - timedelta(days) for days in range(20)]
DAYS = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), QUARTER.first, ON, ON,
        ON + timedelta(1), date(2027, 1, 1), *LATELY[1::4]]  # fmt: skip
NUMBERS = ("count", "hours", "money", "star")


@st.composite
def busy_counties(draw):
    """A county with a few of everything that can be kept."""
    county = draw(counties())
    make = _Maker(county, draw(st.randoms(use_true_random=True)))
    for part in (_serve, _correct, _earn, _stand, _decide):
        part(make)
    return county


class _Maker:
    """Makes records of any table, with links to what the county has already."""

    def __init__(self, county, chance):
        self.county = county
        self.chance = chance

    def give(self, kept, /, size=4, **given):
        """Keep a few records; `given` are choices for fields, the others hold anything they may."""
        table = KEPT[kept]
        seen, records = set(), []
        for _ in range(self.chance.randint(0, size)):
            facts = {c.name: self._value(c, given.get(c.name)) for c in table.columns}
            if any(facts[c.name] is None for c in table.columns if c.required):
                continue
            key = tuple(facts[name] for name in table.key)
            if table.key and None not in key and key in seen:
                continue
            seen.add(key)
            records.append(table.record(id=len(records) + 1, **facts))
        self.county.kept[kept] = records

    def _value(self, column, choices):
        if choices is None:
            choices = self._choices(column)
            if not column.required and column.default is None:
                choices = [*choices, None]
        return self.chance.choice(choices) if choices else None

    def _choices(self, column):
        kind = column.kind
        if kind.target:
            return [one.id for one in self._those(kind.target)]
        if kind.name == "yes_no":
            return [True, False]
        if kind.name in NUMBERS:
            return [1, 2, 3, 4]
        return DAYS if kind.name == "date" else list(kind.choices) or ["甲", "乙", "丙", "丁"]

    def _those(self, name):
        (kept,) = [key for key, table in KEPT.items() if table.name == name]
        return getattr(self.county, kept)


def _serve(make):
    make.give("brands", size=2)
    make.give("insurances", size=3)
    make.give(
        "projects", size=8, platform_number=["P1", "P2", "P3", None],
        direct_recruitment=[True, True, None, False],
        status=["进行中", "进行中", "已结束", "已结束", "已取消"], domain=["社区服务", "生态环保", None],
        published_on=[*DAYS, ON, date(2026, 2, 1)], risk=["无", "较高"],
    )  # fmt: skip
    make.give(
        "activities", size=6, records_done_on=[*DAYS, *LATELY, None, None, None],
        held_on=[*DAYS, *LATELY],
    )  # fmt: skip
    make.give(
        "records", size=16, hours=[30, 60, 90, 600], corrects=[None], from_time=[None],
        to_time=[None], reason=[None], served_on=[*DAYS, ON, date(2026, 2, 1)],
        recorded_on=[*LATELY, ON + timedelta(1)],
    )  # fmt: skip
    make.give("consents", size=6)
    make.give("movements", size=8, kind=["毕业", "休学", "复学", "离团"])
    make.give("holidays", size=5, day=[*LATELY, date(2026, 10, 1)])


def _correct(make):
    records, chance = make.county.records, make.chance
    first = len(records)
    for number in range(first, first + chance.randint(0, 4) if first else 0):
        mistaken = records[chance.randrange(first)]
        facts = {one.name: getattr(mistaken, one.name) for one in fields(mistaken)}
        facts |= {"id": number + 1, "corrects": mistaken.id, "reason": "记错"}
        facts["hours"] = chance.choice((-mistaken.hours, -30, 30))
        records.append(type(mistaken)(**facts))


def _earn(make):
    chance, rules = make.chance, []
    for begun in chance.sample((date(2020, 1, 1), ON, ON + timedelta(1)), chance.randint(0, 2)):
        review, steps = chance.randint(2, 6), chance.choice(((0, 0, 0, 0, 0), (1, 2, 10, 11, 12)))
        rules += [
            StarRule(
                id=len(rules) + star, rule_set="四川(试行)", effective_from=begun, star=star,
                hours_needed=steps[star - 1], needs_previous=star >= review,
            )
            for star in range(1, chance.randint(1, 5) + 1)
        ]  # fmt: skip
    make.county.kept["star_rules"] = rules
    make.give("star_grants", size=5, star=[1, 2, 3, 4, 5])
    make.give("awards", kind=["青年志愿之星", "优秀组织", None])
    make.give("incentives", size=6, people=[None, 0, 5])
    make.give("certificates", star_grant=[None])


def _stand(make):
    make.give("talents", education=[None, "大学本科", "高中"], major=[None, None, "社会工作"])
    make.give("west", ended_on=[None, None, *DAYS], programme=["青少年社会工作", "乡村教育"])
    make.give("sites", size=6, closed_on=[None, None, *DAYS])
    make.give("needs")
    make.give("funds", size=6, year=[2025, 2026, 2026], amount=[1, 50_000, 150_050])
    make.give("purchases", amount=[100, 99_950])
    make.give("incubations")
    make.give("partnerships")


def _decide(make):
    make.give("publicities", size=6)
    make.give("exchanges")
    make.give("documents", size=8, number=["1号", None], issued_on=[*DAYS, date(2026, 2, 1)])
    bodies = ["理事会", "会员代表大会", "改革领导小组"]
    begun = [date(2025, 8, 31), date(2026, 1, 31), QUARTER.first, ON]
    make.give("charters", body=bodies, every_months=[1, 3, 12], from_on=begun)
    make.give("meetings", size=8, body=bodies)
    make.give("plans", size=2, year=[2020, 2026, 2027])
    make.give("plan_rows", size=6, responsible=[None, "周嘉诚"])
    sent = [date(2026, 1, 1), date(2026, 7, 1), date(2026, 7, 15), date(2026, 7, 16), *DAYS]
    make.give("dispatches", quarter=["2025Q4", "2026Q1", "2026Q2"], sent_on=sent)
    make.give("progress", size=6, quarter=["2026Q2", "2026Q3", "2026Q4"])
