"""Checks before a further version is sealed: its corrections are explained and decided (更正)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.tables.dispatch import CORRECTIONS, OPEN, REFUSED
from storage.quarter.check import EXPLAIN, Check, CheckContext, Finding
from storage.quarter.corrections import figure_code, figure_name
from storage.quarter.seal_diff import format_change
from storage.seals.seal import last_seal
from storage.store.listing import every

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.model.tables.dispatch import Correction
    from storage.quarter.comparison_line import ComparisonLine

NAMED = 6
_WAITING = f"(t.quarter = :quarter AND t.done_on IS NULL AND t.decision <> '{REFUSED}')"


def check_explained(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each figure that differs from the sealed version without a reason."""
    lines = [line for line in context.corrected if not line.written]
    fix = "请看草稿里列出的原因，改成自己的话，或直接保存认可。"
    for line in lines[:NAMED]:
        yield Finding(
            f"{figure_name(line)} {_moved(line)}，缺更正说明",
            fix,
            blocks=True,
            action="写说明",
            act=EXPLAIN,
            codes=(figure_code(line),),
        )
    rest = lines[NAMED:]
    if rest:
        yield Finding(
            f"另有 {len(rest)} 个指标与封存的不同，缺更正说明",
            fix,
            blocks=True,
            action="写说明",
            act=EXPLAIN,
            codes=tuple(map(figure_code, rest)),
        )


def _moved(line: ComparisonLine) -> str:
    change = "" if line.change is None else f"（{format_change(line.change, line.unit)}）"
    return f"{line.text_of(line.before)} → {line.text_of(line.now)}{change}"


def check_replies(context: CheckContext) -> Iterator[Finding]:
    """Yield findings for corrections by the city that are undecided, or accepted and not done."""
    if last_seal(context.store, context.quarter) is None:
        return
    waiting = context.select(CORRECTIONS, _WAITING)
    rows = every(context.store, waiting.query(context.quarter))
    found: list[Correction] = [row.record for row in rows]
    for one in found[:NAMED]:
        yield Finding(
            f"市里更正《{one.sheet}》{one.cell}：{_change_text(one)}，{_lacking(one)}",
            "请在“报送”的回复里逐条接受或不接受；接受的，改好台账后记下日期。",
            blocks=True,
            selection=waiting,
        )
    if len(found) > NAMED:
        yield Finding(
            f"市里另有 {len(found) - NAMED} 处更正没有处理完",
            "请逐条接受或不接受。",
            blocks=True,
            selection=waiting,
        )


def _change_text(one: Correction) -> str:
    return f"“{one.ours or ''}”改为“{one.theirs or ''}”"


def _lacking(one: Correction) -> str:
    return "还没有决定" if one.decision == OPEN else "已接受，台账还没有改"


CORRECTION_CHECKS = (
    Check("更正", "封存后的更正都有说明", check_explained),
    Check("回复", "市里要求的更正都已处理", check_replies),
)
