"""The county's figures worked out by hand: slow, plain, and without SQL.

Tests compare the counting of `storage.counting` with this.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import storage.model.tables as tables
from affairs_by_hand import affairs
from league_by_hand import civil, in_force, league, number_of, rate, share
from service_by_hand import service
from storage.model.tables.setting import Policy

KEPT = {
    "units": tables.UNITS,
    "volunteers": tables.VOLUNTEERS,
    "organizations": tables.ORGANIZATIONS,
    "headcounts": tables.HEADCOUNTS,
    "branches": tables.LEAGUE_BRANCHES,
    "covers": tables.BRANCH_COVERS,
    "trainings": tables.TRAININGS,
    "attendances": tables.ATTENDANCES,
    "targets": tables.TARGETS,
    "offices": tables.OFFICES,
    "brands": tables.BRANDS,
    "insurances": tables.INSURANCE_POLICIES,
    "projects": tables.PROJECTS,
    "activities": tables.ACTIVITIES,
    "records": tables.SERVICE_RECORDS,
    "consents": tables.CONSENTS,
    "movements": tables.MOVEMENTS,
    "star_rules": tables.STAR_RULES,
    "star_grants": tables.STAR_GRANTS,
    "holidays": tables.HOLIDAYS,
    "partnerships": tables.PARTNERSHIPS,
    "talents": tables.TALENTS,
    "west": tables.WEST_VOLUNTEERS,
    "awards": tables.AWARDS,
    "publicities": tables.PUBLICITIES,
    "exchanges": tables.EXCHANGES,
    "documents": tables.POLICY_DOCUMENTS,
    "incentives": tables.INCENTIVES,
    "certificates": tables.CERTIFICATES,
    "sites": tables.SITES,
    "needs": tables.NEEDS,
    "funds": tables.FUNDS,
    "purchases": tables.PURCHASES,
    "incubations": tables.INCUBATIONS,
    "meetings": tables.MEETINGS,
    "charters": tables.CHARTERS,
    "plans": tables.WORK_PLANS,
    "plan_rows": tables.PLAN_ROWS,
    "progress": tables.PLAN_PROGRESS,
    "dispatches": tables.DISPATCHES,
}


@dataclass
class County:
    """All records of a small county; every record has its number."""

    policy: Policy
    kept: dict = field(default_factory=dict)

    def __getattr__(self, name):
        if name not in KEPT:
            raise AttributeError(name)
        return self.kept.setdefault(name, [])

    def put(self, connection):
        """Write everything as rows, past the journal: for a transaction that is taken back."""
        kept = [(table, getattr(self, name)) for name, table in KEPT.items()]
        kept.append((tables.POLICIES, [self.policy]))
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, _records in kept[::-1]:
            connection.execute(f"DELETE FROM {table.name}")
        for table, records in kept:
            for record in records:
                row = table.to_row(record)
                places = ", ".join("?" * len(row))
                connection.execute(
                    f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({places})",
                    list(row.values()),
                )

    def counted(self, unit):
        """Whether what belongs to the unit is the county's to count."""
        by = {one.id: one.counted_by for one in self.units}
        return not self.policy.only_own_county or unit is None or by[unit] == "本县"

    def ours(self, records, *links):
        """Those of the records that name no person, organization or unit of the city's."""
        people = {one.id: one.school for one in self.volunteers}
        bodies = {one.id: one.unit for one in self.organizations}

        def unit(record, link):
            named = getattr(record, link)
            return {"volunteer": people.get, "organization": bodies.get}.get(link, lambda u: u)(
                named
            )

        return [one for one in records if all(self.counted(unit(one, link)) for link in links)]


def age(volunteer, on):
    """Birthdays had by the day, one by one; None where the birth date is unknown or to come."""
    if volunteer.birth_date is None:
        return None
    parts = [int(part) for part in volunteer.birth_date.split("-")]
    year, month, day = parts if len(parts) == 3 else (*parts, 1)
    if (year, month, day) > (on.year, on.month, on.day):
        return None
    had = [
        y for y in range(year + 1, on.year + 1) if (y, month, day) <= (on.year, on.month, on.day)
    ]
    return len(had)


def between(volunteer, on, youngest, oldest=200):
    """Whether the age is known and within these."""
    years = age(volunteer, on)
    return years is not None and youngest <= years <= oldest


def on_roster(county, volunteer, on):
    """Whether a person belongs to the county's roster on the day."""
    left_later = volunteer.left_on is not None and volunteer.left_on > on
    return (volunteer.status == "在册" or left_later) and county.counted(volunteer.school)


def registered(volunteer, on):
    """Whether a person is a registered volunteer on the day."""
    cancelled = volunteer.registration_status == "已注销"
    cancelled_later = (
        cancelled and volunteer.cancelled_on is not None and volunteer.cancelled_on > on
    )
    if volunteer.registration_status != "已注册" and not cancelled_later:
        return False
    if volunteer.registered_on is not None and volunteer.registered_on > on:
        return False
    return volunteer.birth_date is None or between(volunteer, on, 14)


def member(volunteer, on):
    """Whether a person is a league member on the day."""
    is_member = volunteer.league_member
    if is_member is None:
        is_member = volunteer.political_status == "共青团员"
    if is_member and volunteer.league_joined_on is not None:
        return volunteer.league_joined_on[:7] <= on.isoformat()[:7] and (
            len(volunteer.league_joined_on) == 7 or volunteer.league_joined_on <= on.isoformat()
        )
    return is_member


