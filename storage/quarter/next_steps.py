"""Next steps: what a quarter lacks beyond its checks, the most urgent first, with their views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.setting import OFFICES
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store import listing
from storage.views import VIEWS, View

if TYPE_CHECKING:
    from storage.model.period import Quarter
    from storage.store.store import Store

NAMED = 3  # records named in the detail of a step

_STEPS = (
    (ORGANIZATIONS, "missing", "bad", "{} 个组织应建团未建"),
    (UNITS, "without_brigade", "bad", "{} 个必建单位还没有志愿服务大队"),
    (VOLUNTEERS, "awaiting_consent", "warn", "{} 名未成年人缺监护人同意"),
    (ORGANIZATIONS, "uncounted", "warn", "{} 个组织没有截止日前的团员数"),
    (VOLUNTEERS, "without_id", "warn", "{} 人缺证件号码"),
    (VOLUNTEERS, "unregistered_members", "link", "{} 名团员还没有注册志愿者"),
    (ORGANIZATIONS, "off_platform", "link", "{} 个组织没有平台账号"),
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do; `tone` is bad where it blocks the quarter, warn, or link if optional."""

    text: str
    detail: str
    tone: str
    view: View | None


def next_steps(store: Store, quarter: Quarter) -> tuple[NextStep, ...]:
    """Return the steps of the quarter, the most urgent first."""
    found = [] if store.count(OFFICES) else [_OFFICE]
    for table, name, tone, words in _STEPS:
        view = next(one for one in VIEWS if one.table is table and one.name == name)
        query = view.query(quarter.cut_off)
        count = listing.count(store, query)
        if count:
            rows = listing.page(store, query, 0, NAMED, count)
            names = [row.title for row in rows]
            detail = "、".join(names) + (" 等" if count > NAMED else "")
            found.append(NextStep(words.format(f"{count:,}"), detail, tone, view))
    return tuple(found)


_OFFICE = NextStep("还没有填写本单位", "报告的落款和统计的范围要用", "bad", None)
