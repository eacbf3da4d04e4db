"""Records: equal by what they say, told apart by it, and small."""

from dataclasses import replace

import pytest

from people import volunteer
from storage.model.tables import TABLES, VOLUNTEERS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_record_is_made_the_lighter_way(table):
    assert table.record.__eq__.__qualname__.startswith("record.")
    assert "__dict__" not in dir(table.record)


def test_records_are_equal_where_every_field_is():
    one = volunteer("王雨欣", "2008-03-14", id=1)
    other = replace(one)
    assert one is not other
    assert one == other
    assert hash(one) == hash(other)
    assert one != replace(one, phone="13800000000")
    assert one != "王雨欣"


def test_a_record_is_made_of_its_own_fields_only():
    with pytest.raises(TypeError, match="shoe_size"):
        VOLUNTEERS.record(name="王雨欣", shoe_size=38)
    with pytest.raises(TypeError):
        VOLUNTEERS.record("王雨欣")
    assert VOLUNTEERS.record(name="王雨欣").status == "在册"


def test_a_record_shows_its_fields():
    assert "name='王雨欣'" in repr(volunteer("王雨欣", "2008-03-14"))
