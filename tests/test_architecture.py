"""Who may import whom, one door for each danger, and files that are read in one sitting.

What is allowed stands in pyproject.toml (`tool.importlinter`) and in doors.py; that each rule
bites is shown by test_breaches.py.
"""

import pytest

import doors

SOURCES = list(doors.sources())


def test_rooms_import_only_what_the_contracts_allow():
    broken = doors.broken_contracts(doors.ROOT)
    assert not broken, broken


@pytest.mark.parametrize("rule", doors.RULES, ids=lambda rule: rule.__name__)
def test_no_file_breaks_a_rule(rule):
    assert [breach for source in SOURCES for breach in rule(source)] == []


@pytest.mark.parametrize("door", doors.DOORS, ids=lambda door: door.danger)
def test_every_door_is_still_used_by_whom_it_lets_in(door):
    by_path = {source.path: source for source in SOURCES}
    for path in door.allowed:
        assert any(
            doors.DOOR_OF.get(name) is door for _line, name in doors.used(by_path[path].tree)
        ), path
