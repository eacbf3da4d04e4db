"""SQL conditions on one person by league, age and consent, over a volunteer's row `t`.

Nothing here depends on how the county counts; `storage.counting` adds what does.
"""

from __future__ import annotations

from storage.model.ages import ADULT_FROM, age_sql

LEAGUE_MEMBER = "共青团员"
LEAGUE_TO = 28  # 团章: who is older and holds no post leaves the league
TO_REGISTER, TO_SERVE, TO_PROCESS = "注册志愿者", "参加活动", "个人信息处理"
VALID, WITHDRAWN, WANTING = "有效", "已撤回", "待补"

AGE = age_sql()
MEMBER = (
    f"(ifnull(t.league_member, t.political_status IS '{LEAGUE_MEMBER}')"
    " AND (t.league_joined_on IS NULL OR t.league_joined_on <= :on))"
)
OVERAGE = f"(t.league_post IS NULL AND ifnull({AGE}, 0) >= {LEAGUE_TO})"
MINOR = f"({AGE} BETWEEN 0 AND {ADULT_FROM - 1})"


def consented(day: str = ":on", row: str = "t", activity: str = "") -> str:
    """Return the condition that a guardian's consent, on the roster or on paper, is valid on a day.

    A consent to take part is valid for the activity it names, or for all if it names none.
    """
    purposes = f"c.purpose = '{TO_REGISTER}'"
    if activity:
        its_own = f"(c.activity IS NULL OR c.activity = {activity})"
        purposes = f"({purposes} OR c.purpose = '{TO_SERVE}' AND {its_own})"
    withdrawn = f"{row}.consent_withdrawn_on"
    return (
        f"(({row}.consented_on <= {day} AND ({withdrawn} IS NULL OR {withdrawn} > {day}"
        f" OR {withdrawn} < {row}.consented_on)) IS TRUE"
        f" OR EXISTS (SELECT 1 FROM consent c WHERE c.volunteer = {row}.id AND {purposes}"
        f" AND c.given_on <= {day} AND (c.withdrawn_on IS NULL OR c.withdrawn_on > {day})))"
    )


CONSENTED = consented()
CONSENT_TAKEN_BACK = (
    "(t.consent_withdrawn_on <= :on OR EXISTS (SELECT 1 FROM consent c"
    " WHERE c.volunteer = t.id AND c.withdrawn_on <= :on))"
)
# The state of a minor's consent; none is needed from an adult
CONSENT_STANDS = (
    f"CASE WHEN {MINOR} IS NOT 1 THEN NULL WHEN {CONSENTED} THEN '{VALID}'"
    f" WHEN {CONSENT_TAKEN_BACK} THEN '{WITHDRAWN}' ELSE '{WANTING}' END"
)
OVERAGE_MEMBER = f"CASE WHEN {MEMBER} AND {OVERAGE} THEN 1 END"
