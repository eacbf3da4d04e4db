import pytest

from gui.models.page_cache import MAX_PAGES, PAGE_SIZE, PageCache
from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.store import listing
from storage.store.listing import Query

TOTAL = 250


@pytest.fixture
def cache(session, qtbot, request):
    with session.edit("导入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{n}号", "2009-05-06") for n in range(TOTAL)])
    query = Query(VOLUNTEERS)
    cache = PageCache(session.queries, "test", session)
    first = listing.page(session.store, query, 0, PAGE_SIZE, TOTAL)
    cache.start(query, TOTAL, {0: first})
    return cache


def name(row):
    return row.record.name


def test_a_loaded_row_is_returned_at_once(cache):
    assert name(cache.row(0)) == name(cache.cached_row(0)) == "王0号"


def test_a_row_that_is_not_loaded_comes_later(cache, qtbot):
    assert cache.cached_row(120) is None
    qtbot.waitUntil(lambda: cache.row(120) is not None)
    assert name(cache.cached_row(120)) == "王120号"


def test_the_next_page_is_prefetched_near_the_edge(cache, qtbot):
    cache.row(PAGE_SIZE // 2)
    assert cache.recent() == (0,)
    cache.row(PAGE_SIZE - 1)
    qtbot.waitUntil(lambda: cache.cached_row(PAGE_SIZE) is not None)


def test_a_position_after_the_end_has_no_row(cache, qtbot):
    qtbot.waitUntil(lambda: cache.row(TOTAL - 1) is not None)
    assert cache.row(TOTAL) is None
    assert cache.cached_row(TOTAL) is None


def test_records_are_found_by_number_and_replaced(cache, session):
    row = cache.row(3)
    assert cache.position_of(row.record.id) == 3
    assert cache.position_of(0) is None
    assert cache.replace_rows([row]) == [3]


def test_another_list_forgets_the_pages(cache):
    cache.start(Query(VOLUNTEERS, typed="王"), 0, {})
    assert cache.cached_row(0) is None
    assert cache.recent() == ()


def test_only_so_many_pages_are_stored(cache):
    for number in range(MAX_PAGES + 5):
        cache._store_page(number, [])
    assert cache.recent() == (MAX_PAGES + 2, MAX_PAGES + 3, MAX_PAGES + 4)
    assert cache.cached_row(0) is None
