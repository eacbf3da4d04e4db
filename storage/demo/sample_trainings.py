"""The sample county's trainings over a year with their attendance."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.model.tables import ATTENDANCES, TRAININGS
from storage.model.tables.training import Attendance, Training

if TYPE_CHECKING:
    from storage.demo.sample_people import InventedPeople
    from storage.model.period import Quarter
    from storage.store.edit import Edit

# name, category, content, days before the cut-off, hours, people
COURSES = (
    ("西部计划志愿者岗前培训", "西部计划", "岗位职责、保密与安全、公文写作", 62, 16, 12),
    ("赛会志愿者礼仪培训", "赛会", "接待礼仪、应急处置、志愿四川签到", 41, 6, 48),
    ("地质灾害应急志愿者培训", "应急", "避险转移、心肺复苏、止血包扎", 25, 8, 35),
    ("骨干志愿者能力提升班", "骨干", "团队管理、项目设计、时长记录", 12, 12, 40),
    ("志愿服务组织负责人培训", "组织负责人", "平台发布项目、直接招募、团建政策", 8, 6, 16),
    ("青少年事务社工沙龙", "社工", "个案工作方法、儿童保护", 120, 4, 14),
    ("垃圾分类志愿讲师培训", "其他", "分类标准、入户宣讲", 150, 4, 30),
    ("骨干志愿者春季培训", "骨干", "志愿服务条例、三线精神", 190, 8, 32),
    ("12·5 主题活动志愿者动员会", "其他", "活动安排、分组与安全", 3, 2, 0),
    ("老年人智能手机助教培训", "其他", "助教流程、沟通技巧", 300, 4, 18),
)


def add_trainings(edit: Edit, people: InventedPeople, quarter: Quarter) -> None:
    """Add trainings and attendance; only backbone volunteers (骨干) attend those for them."""
    chance = random.Random(len(people.ids))
    backbone = [n for n, one in zip(people.ids, people.records, strict=True) if one.backbone]
    for at, (name, category, content, ago, hours, count) in enumerate(COURSES):
        day = quarter.cut_off - timedelta(days=ago)
        training = edit.save(
            TRAININGS,
            Training(
                name=name,
                category=category,
                content=content,
                held_on=day,
                ended_on=day + timedelta(days=hours // 9),
                hours=hours * 60,
                place=("团区委会议室", "大河中学报告厅", "仁和区青年之家")[at % 3],
                organiser="共青团仁和区委员会",
                trainer="唐老师（示例）",
                cost=(at + 1) * 50_000,
            ),
        )
        pool = backbone if category == "骨干" else people.ids
        came = chance.sample(list(pool), min(count, len(pool)))
        edit.save_new(ATTENDANCES, [Attendance(training=training, volunteer=one) for one in came])
