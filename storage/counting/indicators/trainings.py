"""Figures on trainings: number, people, attendances and hours (通知 五·2)."""

from __future__ import annotations

from storage.counting.counting_rules import (
    BACKBONE,
    ROSTER,
    THIS_QUARTER,
    THIS_YEAR,
    attended,
    held_since,
    trained,
)
from storage.counting.indicators.indicator import FLOW, TO_DATE, Indicator
from storage.model.tables.training import ATTENDANCES, TRAININGS
from storage.model.tables.volunteer import VOLUNTEERS

_ARTICLE = "（通知五·2；令67 §8）。"


def _family(first: int, span: str, since: str, when: str) -> tuple[Indicator, ...]:
    codes = (f"T{number:02}" for number in range(first, first + 4))
    people = (TRAININGS, ATTENDANCES)
    return (
        Indicator(
            next(codes), f"{span}培训场次", "5.2a", "场", span,
            f"{when}开始的培训{_ARTICLE}", TRAININGS, held_since(since),
        ),
        Indicator(
            next(codes), f"{span}参训人数", "5.2a", "人", span,
            f"{when}参加过培训的人，一人计一次，不大于参训人次{_ARTICLE}",
            VOLUNTEERS, trained(since), also_reads=people,
        ),
        Indicator(
            next(codes), f"{span}参训人次", "5.2a", "人次", span,
            f"{when}各场培训的参训人数之和{_ARTICLE}", ATTENDANCES, attended(since), also_reads=people,
        ),
        Indicator(
            next(codes), f"{span}培训学时", "5.2a", "学时", span,
            f"{when}各场培训的学时之和{_ARTICLE}", TRAININGS, held_since(since), amount="t.hours",
        ),
    )  # fmt: skip


TRAINING_FIGURES = (
    *_family(1, FLOW, THIS_QUARTER, "本季内"),
    *_family(5, TO_DATE, THIS_YEAR, "年初至截止日"),
    Indicator(
        "T09", "骨干培训率", "5.2a", "%", TO_DATE,
        "本年参加过培训的 ÷ 截止日在册的骨干志愿者（通知五·2）。",
        VOLUNTEERS, trained(THIS_YEAR), whole=BACKBONE, base=ROSTER,
        also_reads=(TRAININGS, ATTENDANCES),
    ),
)  # fmt: skip
