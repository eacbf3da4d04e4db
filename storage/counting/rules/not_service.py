"""Names of activities that suggest something other than voluntary service (令67 §19).

What is no voluntary service must not be recorded as such. The words are only a first filter: one's
own work, team building, meetings and visits, duty shifts, chores that a school's rules require.
"""

from __future__ import annotations

SUSPICIOUS_WORDS = (
    "本职", "加班", "值班", "值日", "大扫除", "班级卫生", "寝室卫生", "团建", "聚餐", "例会",
    "会议", "参观", "社会实践", "班会", "团日活动", "补录",
)  # fmt: skip


def suspicious_sql(column: str) -> str:
    """Return the SQL condition that a name contains one of the words."""
    return "(" + " OR ".join(f"instr({column}, '{word}') > 0" for word in SUSPICIOUS_WORDS) + ")"
