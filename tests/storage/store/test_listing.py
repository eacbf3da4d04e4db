from datetime import date

import pytest

from people import volunteer
from storage.model.tables import (
    CONSENTS,
    MOVEMENTS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    STAR_RULES,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.person import Consent, Movement
from storage.model.tables.star import StarGrant
from storage.store.listing import Filter, Query, count, every, page, position


def _fill(store, names):
    with store.edit("录入") as edit:
        return edit.save_new(VOLUNTEERS, [volunteer(name) for name in names])


def test_a_page_holds_the_rows_from_its_place_on_in_order_of_entry(store):
    ids = _fill(store, [f"李{c}" for c in "甲乙丙丁戊己庚辛壬癸"])
    query = Query(VOLUNTEERS)
    for first in range(10):
        found = [row.record.id for row in page(store, query, first, 3, 10)]
        assert found == ids[first : first + 3]


@pytest.mark.parametrize("table", [VOLUNTEERS, SERVICE_RECORDS], ids=lambda table: table.name)
def test_a_page_far_down_a_long_list_steps_over_an_index_and_not_over_records(store, table):
    statements = []
    store.connection.set_trace_callback(statements.append)
    page(store, Query(table), 500_000, 100, 1_000_000)
    store.connection.set_trace_callback(None)
    plan = store.connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}").fetchall()
    assert [step[3] for step in plan] == [f"SCAN t USING COVERING INDEX {table.name}_id"]


def test_pages_of_a_sorted_list_join_to_the_whole_list(store):
    _fill(store, [f"{a}{b}" for a in "王李张" for b in "伟芳伟"])
    for descending in (False, True):
        query = Query(VOLUNTEERS, order="name", descending=descending)
        joined = [r.record.id for at in range(0, 9, 2) for r in page(store, query, at, 2, 9)]
        assert joined == [row.record.id for row in every(store, query)]
        assert len(set(joined)) == 9


def test_a_part_of_a_name_is_found_but_not_its_characters_apart(store):
    _fill(store, ["欧阳子涵", "张子轩", "轩子张", "张子子轩"])
    found = {row.record.name for row in every(store, Query(VOLUNTEERS, typed="张子轩"))}
    assert found == {"张子轩"}
    assert count(store, Query(VOLUNTEERS, typed="子涵")) == 1
    assert count(store, Query(VOLUNTEERS, typed="张")) == 3


def test_numbers_are_found_by_their_beginning_and_their_last_digits(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", phone="13812345678"))
        edit.save(VOLUNTEERS, volunteer("乙", phone="13912340000"))
    assert [r.record.name for r in every(store, Query(VOLUNTEERS, typed="5678"))] == ["甲"]
    assert [r.record.name for r in every(store, Query(VOLUNTEERS, typed="139123"))] == ["乙"]
    assert count(store, Query(VOLUNTEERS, typed="2345")) == 0


def test_search_follows_a_change_of_name_and_a_removal(store):
    (number,) = _fill(store, ["王小明"])
    with store.edit("更正") as edit:
        edit.save(VOLUNTEERS, volunteer("王小红", id=number))
    assert count(store, Query(VOLUNTEERS, typed="小明")) == 0
    assert count(store, Query(VOLUNTEERS, typed="小红")) == 1
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, number)
    assert count(store, Query(VOLUNTEERS, typed="小红")) == 0


def test_what_is_typed_is_never_read_as_a_query_language(store):
    _fill(store, ["王小明"])
    for typed in ('"', "' OR 1=1 --", "NOT *", "a:b", "(", "%", "王 OR"):
        assert count(store, Query(VOLUNTEERS, typed=typed)) <= 1


def test_filters_join_and_derived_values_follow_the_cut_off(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", "2008-09-30"))
        edit.save(VOLUNTEERS, volunteer("乙", "2008-10-01"))
    grown = Query(VOLUNTEERS, filters=(Filter("age", "from", 18),), on=date(2026, 9, 30))
    assert [row.record.name for row in every(store, grown)] == ["甲"]
    named = Query(VOLUNTEERS, filters=(Filter("name", "is", "乙"), Filter("phone", "empty")))
    assert [row.record.name for row in every(store, named)] == ["乙"]


def test_a_link_shows_the_name_it_points_to(store):
    unit = store.named(UNITS, "仁和区")
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", school=unit))
    (row,) = every(store, Query(VOLUNTEERS))
    assert row.text("school") == "仁和区"
    assert row.text("id_number", masked=True)[6:14] == "********"


def test_the_place_of_a_record_is_where_its_page_shows_it(store):
    ids = _fill(store, ["丙", "甲", "乙"] * 3)
    query = Query(VOLUNTEERS, order="name")
    for number in ids:
        place = position(store, query, number)
        assert page(store, query, place, 1, 9)[0].record.id == number


def test_records_are_found_by_the_text_of_their_linked_records(store):
    wang, li = _fill(store, ["王小明", "李大伟"])
    day = date(2026, 3, 1)
    with store.edit("录入") as edit:
        for person, guardian in ((wang, "张桂兰"), (li, "王秀英")):
            consent = Consent(
                volunteer=person, purpose="注册志愿者", guardian=guardian, given_on=day
            )
            edit.save(CONSENTS, consent)
        edit.save(MOVEMENTS, Movement(volunteer=li, kind="转学", happened_on=day))

    def found(table, typed):
        return {row.record.volunteer for row in every(store, Query(table, typed=typed))}

    assert found(CONSENTS, "小明") == {wang}
    assert found(CONSENTS, "王") == {wang, li}  # by the person's name, and by the guardian's
    assert found(CONSENTS, "王 大伟") == {li}
    assert found(MOVEMENTS, "大伟") == {li}
    assert found(MOVEMENTS, "小明") == set()
    assert count(store, Query(STAR_RULES, typed="四川")) == 0  # nothing of it is searched


def test_a_record_without_a_name_of_its_own_is_called_by_its_person_and_linked_by_its_number(store):
    (wang,) = _fill(store, ["王小明"])
    with store.edit("录入") as edit:
        number = edit.save(STAR_GRANTS, StarGrant(volunteer=wang, star=1))
    (row,) = every(store, Query(STAR_GRANTS))
    assert (row.title, store.title_of(STAR_GRANTS, row.record)) == ("王小明", "王小明")
    assert store.named(STAR_GRANTS, STAR_GRANTS.number(number)) == number
    assert store.named(STAR_GRANTS, "王小明") is None
    assert store.named(STAR_GRANTS, "S000099") is None
