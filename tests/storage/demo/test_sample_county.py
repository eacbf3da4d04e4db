"""The sample county's office, targets and reporting units."""

from resources import path
from storage.demo.sample_county import COUNTY, SCHOOLS, UNITS_OF_SAMPLES
from storage.model.tables import OFFICES, TARGETS, UNITS


def test_the_office_is_the_countys_and_marked_as_a_sample(county):
    (office,) = county.find(OFFICES)
    assert office.county == county.named(UNITS, COUNTY)
    assert (office.clerk, office.leader, office.sample) == ("周嘉诚", "陈思远", True)


def test_one_target_is_set_and_the_other_left_out(county):
    targets = [(one.year, one.indicator, one.value) for one in county.find(TARGETS)]
    assert targets == [(2026, "V02", 900)]


def test_every_reporting_unit_stands_in_its_township(county):
    units = {one.name: one for one in county.find(UNITS)}
    for name, kind, township, duty, counted_by, _people in SCHOOLS:
        unit = units[name]
        assert unit.parent == units[township].id, name
        assert (unit.kind, unit.duty, unit.counted_by) == (kind, duty, counted_by), name


def test_each_sample_roster_is_there_and_comes_from_a_unit_of_the_county():
    names = {name for name, *_rest in SCHOOLS}
    assert set(UNITS_OF_SAMPLES.values()) <= names
    assert all(path(f"samples/{name}").is_file() for name in UNITS_OF_SAMPLES)
