"""Small invented counties, full of the days and numbers where rules turn, for hypothesis."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

from hypothesis import strategies as st

from by_hand import County
from storage.model.period import Quarter
from storage.model.tables.league_branch import BranchCover, LeagueBranch
from storage.model.tables.organization import Headcount, Organization
from storage.model.tables.setting import Office, Policy, Target
from storage.model.tables.training import Attendance, Training
from storage.model.tables.unit import Unit
from storage.model.tables.volunteer import Volunteer

QUARTER = Quarter(2026, 3)
ON = QUARTER.cut_off
CODES = (None, "51510411MJQ0000016", "52510411MJQ0000023", "11510411MB0000001X")

DAYS = st.sampled_from(
    (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), QUARTER.first, ON - timedelta(1), ON,
     ON + timedelta(1), date(2027, 1, 1))
)  # fmt: skip
MAYBE_DAY = st.none() | DAYS
YES_NO = st.none() | st.booleans()


@st.composite
def birth_dates(draw):
    """A birthday about the cut-off at an age where a rule turns; some to the month, some unknown."""
    years = draw(st.sampled_from((0, 9, 10, 13, 14, 17, 18, 28, 29, 35, 36, 60)))
    day = ON.replace(year=ON.year - years) + timedelta(draw(st.integers(-1, 1)))
    return draw(st.sampled_from((day.isoformat(), day.isoformat(), day.isoformat()[:7], None)))


def units():
    """One unit, active or not, counted by whomever."""
    return st.builds(
        Unit,
        name=st.just(""),
        kind=st.just("中学"),
        duty=st.sampled_from(("必建", "鼓励", "不要求")),
        counted_by=st.sampled_from(("本县", "本县", "市直", "省属")),
        active=st.sampled_from((True, True, False)),
    )


def volunteers(unit_ids):
    """One person."""
    return st.builds(
        Volunteer,
        name=st.just("王雨欣"),
        sex=st.sampled_from((None, "男", "女")),
        birth_date=birth_dates(),
        political_status=st.sampled_from((None, "共青团员", "群众", "中共党员")),
        identity_class=st.sampled_from((None, "大学生", "中小学生")),
        school=st.sampled_from((None, *unit_ids)),
        registration_status=st.sampled_from(("已注册", "已注册", "未注册", "已注销")),
        registered_on=MAYBE_DAY,
        cancelled_on=MAYBE_DAY,
        league_member=YES_NO,
        league_joined_on=st.sampled_from((None, "2025-09", "2026-09", "2026-09-30", "2026-10-01")),
        backbone=YES_NO,
        consented_on=MAYBE_DAY,
        consent_withdrawn_on=MAYBE_DAY,
        status=st.sampled_from(("在册", "在册", "在册", "转出", "毕业")),
        left_on=MAYBE_DAY,
        study_status=st.sampled_from((None, "在读", "休学", "毕业")),
        league_post=st.sampled_from((None, None, "支部书记")),
        platform_hours=st.sampled_from((None, 0, 60, 600)),
    )


def organizations(unit_ids):
    """One organization."""
    return st.builds(
        Organization,
        name=st.just(""),
        kind=st.sampled_from(("青年志愿者协会", "志愿服务大队", "社会组织", "专项队伍")),
        unit=st.sampled_from((None, *unit_ids)),
        registration=st.sampled_from(("民政注册", "未注册")),
        credit_code=st.sampled_from(CODES),
        registered_on=st.none() | st.none() | DAYS,
        platform_account=st.sampled_from((None, "pzh-rh-01")),
        platform_built_on=MAYBE_DAY,
        sub_accounts=st.sampled_from((None, 0, 3)),
        backbone_team=YES_NO,
        founded_on=st.none() | st.none() | DAYS,
        closed_on=st.none() | st.none() | DAYS,
    )


def branches():
    """What one organization has built."""
    return st.builds(
        LeagueBranch,
        organization=st.just(0),
        built=st.sampled_from(("单独", "联合", "未建")),
        name=st.sampled_from((None, "团支部")),
        approval_number=st.sampled_from((None, "青团发〔2026〕3号")),
        founded_on=st.none() | DAYS,
        secretary=st.sampled_from((None, "李芳")),
        closed_on=st.none() | st.none() | DAYS,
    )


POLICIES = st.builds(
    Policy,
    id=st.just(1),
    year=st.just(2020),
    youth_from=st.sampled_from((14, 16)),
    youth_to=st.sampled_from((35, 28)),
    youth_target=st.booleans(),
    own_branch_from=st.sampled_from((3, 3, 4)),
    joint_branch_from=st.sampled_from((3, 2)),
    only_own_county=st.booleans(),
    overage_members=st.booleans(),
    projects_a_year=st.sampled_from((1, 2, 3)),
    projects_by=st.sampled_from(("平台项目", "活动场次")),
    new_organizations=st.booleans(),
    record_within=st.sampled_from((10, 10, 1, 0)),
    hours_a_year=st.sampled_from((20, 1, 2)),
    report_within=st.sampled_from((15, 1, 0)),
    talent_counted=st.sampled_from(("在岗", "社会工作人才", "专业社会工作人才")),
)


def _numbered(records, **named):
    made = []
    for number, record in enumerate(records, 1):
        fields = {name: give(number) for name, give in named.items()}
        made.append(type(record)(**{**_fields(record), "id": number, **fields}))
    return made


def _fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


@st.composite
def counties(draw):
    """A county with a few of everything."""
    some = {"max_size": 4}
    county = County(draw(POLICIES))
    county.kept["units"] = _numbered(draw(st.lists(units(), **some)), name="单位{}".format)
    unit_ids = [one.id for one in county.units]
    county.kept["volunteers"] = _numbered(draw(st.lists(volunteers(unit_ids), max_size=8)))
    county.kept["organizations"] = _numbered(
        draw(st.lists(organizations(unit_ids), max_size=5)), name="组织{}".format
    )
    county.kept["branches"] = [
        type(one)(**{**_fields(one), "id": 10 + number, "organization": number})
        for number, one in enumerate(draw(st.lists(branches(), max_size=5)), 1)
        if number <= len(county.organizations)
    ]
    _draw_organized(draw, county)
    _draw_trained(draw, county)
    if draw(st.booleans()):
        value = draw(st.integers(0, 9))
        codes = draw(st.sets(st.sampled_from(("V02", "Y04"))))
        county.kept["targets"] = [
            Target(id=number, year=2026, indicator=code, value=value)
            for number, code in enumerate(sorted(codes), 1)
        ]
    if unit_ids and draw(st.booleans()):
        county.kept["offices"] = [
            Office(id=1, name="团区委", county=draw(st.sampled_from(unit_ids)))
        ]
    return county


def _draw_organized(draw, county):
    bodies = [one.id for one in county.organizations]
    if not bodies:
        return
    counts = st.tuples(st.sampled_from(bodies), DAYS)
    county.kept["headcounts"] = [
        Headcount(id=number, organization=body, counted_on=day, league_members=draw(MEMBERS))
        for number, (body, day) in enumerate(draw(st.lists(counts, max_size=8, unique=True)), 1)
    ]
    if county.branches:
        pair = st.tuples(
            st.sampled_from([one.id for one in county.branches]), st.sampled_from(bodies)
        )
        county.kept["covers"] = [
            BranchCover(id=number, branch=branch, organization=body, joined_on=draw(MAYBE_DAY))
            for number, (branch, body) in enumerate(
                draw(st.lists(pair, max_size=5, unique=True)), 1
            )
        ]


MEMBERS = st.sampled_from((0, 1, 2, 3, 4))


def _draw_trained(draw, county):
    county.kept["trainings"] = [
        Training(
            id=number, name="骨干班", category=draw(st.sampled_from(("骨干", "应急"))), content="急救",
            held_on=day, hours=draw(st.sampled_from((60, 90, 480))), organiser="团区委",
        )
        for number, day in enumerate(draw(st.lists(DAYS, max_size=4)), 1)
    ]  # fmt: skip
    if county.trainings and county.volunteers:
        pair = st.tuples(
            st.sampled_from([one.id for one in county.trainings]),
            st.sampled_from([one.id for one in county.volunteers]),
        )
        county.kept["attendances"] = [
            Attendance(id=number, training=training, volunteer=person)
            for number, (training, person) in enumerate(
                draw(st.lists(pair, max_size=8, unique=True)), 1
            )
        ]


@contextlib.contextmanager
def held(store, county):
    """The county in the ledger, for a while."""
    connection = store.connection
    connection.execute("BEGIN")
    try:
        county.put(connection)
        yield
    finally:
        connection.execute("ROLLBACK")
