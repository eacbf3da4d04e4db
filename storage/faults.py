"""What is wrong or odd in the data: each record by itself, and records against one another."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage import search
from storage.ages import age_sql
from storage.league_rule import judge_all
from storage.tables import (
    HEADCOUNTS,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    TABLES,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from storage.schema import Table
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to look at in one record; `code` names the rule that found it."""

    code: str
    table: Table[Any]
    record_id: int
    title: str
    column: str
    severity: str
    message: str

    def as_json(self) -> dict[str, object]:
        """The fault as plain data."""
        return dataclasses.asdict(dataclasses.replace(self, table=self.table.name))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault that SQL finds: a condition on a row `t` and the cut-off `:on`."""

    code: str
    table: Table[Any]
    column: str
    message: str
    condition: str
    severity: str = "warning"


_ON_ROSTER = "t.status = '在册'"
_REGISTERED = f"{_ON_ROSTER} AND t.registration_status = '已注册'"

RULES = (
    Rule("V-1", VOLUNTEERS, "id_number", "没有证件号码，无法确认是不是同一个人",
         f"{_ON_ROSTER} AND t.id_number IS NULL"),
    Rule("V-2", VOLUNTEERS, "platform_number", "已注册，缺志愿四川的编号",
         f"{_REGISTERED} AND t.platform_number IS NULL"),
    Rule("V-3", VOLUNTEERS, "registered_on", "已注册，缺注册的日期",
         f"{_REGISTERED} AND t.registered_on IS NULL"),
    Rule("V-4", VOLUNTEERS, "registered_on", "注册的日期在以后",
         "t.registered_on > :on"),
    Rule("V-5", VOLUNTEERS, "platform_number", "志愿四川的编号与别人重复",
         "t.platform_number IS NOT NULL AND EXISTS (SELECT 1 FROM volunteer o"
         " WHERE o.platform_number = t.platform_number AND o.id <> t.id)", "error"),
    Rule("V-6", VOLUNTEERS, "name", "与另一人同名同生日，其中有人没有证件号码，可能是同一人",
         f"{_ON_ROSTER} AND t.id_number IS NULL AND EXISTS (SELECT 1 FROM volunteer o"
         " WHERE o.name = t.name AND o.birth_date = t.birth_date AND o.id <> t.id)"),
    Rule("V-7", VOLUNTEERS, "birth_date", "没有出生日期，算不出周岁",
         f"{_ON_ROSTER} AND t.birth_date IS NULL"),
    Rule("V-8", VOLUNTEERS, "registration_status", "不满14周岁不能是注册志愿者",
         f"{_REGISTERED} AND {age_sql()} < 14"),
    Rule("V-9", VOLUNTEERS, "consented_on", "未满18周岁已注册，缺监护人同意",
         f"{_REGISTERED} AND {age_sql()} BETWEEN 14 AND 17"
         " AND (t.consented_on IS NULL OR t.consent_withdrawn_on <= :on)"),
    Rule("V-10", VOLUNTEERS, "left_on", "已离开，缺离开的日期",
         "t.status <> '在册' AND t.left_on IS NULL"),
    Rule("V-11", VOLUNTEERS, "league_member", "已满28周岁仍是团员，没有团内职务应当离团",
         f"{_ON_ROSTER} AND t.league_member = 1 AND {age_sql()} >= 28"),
    Rule("V-12", VOLUNTEERS, "school", "没有学校或单位，统计时归不到任何单位",
         f"{_ON_ROSTER} AND t.school IS NULL"),
    Rule("O-1", ORGANIZATIONS, "credit_code", "统一社会信用代码与别的组织重复",
         "t.credit_code IS NOT NULL AND EXISTS (SELECT 1 FROM organization o"
         " WHERE o.credit_code = t.credit_code AND o.id <> t.id)", "error"),
    Rule("O-2", ORGANIZATIONS, "unit", "没有所属的单位", "t.closed_on IS NULL AND t.unit IS NULL"),
    Rule("O-3", ORGANIZATIONS, "platform_account", "还没有志愿四川平台的账号",
         "t.closed_on IS NULL AND t.platform_account IS NULL"),
    Rule("H-1", HEADCOUNTS, "league_members", "团员比志愿者总数还多",
         "t.members IS NOT NULL AND t.league_members > t.members", "error"),
    Rule("H-2", HEADCOUNTS, "counted_on", "统计的日期在以后",
         "t.counted_on > date('now', '+1 day')"),
    Rule("T-1", TRAININGS, "name", "还没有参训名单",
         "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.training = t.id)"),
    Rule("T-2", TRAININGS, "held_on", "开始的日期在以后", "t.held_on > date('now', '+1 day')"),
    Rule("U-1", UNITS, "duty", "应建大队的单位还没有大队",
         "t.active = 1 AND t.duty = '必建' AND NOT EXISTS (SELECT 1 FROM organization o"
         " WHERE o.unit = t.id AND o.kind = '志愿服务大队' AND o.closed_on IS NULL)"),
)  # fmt: skip


def find_faults(store: Store, on: date) -> Iterator[Fault]:
    """Yield every fault, the records in order within each rule."""
    for rule in RULES:
        sql = (
            f"SELECT t.id AS id, t.{rule.table.title} AS title"
            f" FROM {rule.table.name} t WHERE {rule.condition} ORDER BY t.id"
        )
        for row in store.rows(sql, {"on": on.isoformat()}):
            title = str(row["title"])
            yield Fault(
                rule.code, rule.table, row["id"], title, rule.column, rule.severity, rule.message
            )
    for table in TABLES:
        for record in store.select(table):
            for problem in table.warnings(record):
                number, title = record.id, table.title_of(record)
                yield Fault("W", table, number, title, problem.column, "warning", problem.message)
    yield from _league(store, on)


def _league(store: Store, on: date) -> Iterator[Fault]:
    """What the rule on league branches warns of."""
    for one in judge_all(store, on):
        for warning in one.warnings:
            branch = one.branch
            table: Table[Any] = LEAGUE_BRANCHES if branch else ORGANIZATIONS
            number = (branch.id if branch else one.organization.id) or 0
            yield Fault("L", table, number, one.organization.name, "", "warning", warning)


def file_check(store: Store) -> Iterator[str]:
    """Yield a sentence for every damage of the file itself."""
    for row in store.rows("PRAGMA integrity_check"):
        verdict = next(iter(row.values()))
        if verdict != "ok":
            yield f"数据文件有损坏：{verdict}。请从备份恢复。"
    for row in store.rows("PRAGMA foreign_key_check"):
        yield f"{row['table']} 第 {row['rowid']} 条指向一条不存在的 {row['parent']} 记录。"
    for table in TABLES:
        if table.search:
            name = search.table_name(table)
            indexed = store.value(f"SELECT count(*) FROM {name}")
            if indexed != store.count(table):
                yield f"{table.label}的搜索索引不完整（{indexed} / {store.count(table)}）。"
