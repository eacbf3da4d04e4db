"""The invented county in service: organizations, projects, activities, and records without end."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.store.store import Store

ORGANIZATIONS, PROJECTS, AT_ONCE = 300, 1200, 40  # people at an activity
EACH, MOST = 20, 2_000_000  # records of a volunteer, and of a county however large
FIRST, DAYS = date(2024, 1, 1), 1000  # up to the end of September 2026

_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'service_record'"
)


def records_of(people: int) -> int:
    """How many records so many people have made."""
    return min(people * EACH, MOST)


def serve(path: Path, people: int) -> None:
    """Have everybody in a ledger serve, past the journal, which would double the file."""
    from storage.store.store import Store

    with Store(path) as store:
        connection = store.connection
        connection.execute("PRAGMA cache_size = -1000000")
        indexes = list(connection.execute(_INDEXES))
        connection.execute("BEGIN")
        _bodies(store, people)
        for name, _sql in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.executemany(
            "INSERT INTO service_record (volunteer, activity, served_on, from_time, to_time, hours,"
            " recorder, recorded_on, source) VALUES (?, ?, ?, ?, ?, ?, '周嘉诚', ?, '签到表')",
            _records(people),
        )
        for _name, sql in indexes:
            connection.execute(sql)
        connection.execute(
            "INSERT INTO service_record (volunteer, activity, served_on, hours, recorder,"
            " recorded_on, corrects, reason) SELECT volunteer, activity, served_on, -hours, '李芳',"
            " recorded_on, id, '重复' FROM service_record WHERE id % 500 = 0"
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bodies(store: Store, people: int) -> None:
    """The bodies, by statements that give each its share of everything."""
    number = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
    activities = records_of(people) // AT_ONCE
    for sql in (
        number.format(ORGANIZATIONS) + "INSERT INTO organization (name, kind, unit, domain,"
        " platform_account) SELECT '服务队' || i, '志愿服务队', 55 + i % 40, '社区服务', 'pzh' || i FROM n",
        number.format(PROJECTS) + "INSERT INTO project (name, organization, brand, platform_number,"
        " published_on, direct_recruitment, risk, status) SELECT '项目' || i, 1 + i % 300,"
        " CASE WHEN i % 4 = 0 THEN 1 + i % 7 END, 'P' || i, date('2026-01-01', (i % 270) || ' days'),"
        " 1, CASE WHEN i % 20 = 0 THEN '较高' ELSE '无' END, '进行中' FROM n",
        number.format(activities) + "INSERT INTO activity (name, project, organization, held_on,"
        " place) SELECT '活动' || i, 1 + i % 1200, 1 + i % 300, date('2024-01-01', (i % 1000) ||"
        " ' days'), '广场' FROM n",
        "INSERT INTO consent (volunteer, purpose, guardian, given_on)"
        " SELECT id, '注册志愿者', '李芳', '2024-01-01' FROM volunteer WHERE id % 3 = 0",
        "INSERT INTO star_grant (volunteer, star, granted_on)"
        " SELECT id, 1 + id % 2, '2025-12-05' FROM volunteer WHERE id % 50 = 0",
    ):
        store.connection.execute(sql)


def _records(people: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(7)
    activities = records_of(people) // AT_ONCE
    lengths = (60, 90, 120, 150, 180, 240)
    for activity in range(1, activities + 1):
        day = FIRST + timedelta(activity % DAYS)
        recorded = day + timedelta(chance.choice((1, 2, 3, 5, 8, 13, 30)))
        served, noted = day.isoformat(), recorded.isoformat()
        first = chance.randrange(people)
        for place in range(AT_ONCE):
            minutes = lengths[(first + place) % 6]
            volunteer = 1 + (first + place * 2477) % people
            yield volunteer, activity, served, "08:00", "12:00", minutes, noted
