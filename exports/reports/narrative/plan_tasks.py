"""The chapter 三、九项任务进展: progress of the work plan, section by section."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from exports.pdf import Column, Table, body, caption, heading1, heading2
from exports.reports.plan_sheet import section_of
from storage.model.tables.plan import BEHIND, DONE, LASTING, LEADS, NOT_BEGUN, UNDER_WAY
from storage.plan.plan_progress import UNFILLED
from storage.plan.section_numbers import numeral

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.reports.report_context import ReportContext
    from storage.plan.plan_progress import PlanLine

Story = list[Any]
STATES = (DONE, LASTING, UNDER_WAY, NOT_BEGUN, BEHIND, UNFILLED)
NONE = "这一年还没有工作要点。"


def tasks(context: ReportContext) -> Story:
    """Return the chapter."""
    status = context.plan
    story: Story = [heading1("三、九项任务进展")]
    if status.plan is None:
        return [*story, body(NONE)]
    mask = context.open_outgoing.text
    story += [body(_summary(status.lines)), caption("工作要点进展情况表"), _table(status.lines)]
    for at, ((_number, name), lines) in enumerate(groupby(status.lines, key=section_of), 1):
        story.append(heading2(f"（{numeral(at)}）{name}"))
        story += [body(mask(text)) for text in _paragraphs(list(lines))]
    return story


def _summary(lines: Sequence[PlanLine]) -> str:
    states = Counter(line.state for line in lines)
    counts_text = "，".join(f"{state}{states[state]}条" for state in STATES if states[state])
    leading = sum(line.row.role == LEADS for line in lines)
    late = [line.row.measure_number for line in lines if line.overdue]
    text = f"工作要点共{len(lines)}条，其中本县负责{leading}条。本季{counts_text}。"
    return text + (f"超过时限的有{'、'.join(late)}。" if late else "")


def _table(lines: Sequence[PlanLine]) -> Table:
    columns = [Column("任务", weight=3), Column("条数", "right")]
    columns += [Column(state, "right") for state in STATES]
    rows = []
    for (number, name), group in groupby(lines, key=section_of):
        states = Counter(line.state for line in group)
        counts = [str(states[state] or "—") for state in STATES]
        rows.append([f"{numeral(number)}、{name}", str(states.total()), *counts])
    return Table(columns, rows)


def _paragraphs(lines: Sequence[PlanLine]) -> Iterator[str]:
    """Yield a paragraph per row with a progress, then one that lists the other rows."""
    silent = []
    for line in lines:
        if line.text:
            yield "".join(_sentences(line))
        elif line.progress:
            yield f"{line.row.measure_number} {line.row.task}：{line.state}。"
        else:
            silent.append(f"{line.row.measure_number} {line.row.task}")
    if silent:
        yield f"本季没有填报：{'；'.join(silent)}。"


def _sentences(line: PlanLine) -> Iterator[str]:
    row, progress = line.row, line.progress
    late = "，已逾期" if line.overdue else ""
    yield f"{row.measure_number} {row.task}（{line.state}{late}）：{one_line(line.text)}"
    if progress and progress.problems:
        yield f"存在的问题：{one_line(progress.problems)}"


def one_line(text: str) -> str:
    """Return the text without line breaks, ending with a full stop."""
    line = "".join(text.split("\n"))
    return line if line.endswith(("。", "！", "？")) else f"{line}。"
