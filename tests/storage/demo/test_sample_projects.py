"""Projects with their days, stages and activities."""

from datetime import timedelta

import pytest

from storage.demo.sample_projects import PLANS
from storage.model.tables import (
    ACTIVITIES,
    INSURANCE_POLICIES,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
)


@pytest.fixture
def projects(county):
    return {one.name: one for one in county.find(PROJECTS)}


def test_every_plan_is_a_project_of_its_organization(county, projects):
    owners = {name: county.get(ORGANIZATIONS, one.organization).name
              for name, one in projects.items()}  # fmt: skip
    assert owners == {plan.name: plan.organization for plan in PLANS}


def test_days_count_back_from_the_cut_off_and_only_what_ended_has_an_end(projects, quarter):
    for plan in PLANS:
        project = projects[plan.name]
        ago = plan.published
        assert project.published_on == (
            None if ago is None else quarter.cut_off - timedelta(days=ago)
        )
        assert (project.ended_on is not None) == (plan.status == "已结束"), plan.name


def test_as_many_stages_are_completed_as_planned(projects):
    for plan in PLANS:
        one = projects[plan.name]
        days = (one.promoted_on, one.trained_on, one.served_on, one.summed_up_on)
        assert sum(day is not None for day in days) == plan.stages, plan.name


def test_each_day_held_is_an_activity_and_one_more_belongs_to_no_project(county, projects):
    activities = county.find(ACTIVITIES)
    assert len(activities) == sum(len(plan.held) for plan in PLANS) + 1
    assert [one.name for one in activities if one.project is None] == ["社区便民服务日"]
    names = {one.name for one in activities}
    assert "爱在旅途·春运暖冬行动（1月15日）" in names


def test_nobody_served_at_activities_that_nobody_came_to(county, projects):
    served = {one.activity for one in county.find(SERVICE_RECORDS)}
    for plan in PLANS:
        held = county.find(ACTIVITIES, project=projects[plan.name].id)
        came = [one for one in held if one.id in served]
        assert bool(came) == (plan.attended and bool(held)), plan.name


def test_a_risky_project_may_name_its_insurance(county, projects):
    insured = {name for name, one in projects.items() if one.insurance}
    assert insured == {"山火地灾巡护"}
    number = county.named(INSURANCE_POLICIES, "SL-2026-0002（示例）")
    assert projects["山火地灾巡护"].insurance == number
