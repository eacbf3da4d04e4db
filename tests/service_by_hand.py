"""Projects, hours, stars and minors worked out by hand: slow, plain, and without SQL."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from league_by_hand import in_force, number_of, rate


def service(county, quarter, who):
    """`who` is the module that knows who counts (`by_hand`)."""
    return {
        **_projects(county, quarter),
        **_organizations(county, quarter),
        **_records(county, quarter),
        **_people(county, quarter, who),
        **_activities(county, quarter, who),
        **_stars(county, quarter, who),
        **_minors(county, quarter, who),
    }


def within(day, first, last):
    return day is not None and first <= day <= last


# --- projects -----------------------------------------------------------------


def published(project, quarter):
    return bool(
        project.platform_number
        and project.direct_recruitment
        and project.status != "已取消"
        and within(project.published_on, quarter.year_first, quarter.cut_off)
    )


def _projects(county, quarter):
    on, first = quarter.cut_off, quarter.year_first
    projects = county.ours(county.projects, "organization")
    activities = county.ours(county.activities, "organization")
    live = [one for one in projects if one.status != "已取消"]
    ended = [
        one for one in projects
        if one.status == "已结束" and within(one.ended_on or on, first, on)
    ]  # fmt: skip
    running = [
        one for one in live
        if one.brand and (one.started_on or on) <= on and (one.ended_on or on) >= first
    ]  # fmt: skip

    def whole(one):
        days = (one.promoted_on, one.trained_on, one.served_on, one.summed_up_on)
        return all(day is not None and day <= on for day in days)

    numbers = {one.platform_number for one in projects if published(one, quarter)}
    held = [one for one in activities if within(one.held_on, first, on)]
    branded = {one.id for one in county.projects if one.brand}
    pairs = [one for one in county.ours(county.partnerships, "organization") if one.paired_on <= on]
    return {
        "P01": (len(numbers), None, None),
        "P06": rate([one for one in ended if whole(one)], ended),
        "P07": rate([one for one in held if one.project], held),
        "P08": number_of([one for one in held if one.held_on >= quarter.first]),
        "P09": number_of(held),
        "J01": number_of([one for one in pairs if one.ended_on is None or one.ended_on > on]),
        "J02": (
            sum(one.guided or 0 for one in pairs if one.ended_on is None or one.ended_on >= first),
            None,
            None,
        ),
        "J03": number_of([one for one in live if one.excellent]),
        "B01": number_of(running),
        "B02": number_of([one for one in held if one.project in branded]),
        "A04": number_of([one for one in held if one.theme_day != "无"]),
    }


def _organizations(county, quarter):
    on, first, policy = quarter.cut_off, quarter.year_first, county.policy
    ours = [
        one for one in county.organizations if in_force(one, on) and county.counted(one.unit)
    ]  # fmt: skip
    new = [one for one in ours if one.founded_on and one.founded_on >= first]
    obliged = [one for one in ours if policy.new_organizations or one not in new]
    projects, events = {}, {}
    for one in ours:
        mine = [p for p in county.projects if p.organization == one.id and published(p, quarter)]
        projects[one.id] = len({p.platform_number for p in mine})
        ids = {p.id for p in mine}
        events[one.id] = sum(
            a.project in ids and within(a.held_on, first, on) for a in county.activities
        )
    used, other = (projects, events) if policy.projects_by == "平台项目" else (events, projects)
    enough = [one for one in obliged if used[one.id] >= policy.projects_a_year]
    accounts = [one for one in ours if one.platform_account]
    active = {
        p.organization
        for p in county.projects
        if p.platform_number and p.status != "已取消" and within(p.published_on, quarter.first, on)
    }
    insured = {i.organization for i in county.insurances if i.from_on <= on <= i.until_on}
    return {
        "P02": rate(enough, obliged),
        "P03": rate([one for one in obliged if other[one.id] >= policy.projects_a_year], obliged),
        "P04": number_of([one for one in obliged if one not in enough]),
        "P05": number_of(new),
        "O07": rate([one for one in accounts if one.id in active], accounts),
        "O08": number_of([one for one in ours if one.backbone_team]),
        "O09": rate(
            [one for one in ours if one.platform_built_on and one.platform_built_on <= on], ours
        ),
        "O10": (sum(one.sub_accounts or 0 for one in ours), None, None),
        "S02": number_of([one for one in ours if one.kind == "专项队伍"]),
        "N02": rate([one for one in ours if one.id in insured], ours),
    }


# --- records of service -------------------------------------------------------


def came(county, record):
    """Whether a record is of somebody who came: no correction, and not taken back whole."""
    if record.corrects is not None:
        return False
    changes = [one.hours for one in county.records if one.corrects == record.id]
    return not changes or record.hours + sum(changes) > 0


def _records(county, quarter):
    first = {one.id: one for one in county.activities}
    branded = {one.id for one in county.projects if one.brand}
    ours = county.ours(county.records, "volunteer")
    year = [one for one in ours if within(one.served_on, quarter.year_first, quarter.cut_off)]
    recent = [one for one in year if one.served_on >= quarter.first]
    brand = [one for one in year if first[one.activity].project in branded]
    return {
        "H01": _hours(recent),
        "H02": _hours(year),
        "H03": number_of([one for one in recent if came(county, one)]),
        "H04": number_of([one for one in year if came(county, one)]),
        "B03": number_of([one for one in brand if came(county, one)]),
        "B04": _hours(brand),
    }


def _hours(records):
    return sum(one.hours for one in records) / 60, None, None


def _of(county, person, first, last):
    return [
        one for one in county.records
        if one.volunteer == person.id and within(one.served_on, first, last)
    ]  # fmt: skip


def since_registration(county, person, on):
    return sum(
        one.hours for one in county.records
        if one.volunteer == person.id and one.served_on <= on
        and (person.registered_on is None or one.served_on >= person.registered_on)
    )  # fmt: skip


def _people(county, quarter, who):
    on, policy = quarter.cut_off, county.policy
    year, recent, minutes = set(), set(), {}
    for one in county.ours(county.volunteers, "school"):
        mine = _of(county, one, quarter.year_first, on)
        minutes[one.id] = sum(record.hours for record in mine)
        there = [record for record in mine if came(county, record)]
        if there:
            year.add(one.id)
        if any(record.served_on >= quarter.first for record in there):
            recent.add(one.id)
    roster = [one for one in county.volunteers if who.on_roster(county, one, on)]
    known = [one for one in roster if who.registered(one, on)]
    busy = [one for one in known if minutes[one.id] >= 60 * policy.hours_a_year]
    apart = [
        one for one in known
        if one.platform_hours is not None
        and one.platform_hours != since_registration(county, one, on)
    ]  # fmt: skip
    total = sum(minutes[number] for number in year)
    return {
        "H05": (len(recent), None, None),
        "H06": (len(year), None, None),
        "H07": (_each(total, len(year)), None, None),
        "H09": rate(busy, known),
        "H10": number_of(apart),
    }


def _each(minutes, people):
    if not people:
        return None
    exact = Fraction(minutes, 60 * people)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(Decimal("0.1"), ROUND_HALF_UP))


def works(county, day):
    """Whether people work on the day."""
    for one in county.holidays:
        if one.day == day:
            return one.kind == "上班" or (one.kind != "放假" and day.weekday() < 5)
    return day.weekday() < 5


def last_day(county, day, number):
    """The last of so many working days after the day."""
    while number:
        day += timedelta(1)
        if works(county, day):
            number -= 1
    return day


def _activities(county, quarter, who):
    on, first = quarter.cut_off, quarter.year_first
    within_days = county.policy.record_within
    due, timely = [], []
    held = county.ours(county.activities, "organization")
    held = [one for one in held if within(one.held_on, first, on)]
    for one in held:
        ended = one.ended_on or one.held_on
        days = [r.recorded_on for r in county.records if r.activity == one.id and not r.corrects]
        done = one.records_done_on or max(days, default=None)
        last = last_day(county, ended, within_days)
        recorded = done is not None and done <= on
        if ended <= on and (recorded or _over(county, last, on)):
            due.append(one)
            if done is not None and not _over(county, last, done):
                timely.append(one)
    risky = {one.id for one in county.projects if one.risk == "较高"}
    dangerous = [one for one in held if one.project in risky]
    people = {one.id: one for one in county.volunteers}
    young = [
        one for one in held
        if any(
            r.activity == one.id and came(county, r)
            and who.between(people[r.volunteer], r.served_on, 0, 17)
            for r in county.records
        )
    ]  # fmt: skip
    led = [one for one in young if one.accompanied_by and one.accompanist in ("家长", "老师")]
    return {
        "H08": rate(timely, due),
        "M03": rate(led, young),
        "N01": rate([one for one in dangerous if _insured(county, one)], dangerous),
    }


def _over(county, last, day):
    """Whether a working day has passed after the last one that is in time."""
    return any(works(county, last + timedelta(n)) for n in range(1, (day - last).days + 1))


def _insured(county, activity):
    own = {p.insurance for p in county.projects if p.id == activity.project}
    theirs = [
        i for i in county.insurances if i.id in own or i.organization == activity.organization
    ]
    last = max(activity.ended_on or activity.held_on, activity.held_on)
    days = (activity.held_on + timedelta(n) for n in range((last - activity.held_on).days + 1))
    return all(any(i.from_on <= day <= i.until_on for i in theirs) for day in days)


# --- stars and minors ---------------------------------------------------------


def _stars(county, quarter, who):
    on = quarter.cut_off
    begun = [one.effective_from for one in county.star_rules if one.effective_from <= on]
    rules = [one for one in county.star_rules if begun and one.effective_from == max(begun)]
    known = [
        one for one in county.volunteers
        if who.on_roster(county, one, on) and who.registered(one, on)
    ]  # fmt: skip
    held = {
        one.id: max(
            (g.star for g in county.star_grants
             if g.volunteer == one.id and g.granted_on and g.granted_on <= on),
            default=0,
        )
        for one in known
    }  # fmt: skip
    reached = {}
    for one in known:
        minutes, highest = since_registration(county, one, on), 0
        for star in range(1, 6):
            (rule,) = [r for r in rules if r.star == star] or (None,)
            if rule is None or minutes < 60 * rule.hours_needed:
                break
            if rule.needs_previous and held[one.id] < star - 1:
                break
            highest = star
        reached[one.id] = highest
    found = {
        "R11": number_of([one for one in known if reached[one.id] > held[one.id]]),
    }
    for star in range(1, 6):
        found[f"R{star:02}"] = number_of([one for one in known if reached[one.id] == star])
        found[f"R{star + 5:02}"] = number_of([one for one in known if held[one.id] == star])
    return found


def _minors(county, quarter, who):
    young, sure = [], []
    for one in county.ours(county.volunteers, "school"):
        mine = [
            record for record in _of(county, one, quarter.year_first, quarter.cut_off)
            if came(county, record) and who.between(one, record.served_on, 0, 17)
        ]  # fmt: skip
        if not mine:
            continue
        young.append(one)
        if all(who.consented(county, one, r.served_on, r.activity) for r in mine):
            sure.append(one)
    return {"M01": number_of(young), "M02": rate(sure, young)}
