"""The lines between the worker and its parent: every cell comes back as it left."""

from datetime import date, datetime, time, timedelta

import pytest

from storage.intake.read import CellError, wire


@pytest.mark.parametrize(
    "cell",
    [
        None, "张㛃\n𬭎", "", 13800000000, 1.5, True, date(2008, 1, 2), datetime(2008, 1, 2, 12, 30),
        time(6, 5), CellError("#N/A"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_cell_comes_back_with_its_value_and_type(cell):
    line = wire.dump({"at": 1, "rows": [[cell]]})
    ((back,),) = wire.load(line)["rows"]
    assert (back, type(back)) == (cell, type(cell))


def test_a_record_is_one_line_of_ascii():
    line = wire.dump({"sheet": {"name": "高一\n名册", "expected": 3}})
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(days=1.5), "36:00"),
        (timedelta(hours=2, minutes=5, seconds=9), "2:05:09"),
        (-timedelta(minutes=30), "-0:30"),
    ],
)
def test_a_length_of_time_is_sent_as_the_text_on_screen(length, text):
    assert wire.load(wire.dump({"rows": [[length]]})) == {"rows": [[text]]}


def test_numbers_that_no_cell_holds_become_blank():
    assert wire.load(b'{"at":1,"rows":[[NaN,Infinity,-Infinity,1]]}')["rows"] == [
        [None, None, None, 1]
    ]


@pytest.mark.parametrize(
    "line", [b"[1]", b'"book"', b"3", b"", b"{", b'{"d":"2008-99-99"}', '{"姓":1}'.encode()]
)
def test_a_line_that_is_no_record_is_refused(line):
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds, all of them caught as this
        wire.load(line)


def test_what_is_no_cell_cannot_be_sent():
    with pytest.raises(TypeError, match="no cell holds object"):
        wire.dump({"rows": [[object()]]})
