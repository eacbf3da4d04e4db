"""`compare` sets two quarters, or a sealed version of one, against each other."""

import json
from datetime import date

import pytest

from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.quarter.sealing import seal_unchecked


@pytest.fixture
def _sealed(store):
    """A second quarter that was sealed with one registered person; a second came in the third."""

    def add(name, day):
        with store.edit("录入") as edit:
            edit.save(
                VOLUNTEERS,
                volunteer(name, registration_status="已注册", platform_number=f"5104{name}",
                          registered_on=day),
            )  # fmt: skip

    add("甲", date(2026, 5, 1))
    seal_unchecked(store, Quarter(2026, 2), date(2026, 7, 6))
    add("乙", date(2026, 8, 1))


@pytest.mark.usefixtures("_sealed")
def test_two_quarters_are_compared_line_by_line(call):
    code, out, _ = call("compare", "2026Q2", "2026Q3", "--json")
    lines = {one["code"]: one for one in json.loads(out)}
    assert code == 0
    assert set(lines["V02"]) == {
        "code", "label", "unit", "2026Q2", "2026Q3", "change", "percent",
    }  # fmt: skip
    assert (lines["V01"]["2026Q2"], lines["V01"]["2026Q3"], lines["V01"]["change"]) == (1, 2, 1)


@pytest.mark.usefixtures("_sealed")
def test_people_read_code_label_both_values_and_the_change(call):
    out = call("compare", "2026Q2@1", "2026Q3")[1]
    first = next(line.split("\t") for line in out.splitlines() if line.startswith("V01"))
    assert first[0] == "V01"
    assert first[2:4] == ["1", "2"]
    assert "1" in first[4]


@pytest.mark.usefixtures("_sealed")
def test_a_version_that_was_never_sealed_is_a_sentence(call):
    code, out, complaint = call("compare", "2026Q2@7", "2026Q3")
    assert (code, out) == (2, "")
    assert "没有第 7 版" in complaint


def test_what_is_no_quarter_is_a_sentence(call):
    code, _, complaint = call("compare", "去年", "2026Q3")
    assert code == 2
    assert "去年" in complaint
