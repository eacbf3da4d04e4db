"""Which unit is likely meant by a name that is none's."""

import pytest

from storage.intake.sender.units import likely_unit
from storage.model.tables import UNITS


@pytest.fixture
def similar_names(store):
    with store.edit("登记") as edit:
        for name in ("盐边县渔门中学", "攀枝花市第三高级中学校", "攀枝花市实验学校"):
            edit.save(UNITS, UNITS.parse({"name": name, "kind": "中学"}))
    return store


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("渔门中学", "盐边县渔门中学"),
        ("盐边县渔门中", "盐边县渔门中学"),
        ("盐边县鱼门中学", "盐边县渔门中学"),
        ("攀枝花第三高级中学校", "攀枝花市第三高级中学校"),
        ("红格镇中心小学", None),
        ("渔", None),
    ],
)
def test_a_unit_is_likely_meant_by_a_part_of_its_name_or_a_slip_in_it(similar_names, name, meant):
    found = likely_unit(similar_names, name)
    assert (found.name if found else None) == meant


def test_a_part_that_many_names_have_means_none_of_them(similar_names):
    assert likely_unit(similar_names, "攀枝花市") is None
