"""The county's figures worked out by hand: slow, plain, and without SQL.

What `storage.standing`, `storage.league_rule` and `storage.indicators` say is held against this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from storage.tables import (
    ATTENDANCES,
    BRANCH_COVERS,
    HEADCOUNTS,
    LEAGUE_BRANCHES,
    OFFICES,
    ORGANIZATIONS,
    POLICIES,
    TARGETS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.tables.setting import Policy


@dataclass
class County:
    """All records of a small county; every record has its number."""

    policy: Policy
    units: list = field(default_factory=list)
    volunteers: list = field(default_factory=list)
    organizations: list = field(default_factory=list)
    headcounts: list = field(default_factory=list)
    branches: list = field(default_factory=list)
    covers: list = field(default_factory=list)
    trainings: list = field(default_factory=list)
    attendances: list = field(default_factory=list)
    targets: list = field(default_factory=list)
    offices: list = field(default_factory=list)

    def put(self, connection):
        """Write everything as rows, past the journal: for a transaction that is taken back."""
        kept = (
            (UNITS, self.units),
            (VOLUNTEERS, self.volunteers),
            (ORGANIZATIONS, self.organizations),
            (HEADCOUNTS, self.headcounts),
            (LEAGUE_BRANCHES, self.branches),
            (BRANCH_COVERS, self.covers),
            (TRAININGS, self.trainings),
            (ATTENDANCES, self.attendances),
            (TARGETS, self.targets),
            (OFFICES, self.offices),
            (POLICIES, [self.policy]),
        )
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


def age(volunteer, on):
    """Birthdays had by the day, one by one; None where the birth date is unknown."""
    if volunteer.birth_date is None:
        return None
    parts = [int(part) for part in volunteer.birth_date.split("-")]
    year, month, day = parts if len(parts) == 3 else (*parts, 1)
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
    if volunteer.registration_status != "已注册":
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


def consented(volunteer, on):
    """Whether the guardian's consent holds on the day."""
    if volunteer.consented_on is None or volunteer.consented_on > on:
        return False
    withdrawn = volunteer.consent_withdrawn_on
    return withdrawn is None or withdrawn > on or withdrawn < volunteer.consented_on


def in_force(record, on):
    """Whether an organization or branch was there on the day."""
    begun = record.founded_on is None or record.founded_on <= on
    return begun and (record.closed_on is None or record.closed_on > on)


def civil(organization, on):
    """Whether the credit code proves registration by the day."""
    proven = (organization.credit_code or "")[:2] in ("51", "52", "53")
    return proven and (organization.registered_on is None or organization.registered_on <= on)


def share(part, whole):
    """Per cent to one place; never 100 where something is missing."""
    if not whole:
        return None
    exact = Decimal(100 * part) / Decimal(whole)
    rounding = ROUND_DOWN if part < whole and exact > Decimal("99.9") else ROUND_HALF_UP
    return float(exact.quantize(Decimal("0.1"), rounding))


def figures(county, quarter):
    """Every indicator's value, part and whole by code."""
    found = {**_people(county, quarter), **_trainings(county, quarter)}
    return {**found, **_organizations(county, quarter), **_league(county, quarter)}


def _rate(part, whole):
    chosen = [one for one in whole if one in part]
    return share(len(chosen), len(whole)), len(chosen), len(whole)


def _number(records):
    return len(records), None, None


def _people(county, quarter):
    on, policy = quarter.cut_off, county.policy
    roster = [one for one in county.volunteers if on_roster(county, one, on)]
    known = [one for one in roster if registered(one, on)]
    youth = [one for one in known if between(one, on, policy.youth_from, policy.youth_to)]
    members = [one for one in roster if member(one, on)]
    minors = [one for one in roster if between(one, on, 0, 17)]
    grown = [
        one for one in roster if one.identity_class == "大学生" and between(one, on, 18)
    ]  # fmt: skip
    fresh = {
        day: [one for one in known if one.registered_on and one.registered_on >= day]
        for day in (quarter.first, quarter.year_first)
    }
    target = next((one.value for one in county.targets if one.indicator == "V02"), None)
    toward = len(youth if policy.youth_target else known)
    sure = [one for one in minors if consented(one, on)]
    return {
        "V01": _number(roster),
        "V02": _number(youth),
        "V03": (share(toward, target), toward, target),
        "V04": _number(known),
        "V05": _number(fresh[quarter.first]),
        "V06": _number(fresh[quarter.year_first]),
        "V07": _number(members),
        "V08": _rate(known, members),
        "V09": _rate(known, grown),
        "V10": _number([one for one in roster if between(one, on, 10, 13)]),
        "V11": _rate(sure, minors),
        "V12": _number([one for one in minors if one not in sure]),
        "V13": _number([one for one in roster if one.backbone]),
    }


