from datetime import date

import pytest

from storage.counting.figures import one_figure
from storage.counting.rules.project_publication import PublicationCount, publication_counts
from storage.model.period import Quarter
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, POLICIES, PROJECTS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity, Project
from storage.model.tables.setting import Policy

QUARTER = Quarter(2026, 3)


def keep(store, table, *records):
    with store.edit("录入") as edit:
        return [edit.save(table, one) for one in records]


@pytest.fixture
def team(store):
    (number,) = keep(store, ORGANIZATIONS, Organization(
        name="春雨服务队", kind="志愿服务队", leader="李芳", phone="13900000000"))  # fmt: skip
    return number


def project(team, number, **facts):
    sound = {
        "platform_number": f"P{number}",
        "published_on": date(2026, 3, 5),
        "direct_recruitment": True,
    }
    return Project(name=f"项目{number}", organization=team, **{**sound, **facts})


def published(store, team, *projects):
    keep(store, PROJECTS, *projects)
    (found,) = publication_counts(store, QUARTER)
    return found


def test_three_projects_meet_the_rule_and_two_do_not(store, team):
    found = published(store, team, project(team, 1), project(team, 2))
    assert (found.projects, found.lacking, found.status_text) == (2, 1, "落后")
    assert one_figure(store, QUARTER, "P04").value == 1
    found = published(store, team, project(team, 3))
    assert (found.lacking, found.status_text) == (0, "达标")
    assert one_figure(store, QUARTER, "P02").value == 100


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({}, 1),
        ({"platform_number": None}, 0),
        ({"platform_number": ""}, 0),
        ({"direct_recruitment": False}, 0),
        ({"direct_recruitment": None}, 0),
        ({"published_on": None}, 0),
        ({"status": "已取消"}, 0),
        ({"published_on": date(2025, 12, 31)}, 0),
        ({"published_on": date(2026, 1, 1)}, 1),
        ({"published_on": date(2026, 9, 30)}, 1),
        ({"published_on": date(2026, 10, 1)}, 0),
    ],
)
def test_only_projects_published_this_year_with_direct_recruitment_count(
    store, team, facts, counts
):
    assert published(store, team, project(team, 1, **facts)).projects == counts


def test_the_same_platform_number_counts_once(store, team):
    again = project(team, 2, platform_number="P1")
    assert published(store, team, project(team, 1), again).projects == 1
    assert one_figure(store, QUARTER, "P01").value == 1


def test_counted_by_events_the_activities_of_the_projects_count(store, team):
    (number,) = keep(store, PROJECTS, project(team, 1))
    facts = {"organization": team, "place": "广场"}
    keep(store, ACTIVITIES, *(
        Activity(name="活动", held_on=day, project=of, **facts)
        for day, of in ((date(2026, 4, 1), number), (date(2026, 5, 1), number), (date(2026, 6, 1), number),
                        (date(2025, 6, 1), number), (date(2026, 7, 1), None))))  # fmt: skip
    (found,) = publication_counts(store, QUARTER)
    assert (found.projects, found.events, found.done, found.lacking) == (1, 3, 1, 2)
    assert (one_figure(store, QUARTER, "P02").value, one_figure(store, QUARTER, "P03").value) == (
        0,
        100,
    )
    keep(store, POLICIES, Policy(year=2026, projects_by="活动场次"))
    (found,) = publication_counts(store, QUARTER)
    assert (found.done, found.lacking) == (3, 0)
    assert (one_figure(store, QUARTER, "P02").value, one_figure(store, QUARTER, "P03").value) == (
        100,
        0,
    )
    assert "活动场次" in one_figure(store, QUARTER, "P02").rule


def test_organizations_of_this_year_stand_apart_unless_the_policy_takes_them_in(store, team):
    keep(
        store,
        ORGANIZATIONS,
        Organization(name="新队", kind="志愿服务队", founded_on=date(2026, 1, 1)),
    )
    keep(
        store,
        ORGANIZATIONS,
        Organization(name="旧队", kind="志愿服务队", founded_on=date(2025, 12, 31)),
    )
    rate = one_figure(store, QUARTER, "P02")
    assert (rate.figure.denominator, one_figure(store, QUARTER, "P05").value) == (2, 1)
    assert "单列" in rate.rule
    keep(store, POLICIES, Policy(year=2026, new_organizations=True))
    rate = one_figure(store, QUARTER, "P02")
    assert rate.figure.denominator == 3
    assert "单列" not in rate.rule


def test_the_light_follows_the_part_of_the_year_that_is_over(store, team):
    keep(store, PROJECTS, project(team, 1, published_on=date(2026, 1, 5)))
    lights = {
        number: next(publication_counts(store, Quarter(2026, number))).status_text
        for number in (1, 2)
    }
    assert lights == {1: "进度正常", 2: "落后"}
    assert next(publication_counts(store, Quarter(2025, 4))).status_text == "未发布"


def count_with(projects, needed, days_left):
    return PublicationCount(1, "春雨服务队", "", "", projects, 0, new=False, needed=needed,
                     days_left=days_left)  # fmt: skip


def test_more_projects_than_required_leave_nothing_missing():
    found = count_with(5, 3, 92)
    assert (found.done, found.lacking, found.status_text) == (5, 0, "达标")


@pytest.mark.parametrize(
    ("published", "needed", "days_left", "light"),
    [
        (73, 365, 292, "进度正常"),
        (73, 365, 291, "落后"),
        (72, 365, 292, "落后"),
        (364, 365, 0, "落后"),
        (364, 365, 1, "进度正常"),
    ],
)
def test_the_light_turns_on_the_very_day(published, needed, days_left, light):
    assert count_with(published, needed, days_left).status_text == light


def test_the_days_left_are_those_after_the_cut_off(store, team):
    assert next(publication_counts(store, QUARTER)).days_left == 31 + 30 + 31
    assert next(publication_counts(store, Quarter(2026, 4))).days_left == 0
