"""Trainings and who came (令67 §8: name, content, hours, organiser, date)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.kinds import COUNT, DATE, HOURS, MONEY, NOTE, TEXT, choice, link
from storage.model.record import record
from storage.model.schema import Derived, Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

TRAINING_CATEGORY = choice(
    "西部计划", "赛会", "应急", "骨干", "组织负责人", "社工", "其他",
    aliases={"西部计划志愿者": "西部计划", "赛会志愿者": "赛会", "应急志愿者": "应急", "社会工作": "社工"},
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Training:
    """One training that was held."""

    id: int | None = None
    name: str = column(TEXT, "培训名称", required=True, synonyms=("名称",))
    category: str = column(TRAINING_CATEGORY, "培训类别", required=True, synonyms=("类别",))
    content: str = column(NOTE, "主要内容", required=True, synonyms=("内容",))
    held_on: date = column(DATE, "开始日期", required=True, synonyms=("日期", "培训日期"))
    ended_on: date | None = column(DATE, "结束日期")
    hours: int = column(HOURS, "学时", required=True, synonyms=("学习时长", "课时"))
    place: str | None = column(TEXT, "地点", synonyms=("培训地点",))
    organiser: str = column(TEXT, "举办单位", required=True, synonyms=("主办单位",))
    trainer: str | None = column(TEXT, "讲师", names="person", synonyms=("授课人",))
    base: str | None = column(TEXT, "实训基地")
    cost: int | None = column(MONEY, "经费（元）", synonyms=("经费",))
    note: str | None = column(NOTE, "备注")


def check(training: Training) -> Iterator[Problem]:
    """A training ends on or after the day it begins."""
    if training.ended_on and training.ended_on < training.held_on:
        yield Problem("ended_on", "结束日期早于开始日期")


TRAININGS = Table(
    Training,
    name="training",
    label="培训",
    unit="场",
    search=("name", "organiser", "place"),
    indexes=(("held_on",),),
    derived=(
        Derived(
            "people", "参训人数", COUNT,
            "(SELECT count(DISTINCT a.volunteer) FROM attendance a WHERE a.training = t.id)",
        ),
    ),
    check=check,
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Attendance:
    """One person at one training."""

    id: int | None = None
    training: int = column(link("training"), "培训", required=True)
    volunteer: int = column(link("volunteer"), "参训人", required=True, synonyms=("姓名",))
    hours: int | None = column(HOURS, "实到学时", hint="不填即为全部学时")
    result: str | None = column(choice("合格", "优秀", "未完成"), "结果")


ATTENDANCES = Table(
    Attendance,
    name="attendance",
    label="参训名单",
    unit="人次",
    title="volunteer",
    key=("training", "volunteer"),
    indexes=(("volunteer",),),
)
