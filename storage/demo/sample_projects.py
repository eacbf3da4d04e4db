"""The sample county's projects and activities: organizations with none to four published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.model.tables import ACTIVITIES, BRANDS, INSURANCE_POLICIES, ORGANIZATIONS, PROJECTS
from storage.model.tables.project import (
    CANCELLED,
    DECEMBER,
    MARCH,
    RISKLESS,
    RISKY,
    Activity,
    Project,
)

if TYPE_CHECKING:
    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store

ASSOCIATION, RESCUE = "仁和区青年志愿者协会", "仁和区蓝天应急救援队"
SUNSHINE, GREEN = "仁和区阳光社工服务中心", "仁和区绿芽环保志愿服务中心"
SILVER, MANGO, YI = (
    "仁和区银发关爱协会",
    "仁和区芒果乡村助农志愿服务队",
    "仁和区彝乡文化志愿服务中心",
)
STUDENTS, RIVER = "攀西示例学院志愿服务大队", "金沙江母亲河保护专项队"


@dataclass(frozen=True, slots=True)
class Plan:
    """A project to invent; `published` and `held` (its activities) are days before the cut-off.

    `stages` is how many of the four are completed; `numbered` adds a platform number.
    """

    name: str
    organization: str
    brand: str | None
    domain: str
    published: int | None
    held: tuple[int, ...] = ()
    place: str = "仁和镇"
    numbered: bool = True
    direct: bool = True
    risk: str = RISKLESS
    policy: str | None = None
    stages: int = 2
    status: str = "进行中"
    theme_day: str = "无"
    accompanied: bool = False
    attended: bool = True
    excellent: bool = False


PLANS = (
    Plan("爱在旅途·春运暖冬行动", ASSOCIATION, "爱在旅途", "大型活动", 262, (258, 255, 250),
         "攀枝花南站",
         stages=4, status="已结束"),
    Plan("3·5 学雷锋青年志愿服务月", ASSOCIATION, "英雄攀枝花 青春志愿行", "综合", 214, (209, 206),
         "仁和区政府广场",
         stages=4, status="已结束", theme_day=MARCH),
    Plan("康养陪伴·社区健康日", ASSOCIATION, "爱在社区", "康养医疗", 120, (95, 61, 33), stages=3),
    Plan("12·5 国际志愿者日主题活动", ASSOCIATION, "英雄攀枝花 青春志愿行", "综合", 9, (), stages=0,
         status="筹备", theme_day=DECEMBER),
    Plan("银发陪伴周末行", SUNSHINE, "爱在社区", "助老助残", 200, (83, 62, 41, 20), stages=3),
    Plan("困境儿童课业辅导", SUNSHINE, "爱在社区", "社区服务", 150, (76, 55, 34, 13),
         "仁和社区服务站",
         accompanied=True, stages=3),
    Plan("“守护家园”垃圾分类宣讲", SUNSHINE, "守护家园", "生态环保", 90, (48, 27, 6),
         "大河中路街道",
         stages=4, excellent=True),
    Plan("小手拉大手·垃圾分类进校园", GREEN, "守护家园", "生态环保", 80, (66, 24), "仁和区实验学校",
         accompanied=True),
    Plan("河湖清漂志愿行动", GREEN, "同饮一江水 共护母亲河", "生态环保", 45, (38, 17),
         "金沙江示例码头",
         risk="一般"),
    Plan("老年人智能手机课堂", SILVER, "爱在社区", "助老助残", 100, (72, 44)),
    Plan("芒果采摘助农行", MANGO, "靓在乡村", "扶贫济困", 70, (50, 29), "务本乡"),
    Plan("靓在乡村·院坝清洁", MANGO, "靓在乡村", "扶贫济困", 60, (36,), "务本乡"),
    Plan("乡村书屋整理", MANGO, None, "文化建设", 40, (19,), "务本乡", direct=False),
    Plan("彝家新寨双语宣讲", YI, None, "文化建设", None, (52, 31), "平地镇", numbered=False),
    Plan("山火地灾巡护", RESCUE, "守护生命", "抢险救灾", 180, (88, 46), "金江镇", risk=RISKY,
         policy="SL-2026-0002（示例）", stages=3),
    Plan("汛期水上救援演练", RIVER, "守护生命", "抢险救灾", 75, (58, 15), "金沙江示例码头",
         risk=RISKY),
    Plan("大学生暑期支教", STUDENTS, "靓在乡村", "文化建设", 110, (79, 78, 77), "平地中学",
         stages=3,
         accompanied=True),
    Plan("校园防诈宣传", STUDENTS, None, "社区服务", 30, (10,), "攀西示例学院", numbered=False,
         attended=False),
    Plan("同饮一江水·春季巡河", RIVER, "同饮一江水 共护母亲河", "生态环保", 400, (390,),
         "金沙江示例码头",
         stages=3, status="已结束"),
    Plan("秋季登山清洁", RIVER, None, "生态环保", 25, (), "大黑山", stages=0, status=CANCELLED),
)  # fmt: skip


def add_projects(store: Store, edit: Edit, quarter: Quarter) -> tuple[tuple[int, Activity], ...]:
    """Add projects and activities; return the attended activities with their record numbers."""
    attended: list[tuple[int, Activity]] = []
    for at, plan in enumerate(PLANS):
        project = _project(store, plan, at, quarter)
        number = edit.save(PROJECTS, project)
        for ago in plan.held:
            activity = _activity(plan, project, number, ago, quarter)
            saved = edit.save(ACTIVITIES, activity)
            if plan.attended:
                attended.append((saved, activity))
    edit.save(ACTIVITIES, _unattached_activity(store, quarter))
    return tuple(attended)


def _unattached_activity(store: Store, quarter: Quarter) -> Activity:
    """Return an activity without a project and without service records."""
    return Activity(
        name="社区便民服务日",
        organization=store.named(ORGANIZATIONS, ASSOCIATION) or 0,
        held_on=quarter.cut_off - timedelta(days=4),
        place="仁和社区服务站",
        leader="王思源",
    )


def _project(store: Store, plan: Plan, at: int, quarter: Quarter) -> Project:
    begun = plan.held[0] if plan.held else None
    policy = store.named(INSURANCE_POLICIES, plan.policy) if plan.policy else None
    ends = [quarter.cut_off - timedelta(days=(begun or 0) - 2 * n) for n in range(4)]
    done = [day if n < plan.stages else None for n, day in enumerate(ends)]
    undated = Project(
        name=plan.name,
        organization=store.named(ORGANIZATIONS, plan.organization) or 0,
        brand=store.named(BRANDS, plan.brand) if plan.brand else None,
        domain=plan.domain,
        platform_number=f"XM5104{at + 101:06}" if plan.numbered else None,
        direct_recruitment=plan.direct,
        place=plan.place,
        recruits=12 + at,
        beneficiaries=("社区居民", "独居老人", "中小学生", "游客")[at % 4],
        beneficiary_count=40 + 15 * at,
        leader="王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"[at] + "思源",
        phone=f"1370812{at:04}",
        risk=plan.risk,
        insurance=policy,
        excellent=plan.excellent or None,
        status=plan.status,
        promoted_on=done[0],
        trained_on=done[1],
        served_on=done[2],
        summed_up_on=done[3],
    )
    days = {
        "published_on": plan.published,
        "started_on": begun,
        "ended_on": plan.held[-1] if plan.status == "已结束" else None,
    }
    on = {
        name: quarter.cut_off - timedelta(days=ago) for name, ago in days.items() if ago is not None
    }
    return replace(undated, **on)  # type: ignore[arg-type]


def _activity(plan: Plan, project: Project, number: int, ago: int, quarter: Quarter) -> Activity:
    day = quarter.cut_off - timedelta(days=ago)
    return Activity(
        name=f"{plan.name}（{day.month}月{day.day}日）",
        project=number,
        organization=project.organization,
        held_on=day,
        ended_on=day,
        place=plan.place,
        content=f"{plan.name}：现场服务",
        leader=project.leader,
        theme_day=plan.theme_day,
        accompanied_by="周老师（示例）" if plan.accompanied else None,
        accompanist="老师" if plan.accompanied else None,
        records_done_on=day + timedelta(days=30 if ago % 5 == 0 else 4) if ago > 8 else None,
    )