def _trainings(county, quarter):
    found = {}
    for first, since in ((1, quarter.first), (5, quarter.year_first)):
        held = [one for one in county.trainings if since <= one.held_on <= quarter.cut_off]
        ids = {one.id for one in held}
        came = [one for one in county.attendances if one.training in ids]
        found[f"T{first:02}"] = _number(held)
        found[f"T{first + 1:02}"] = len({one.volunteer for one in came}), None, None
        found[f"T{first + 2:02}"] = _number(came)
        found[f"T{first + 3:02}"] = sum(one.hours for one in held) / 60, None, None
    backbone = [
        one.id
        for one in county.volunteers
        if one.backbone and on_roster(county, one, quarter.cut_off)
    ]
    found["T09"] = _rate({one.volunteer for one in came}, backbone)
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
        "O01": _number(ours),
        "O02": _number([one for one in ours if civil(one, on)]),
        "O03": (int(bool(associations)), None, None),
        "O04": _rate({one.unit for one in there if one.kind == "志愿服务大队"}, must),
        "O05": _number(encouraged),
        "O06": _rate([one for one in ours if one.platform_account], ours),
    }


def league_members(county, organization, on):
    """The last headcount up to the day, or None."""
    counts = [
        (one.counted_on, one.league_members)
        for one in county.headcounts
        if one.organization == organization and one.counted_on <= on
    ]
    return max(counts)[1] if counts else None


def _league(county, quarter):
    on, least = quarter.cut_off, county.policy.own_branch_from
    there = [one for one in county.organizations if in_force(one, on)]
    number = {one.id: league_members(county, one.id, on) for one in there}
    branches = [one for one in county.branches if one.built != "未建" and in_force(one, on)]
    own = {one.organization: one for one in branches if one.built == "单独"}
    joint = {}
    for branch in (one for one in branches if one.built == "联合"):
        others = [
            one.organization
            for one in county.covers
            if one.branch == branch.id and (one.joined_on is None or one.joined_on <= on)
        ]
        together = {branch.organization, *others} & number.keys()
        for one in together:
            if one not in joint or one == branch.organization:
                joint[one] = (branch, together)
    rated = [
        one.id
        for one in there
        if civil(one, on) and county.counted(one.unit) and (number[one.id] or 0) >= 1
    ]
    alone = [one for one in rated if number[one] >= least]
    few = [one for one in rated if number[one] < least]
    built = [one.id for one in there if one.id in own or one.id in joint]
    met = {one for one in alone if one in own} | {
        one for one in few if one in joint and one not in own
    }
    warned = [one for one in there if _warned(county, one, number, own, joint, one.id in alone)]
    uncounted = [
        one
        for one in there
        if civil(one, on) and county.counted(one.unit) and number[one.id] is None
    ]
    return {
        "L01": _number(rated),
        "L02": _rate(met, alone),
        "L03": _rate(met, few),
        "L04": _rate(met, rated),
        "L05": _rate([one for one in built if _sound(one, number, own, joint)], built),
        "L06": _number(warned),
        "L07": _number(uncounted),
    }


def _sound(one, number, own, joint):
    branch, members = (own[one], number[one] or 0) if one in own else _joint(one, number, joint)
    papers = branch.name and branch.approval_number and branch.founded_on
    return bool(papers and branch.secretary and members >= 1)


def _joint(one, number, joint):
    branch, together = joint[one]
    return branch, sum(number[each] or 0 for each in together)


def _warned(county, one, number, own, joint, must_have_own):
    proven = (one.credit_code or "")[:2] in ("51", "52", "53")
    if one.registration == "民政注册" and not proven:
        return True
    if one.id in own:
        return number[one.id] is not None and number[one.id] < county.policy.own_branch_from
    if one.id not in joint:
        return False
    together = joint[one.id][1]
    few = _joint(one.id, number, joint)[1] < county.policy.joint_branch_from
    all_counted = all(number[each] is not None for each in together)
    return must_have_own or len(together) < 2 or (few and all_counted)
