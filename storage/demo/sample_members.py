"""Memberships of the sample county, within the head counts of each organization."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.model.tables import MEMBERSHIPS
from storage.model.tables.organization import Membership

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from storage.demo.sample_people import InventedPeople
    from storage.model.tables.volunteer import Volunteer
    from storage.store.edit import Edit

TEAM_STEP = 7  # organizations skipped between the first choices of one person and the next


@dataclass
class Capacity:
    """The remaining places of an organization on a day: for league members, and in all."""

    day: date
    league: int
    people: int

    def allows(self, person: Volunteer) -> bool:
        """Return whether the person fits the head count of that day."""
        joined = person.registered_on
        if joined is None or joined > self.day:
            return True
        return self.people > 0 and (self.league > 0 or not person.league_member)

    def add(self, person: Volunteer) -> None:
        """Count the person, if registered by that day."""
        if person.registered_on and person.registered_on <= self.day:
            self.people -= 1
            self.league -= bool(person.league_member)


@dataclass
class Team:
    """An organization that people join: its number, its unit and its places by day."""

    number: int
    unit: int | None
    capacities: Sequence[Capacity] = field(default_factory=tuple)

    def join(self, person: Volunteer) -> bool:
        """Add the person if all head counts allow it; return whether they did."""
        if not all(capacity.allows(person) for capacity in self.capacities):
            return False
        for capacity in self.capacities:
            capacity.add(person)
        return True


def add_members(edit: Edit, teams: Sequence[Team], people: InventedPeople) -> None:
    """Add memberships of the registered: in their own school or employer first, else another."""
    home = {team.unit: team for team in teams if team.unit}
    edit.save_new(MEMBERSHIPS, list(_memberships(teams, home, people)))


def _memberships(
    teams: Sequence[Team], home: Mapping[int, Team], people: InventedPeople
) -> Iterator[Membership]:
    for at, (number, person) in enumerate(zip(people.ids, people.records, strict=True)):
        if person.registered_on is None:
            continue
        first = home.get(person.school or 0, teams[at * TEAM_STEP % len(teams)])
        offered = (first, *(teams[(at * TEAM_STEP + turn) % len(teams)] for turn in range(3)))
        team = next((one for one in offered if one.join(person)), None)
        if team is not None:
            yield Membership(
                volunteer=number,
                organization=team.number,
                role="骨干" if person.backbone else "队员",
                joined_on=person.registered_on,
            )
