from datetime import date

import pytest

from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.people.name_list_match import PastedName, match_name, parse_names

ON = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王雨欣\n李静", ["王雨欣", "李静"]),
        ("1. 王雨欣\n2、李静\n（3）赵一诺", ["王雨欣", "李静", "赵一诺"]),
        ("王雨欣、李静，赵一诺；钱多", ["王雨欣", "李静", "赵一诺", "钱多"]),
        ("王　伟\r\n吉克•阿果\r\n\r\n", ["王伟", "吉克·阿果"]),
        ("王雨欣\n王雨欣", ["王雨欣"]),
        ("12\n合计 3", ["合计3"]),
        ("", []),
    ],
)
def test_names_are_read_as_people_paste_them(text, names):
    assert [called.name for called in parse_names(text)] == names


def test_numbers_next_to_a_name_belong_to_it():
    assert parse_names("王雨欣\t510411200803140325\t0325") == (
        PastedName("王雨欣", ("510411200803140325", "0325")),
    )


def test_a_name_matches_one_several_or_none_and_a_number_narrows_it(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("王雨欣", "2008-03-14", phone="13800001111"))
        second = edit.save(VOLUNTEERS, volunteer("王雨欣", "2009-03-14", phone="13800002222"))
        edit.save(VOLUNTEERS, volunteer("李静"))
    assert len(match_name(store, PastedName("王雨欣"), ON).people) == 2
    assert match_name(store, PastedName("李静"), ON).certain
    assert match_name(store, PastedName("张三丰"), ON).people == ()
    narrowed = match_name(store, PastedName("王雨欣", ("2222",)), ON)
    assert [row.record.id for row in narrowed.people] == [second]
    assert len(match_name(store, PastedName("王雨欣", ("9999",)), ON).people) == 2