def overage(volunteer, on):
    """Whether a member should have left the league."""
    return between(volunteer, on, 28) and volunteer.league_post is None


GONE, BACK = ("休学", "毕业", "参军", "退学"), ("复学", "转学", "升学")


def studying(county, volunteer, on):
    """Whether a person was at school on the day; the roster tells how it is now."""
    if volunteer.study_status not in GONE:
        return True
    moves = sorted(
        (one.happened_on, one.id, one.kind) for one in county.movements
        if one.volunteer == volunteer.id and one.kind in GONE + BACK
    )  # fmt: skip
    before = [kind for day, _id, kind in moves if day <= on]
    later = [kind for day, _id, kind in moves if day > on and kind in GONE]
    return bool(later) and (not before or before[-1] in BACK)


def consented(county, volunteer, on, activity=None):
    """Whether a guardian's consent holds on the day: for registering, or for an activity as well."""
    given, withdrawn = volunteer.consented_on, volunteer.consent_withdrawn_on
    on_roster = given is not None and given <= on
    if on_roster and (withdrawn is None or withdrawn > on or withdrawn < given):
        return True
    for one in county.consents:
        holds = one.given_on <= on and (one.withdrawn_on is None or one.withdrawn_on > on)
        if one.volunteer != volunteer.id or not holds:
            continue
        if one.purpose == "注册志愿者":
            return True
        if activity and one.purpose == "参加活动" and one.activity in (None, activity):
            return True
    return False


def figures(county, quarter):
    """Every indicator's value, part and whole by code."""
    found = {**_people(county, quarter), **_trainings(county, quarter)}
    found |= {**_organizations(county, quarter), **league(county, quarter)}
    found |= service(county, quarter, sys.modules[__name__])
    return {**found, **affairs(county, quarter)}


def _people(county, quarter):
    on, policy = quarter.cut_off, county.policy
    roster = [one for one in county.volunteers if on_roster(county, one, on)]
    known = [one for one in roster if registered(one, on)]
    youth = [one for one in known if between(one, on, policy.youth_from, policy.youth_to)]
    members = [
        one
        for one in roster
        if member(one, on) and (policy.overage_members or not overage(one, on))
    ]
    minors = [one for one in roster if between(one, on, 0, 17)]
    grown = [
        one for one in roster if one.identity_class == "大学生" and between(one, on, 18)
        and studying(county, one, on)
    ]  # fmt: skip
    fresh = {
        day: [one for one in known if one.registered_on and one.registered_on >= day]
        for day in (quarter.first, quarter.year_first)
    }
    target = next((one.value for one in county.targets if one.indicator == "V02"), None)
    toward = len(youth if policy.youth_target else known)
    sure = [one for one in minors if consented(county, one, on)]
    return {
        "V01": number_of(roster),
        "V02": number_of(youth),
        "V03": (share(toward, target), toward, target),
        "V04": number_of(known),
        "V05": number_of(fresh[quarter.first]),
        "V06": number_of(fresh[quarter.year_first]),
        "V07": number_of(members),
        "V08": rate(known, members),
        "V09": rate(known, grown),
        "V10": number_of([one for one in roster if between(one, on, 10, 13)]),
        "V11": rate(sure, minors),
        "V12": number_of([one for one in minors if one not in sure]),
        "V13": number_of([one for one in roster if one.backbone]),
        "V14": number_of([one for one in grown if one not in known]),
    }


def _trainings(county, quarter):
    found = {}
    for first, since in ((1, quarter.first), (5, quarter.year_first)):
        held = [one for one in county.trainings if since <= one.held_on <= quarter.cut_off]
        ids = {one.id for one in held}
        came = [one for one in county.attendances if one.training in ids]
        came = county.ours(came, "volunteer")
        found[f"T{first:02}"] = number_of(held)
        found[f"T{first + 1:02}"] = len({one.volunteer for one in came}), None, None
        found[f"T{first + 2:02}"] = number_of(came)
        found[f"T{first + 3:02}"] = sum(one.hours for one in held) / 60, None, None
    backbone = [
        one.id
        for one in county.volunteers
        if one.backbone and on_roster(county, one, quarter.cut_off)
    ]
    found["T09"] = rate({one.volunteer for one in came}, backbone)
    return found


def _organizations(county, quarter):
    on = quarter.cut_off
    there = [one for one in county.organizations if in_force(one, on)]
    ours = [one for one in there if county.counted(one.unit)]
    units = [one for one in county.units if one.active and county.counted(one.id)]
    must = [one.id for one in units if one.duty == "必建"]
    homes = {one.county for one in county.offices[:1]}
    associations = [
        one
        for one in ours
        if one.kind == "青年志愿者协会"
        and civil(one, on)
        and (one.unit is None or not homes or one.unit in homes)
    ]
    encouraged = [
        one
        for one in units
        if one.duty == "鼓励" and one.id in {team.unit for team in there}
    ]  # fmt: skip
    return {
        "O01": number_of(ours),
        "O02": number_of([one for one in ours if civil(one, on)]),
        "O03": (int(bool(associations)), None, None),
        "O04": rate({one.unit for one in there if one.kind == "志愿服务大队"}, must),
        "O05": number_of(encouraged),
        "O06": rate([one for one in ours if one.platform_account], ours),
    }
