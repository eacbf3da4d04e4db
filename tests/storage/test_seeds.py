from datetime import date

from resources import path
from storage.model.tables import BRANDS, HOLIDAYS, STAR_RULES, UNITS
from storage.seeds import SEEDED, seed
from storage.store.store import Store
from storage.store.undo import last_done


def test_a_new_ledger_has_the_seven_brands_and_the_five_stars(store):
    assert [one.name for one in store.find(BRANDS)] == [
        "英雄攀枝花 青春志愿行", "爱在旅途", "爱在社区", "靓在乡村", "守护家园", "守护生命", "同饮一江水 共护母亲河",
    ]  # fmt: skip
    rules = store.find(STAR_RULES)
    assert [(one.star, one.hours_needed) for one in rules] == [
        (1, 100), (2, 300), (3, 600), (4, 1000), (5, 1500),
    ]  # fmt: skip
    assert [one.star for one in rules if one.needs_previous and one.needs_review] == [5]


def test_days_off_are_as_the_state_council_arranged_them(store):
    kinds = {one.day: one.kind for one in store.find(HOLIDAYS)}
    off = [day for day, kind in kinds.items() if kind == "放假" and day.year == 2026]
    assert len(off) == 33
    assert all(day.weekday() >= 5 for day, kind in kinds.items() if kind == "上班")
    assert kinds[date(2026, 10, 10)] == "上班"
    assert date(2026, 10, 8) not in kinds


def test_sowing_again_changes_nothing_and_what_was_removed_stays_away(store):
    with store.edit("清理") as edit:
        for one in store.find(BRANDS):
            edit.remove(BRANDS, one.id)
    before = last_done(store)
    seed(store, path("seeds"))
    assert store.count(BRANDS) == 0
    assert last_done(store) == before


def test_an_older_ledger_is_given_what_is_new_and_keeps_its_own(tmp_path):
    file = tmp_path / "ledger.db"
    with Store(file) as store:
        seed(store, path("seeds"))
        units = store.count(UNITS)
        for table in SEEDED:
            store.connection.execute(f"DELETE FROM {table.name}")
            store.connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
    with Store(file) as store:
        seed(store, path("seeds"))
        assert store.count(UNITS) == units
        assert all(store.count(table) for table in SEEDED)
