"""A page of a long list, and finding people in it by typing, beside the same rows by number."""

from __future__ import annotations

import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.bench.county import SCHOOLS, ledger
from tests.bench.measuring import Case, Figure, Setting, Times

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.model.tables.volunteer import Volunteer

PAGE = 100  # records, as the window fetches them
AGAIN = 9
FRAME = 16  # milliseconds
LISTS = {"entry": "按录入顺序", "name": "按姓名排", "school": "筛选一所学校"}
PLACES = {"first": "第一页", "middle": "中间一页", "last": "最后一页"}
LABELS = {
    "two": "搜两个字的名字", "whole": "搜姓名", "phone": "搜手机号前七位", "tail": "搜证号后四位",
    "long_tail": "搜证号后六位", "number": "搜整个证号",
}  # fmt: skip


def _typed(one: Volunteer) -> dict[str, str]:
    """What somebody who looks for this person types."""
    number, phone = str(one.id_number), str(one.phone)
    return {
        "two": one.name[1:], "whole": one.name, "phone": phone[:7], "tail": number[-4:],
        "long_tail": number[-6:], "number": number,
    }  # fmt: skip


def _ours(setting: Setting) -> Times:
    from storage.model.tables import UNITS, VOLUNTEERS
    from storage.store.listing import Filter, Query, count, page
    from storage.store.store import Store

    times: Times = {}
    with Store(ledger(setting.people)) as store:
        school = Filter("school", "is", store.named(UNITS, SCHOOLS[0]))
        queries: dict[str, Query[Any]] = {
            "entry": Query(VOLUNTEERS),
            "name": Query(VOLUNTEERS, order="name"),
            "school": Query(VOLUNTEERS, filters=(school,)),
        }
        for name, query in queries.items():
            total = count(store, query)
            for place, first in zip(PLACES, (0, total // 2, total - PAGE), strict=True):
                times[f"{name}_{place}"] = _lasts(partial(page, store, query, first, PAGE, total))
        wanted = "id > 500 AND length(name) = 3 AND id_number IS NOT NULL"
        for name, text in _typed(next(store.select(VOLUNTEERS, wanted))).items():
            query = Query(VOLUNTEERS, typed=text)
            assert page(store, query, 0, PAGE, PAGE)
            times[name] = _lasts(partial(page, store, query, 0, PAGE, PAGE))
            times[f"{name}_count"] = _lasts(partial(count, store, query))
    return {**times, "worst": max(times.values())}


def _bare(setting: Setting) -> Times:
    """As many rows, whole, by their rowid."""
    from storage.store.store import Store

    sql = "SELECT * FROM volunteer WHERE id BETWEEN ? AND ?"
    times: Times = {}
    with Store(ledger(setting.people)) as store:
        connection, last = store.connection, setting.people
        for place, first in zip(PLACES, (1, last // 2, last - PAGE + 1), strict=True):
            ends = (first, first + PAGE - 1)
            times[place] = _lasts(lambda ends=ends: connection.execute(sql, ends).fetchall())
    return times


def _lasts(work: Callable[[], object]) -> float:
    """How long it takes once it has been done before, as when somebody types on or scrolls."""
    work()
    times = []
    for _ in range(AGAIN):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def _figures(setting: Setting) -> tuple[Figure, ...]:
    among = f"{setting.people:,} 人的台账"
    pages = [
        Figure(f"{among}：{words}，{where}", f"ours.{name}_{place}", f"bare.{place}", FRAME, "ms")
        for name, words in LISTS.items()
        for place, where in PLACES.items()
    ]
    searches = [
        Figure(f"{among}：{words}，{what}", f"ours.{name}{ending}", "bare.first", FRAME, "ms")
        for name, words in LABELS.items()
        for ending, what in (("", "第一页"), ("_count", "人数"))
    ]
    worst = Figure(f"{among}：最慢的一项", "ours.worst", "bare.first", FRAME, "ms")
    return (*pages, *searches, worst)


CASE = Case(
    name="lists",
    sides={"ours": _ours, "bare": _bare},
    figures=_figures,
    prepare=lambda setting: ledger(setting.people),
    rounds=2,
    by_people=True,
)
