"""The rule on league branches worked out by hand, and the shares all figures use."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


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


def rate(part, whole):
    chosen = [one for one in whole if one in part]
    return share(len(chosen), len(whole)), len(chosen), len(whole)


def number_of(records):
    return len(records), None, None


def league_members(county, organization, on):
    """The last headcount up to the day, or None."""
    counts = [
        (one.counted_on, one.league_members)
        for one in county.headcounts
        if one.organization == organization and one.counted_on <= on
    ]
    return max(counts)[1] if counts else None


def league(county, quarter):
    on, least = quarter.cut_off, county.policy.own_branch_from
    there = [one for one in county.organizations if in_force(one, on)]
    ours = [one for one in there if county.counted(one.unit)]
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
    rated = [one.id for one in ours if civil(one, on) and (number[one.id] or 0) >= 1]
    alone = [one for one in rated if number[one] >= least]
    few = [one for one in rated if number[one] < least]
    built = [one.id for one in ours if one.id in own or one.id in joint]
    met = {one for one in alone if one in own} | {
        one for one in few if one in joint and one not in own
    }
    warned = [one for one in ours if _warned(county, one, number, own, joint, one.id in alone)]
    uncounted = [one for one in ours if civil(one, on) and number[one.id] is None]
    return {
        "L01": number_of(rated),
        "L02": rate(met, alone),
        "L03": rate(met, few),
        "L04": rate(met, rated),
        "L05": rate([one for one in built if _sound(one, number, own, joint)], built),
        "L06": number_of(warned),
        "L07": number_of(uncounted),
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
