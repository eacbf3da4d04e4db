"""Whether an organization has published its projects of the year (通知二·1).

“每年通过平台发布至少3场志愿服务项目、直接招募志愿者”: by default each project counts once, by its
number on the platform; read as events, the activities of those projects count. Both are shown.
A project that is cancelled, has no number or does not recruit directly does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.counting.counting_rules import ACTIVE, parameters
from storage.counting.policy import policy_on
from storage.model.tables.project import recruits_directly
from storage.model.tables.setting import BY_PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.model.period import Quarter
    from storage.store.store import Store


def published(since: str, row: str = "p") -> str:
    """Return the condition that a project was published between `since` and the cut-off."""
    return f"({recruits_directly(row)} AND {row}.published_on BETWEEN :{since} AND :on)"


# Expressions and conditions on an organization
PROJECT_COUNT = (
    "(SELECT count(DISTINCT p.platform_number) FROM project p"
    f" WHERE p.organization = t.id AND {published('year_first')})"
)
EVENT_COUNT = (
    "(SELECT count(*) FROM activity a JOIN project p ON p.id = a.project"
    f" WHERE p.organization = t.id AND {published('year_first')}"
    " AND a.held_on BETWEEN :year_first AND :on)"
)
NEW_THIS_YEAR = "(t.founded_on IS NOT NULL AND t.founded_on >= :year_first)"
OBLIGED = f"(:new_organizations = 1 OR NOT {NEW_THIS_YEAR})"
ENOUGH_PROJECTS = f"({PROJECT_COUNT} >= :projects_a_year)"
ENOUGH_EVENTS = f"({EVENT_COUNT} >= :projects_a_year)"
ENOUGH = f"(CASE WHEN :by_project THEN {ENOUGH_PROJECTS} ELSE {ENOUGH_EVENTS} END)"
ENOUGH_OTHERWISE = f"(CASE WHEN :by_project THEN {ENOUGH_EVENTS} ELSE {ENOUGH_PROJECTS} END)"


@dataclass(frozen=True, slots=True)
class PublicationCount:
    """An organization's published projects and events of the year against the number required."""

    organization: int
    name: str
    leader: str
    phone: str
    projects: int
    events: int
    new: bool
    needed: int
    days_left: int
    by_project: bool = True

    @property
    def done(self) -> int:
        """The number that counts, by the policy's reading."""
        return self.projects if self.by_project else self.events

    @property
    def lacking(self) -> int:
        """The number still to be published."""
        return max(self.needed - self.done, 0)

    @property
    def status_text(self) -> str:
        """达标, 进度正常, 落后 (behind the part of the year that is over), or 未发布."""
        if not self.lacking:
            return "达标"
        if not self.done:
            return "未发布"
        passed = 365 - self.days_left
        return "进度正常" if self.done * 365 >= self.needed * passed else "落后"


def publication_counts(store: Store, quarter: Quarter) -> Iterator[PublicationCount]:
    """Yield the published projects of every organization of the county at the cut-off."""
    policy = policy_on(store, quarter.year)
    left = (quarter.cut_off.replace(month=12, day=31) - quarter.cut_off).days
    sql = (
        "SELECT t.id, t.name, ifnull(t.leader, '') AS leader, ifnull(t.phone, '') AS phone,"
        f" {PROJECT_COUNT} AS projects, {EVENT_COUNT} AS events, {NEW_THIS_YEAR} AS new FROM organization t"
        f" WHERE {ACTIVE} ORDER BY t.id"
    )
    for row in store.rows(sql, parameters(policy, quarter)):
        yield PublicationCount(
            row["id"], row["name"], row["leader"], row["phone"], row["projects"], row["events"],
            bool(row["new"]), policy.projects_a_year, left, policy.projects_by == BY_PROJECT,
        )  # fmt: skip
