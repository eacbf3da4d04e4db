from people import volunteer
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store import listing
from storage.store.listing import Filter, Query


def keep(store, *people):
    with store.edit("录入") as edit:
        for one in people:
            edit.save(VOLUNTEERS, one)


def facets(store, name, *filters):
    found = listing.values(store, Query(VOLUNTEERS, filters=filters), name)
    return [(one.text, one.count) for one in found]


def test_values_come_commonest_first_and_blanks_are_left_out(store):
    keep(
        store,
        volunteer(grade="高一"),
        volunteer(grade="高二"),
        volunteer(grade="高二"),
        volunteer(),
    )
    assert facets(store, "grade") == [("高二", 2), ("高一", 1)]


def test_links_are_named_and_their_value_filters_by_number(store):
    school = store.named(UNITS, "平地镇")
    keep(store, volunteer(school=school), volunteer(school=school))
    (facet,) = listing.values(store, Query(VOLUNTEERS), "school")
    assert (facet.value, facet.text, facet.count) == (school, "平地镇", 2)


def test_a_column_s_own_filter_does_not_hide_its_other_values(store):
    keep(store, volunteer(grade="高一"), volunteer(grade="高二", class_name="1班"))
    assert facets(store, "grade", Filter("grade", "is", "高一")) == [("高一", 1), ("高二", 1)]
    assert facets(store, "grade", Filter("class_name", "is", "1班")) == [("高二", 1)]


def test_yes_and_no_are_shown_in_words(store):
    keep(store, volunteer(backbone=True), volunteer(backbone=False), volunteer())
    assert sorted(facets(store, "backbone")) == [("否", 1), ("是", 1)]
