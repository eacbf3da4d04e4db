"""A page of a long list, and finding people in it by typing."""

from __future__ import annotations

from tests.bench.county import ledger
from tests.bench.measuring import Case, Figure, Setting, Times, timed

PAGE = 50
TYPED = {"two": "王伟", "given": "子轩", "phone": "13812", "tail": "4321"}
LABELS = {
    "first": "第一页", "middle": "中间一页", "last": "最后一页", "name": "按姓名排的中间一页",
    "two": "搜两个字的姓名", "given": "搜名字的一部分", "phone": "搜电话开头", "tail": "搜证件号尾数",
}  # fmt: skip


def _ours(setting: Setting) -> Times:
    """Pages and searches as the window asks for them, each after one to warm the cache."""
    from storage.listing import Query, count, page
    from storage.store import Store
    from storage.tables import VOLUNTEERS

    times: Times = {}
    with Store(ledger(setting.people)) as store:
        entry, by_name = Query(VOLUNTEERS), Query(VOLUNTEERS, order="name")
        total = count(store, entry)
        places = {"first": (entry, 0), "middle": (entry, total // 2),
                  "last": (entry, total - PAGE), "name": (by_name, total // 2)}  # fmt: skip
        for name, (query, place) in places.items():
            page(store, query, place, PAGE, total)
            with timed(times, name):
                page(store, query, place, PAGE, total)
        for name, typed in TYPED.items():
            query = Query(VOLUNTEERS, typed=typed)
            found = count(store, query)
            page(store, query, 0, PAGE, found)
            with timed(times, name):
                page(store, query, 0, PAGE, found)
    return times


def _bare(setting: Setting) -> Times:
    """As many rows by their rowid."""
    from storage.store import Store

    times: Times = {}
    with Store(ledger(setting.people)) as store:
        sql = f"SELECT * FROM volunteer WHERE id BETWEEN ? AND ? LIMIT {PAGE}"
        middle = setting.people // 2
        for _warm in range(2):
            with timed(times, "rows"):
                store.db.conn.execute(sql, (middle, middle + PAGE - 1)).fetchall()
    return times


def _figures(setting: Setting) -> tuple[Figure, ...]:
    people = f"{setting.people:,} 人的台账"
    return tuple(
        Figure(f"{people}：{label}", f"ours.{name}", "bare.rows", aim=16, unit="ms")
        for name, label in LABELS.items()
    )


CASE = Case(
    name="lists",
    sides={"ours": _ours, "bare": _bare},
    figures=_figures,
    prepare=lambda setting: ledger(setting.people),
    by_people=True,
)
