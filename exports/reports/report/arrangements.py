"""七、下季度安排: what goes on, what falls due, and the next steps as they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.pdf import body, heading1
from exports.reports.report.sentences import NEXT, worded
from exports.reports.report.tasks import whole

if TYPE_CHECKING:
    from exports.reports.material import Material


def arrangements(material: Material) -> list[Any]:
    """The chapter."""
    story = [heading1("七、下季度安排"), body(worded(material, NEXT))]
    for line in material.plan.lines:
        if line.progress and line.progress.next_step:
            row = line.row
            text = f"{row.measure_number} {row.task}：{whole(line.progress.next_step)}"
            story.append(body(material.open_leaving.text(text)))
    return story
