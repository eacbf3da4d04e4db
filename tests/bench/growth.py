"""Ten times the rows should cost little more than ten times as much: from 5,000 to 500,000."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tests.bench import intake
from tests.bench.measuring import Case, Figure, Setting, Times

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 12  # times as long for ten times the rows


def _times(setting: Setting, factor: float) -> Setting:
    return replace(setting, rows=int(setting.rows * factor))


def _sized(side: Callable[[Setting], Times], factor: float, setting: Setting) -> Times:
    return side(_times(setting, factor))


def _prepare(setting: Setting) -> None:
    for factor in (0.1, 1, 10):
        intake.prepare(_times(setting, factor))


def _figures(setting: Setting) -> tuple[Figure, ...]:
    few, some, many = (f"{_times(setting, factor).rows:,}" for factor in (0.1, 1, 10))
    return (
        Figure(f"导入 {some} 行（与 {few} 行相比）", "some.import", "few.import", aim=MOST),
        Figure(f"导入 {many} 行（与 {some} 行相比）", "many.import", "some.import", aim=MOST),
        Figure(f"导入 {many} 行：内存（与只读表相比）", "many.MB", "calamine.MB", aim=2),
        Figure(f"撤销 {many} 行的导入（与导入相比）", "undo.undo", "many.import", aim=1),
    )


CASE = Case(
    name="growth",
    sides={
        "few": partial(_sized, intake.import_it, 0.1),
        "some": partial(_sized, intake.import_it, 1),
        "many": partial(_sized, intake.import_it, 10),
        "undo": partial(_sized, intake.take_back, 10),
        "calamine": partial(_sized, intake.only_read, 10),
    },
    figures=_figures,
    prepare=_prepare,
    rounds=2,
    long=True,
)
