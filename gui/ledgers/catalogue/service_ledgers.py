"""The ledgers of service: trainings, projects, activities, service records, brands."""

from __future__ import annotations

from gui.ledgers.catalogue.child_lists import (
    activity_preset,
    child_list,
    correction_preset,
    project_preset,
)
from gui.ledgers.ledger import Ledger
from gui.ledgers.panel.correction_form import CorrectionForm
from gui.ledgers.panel.panel_tabs import PanelTab
from storage.model.tables import AWARDS, CONSENTS, NEEDS, PARTNERSHIPS
from storage.model.tables.project import ACTIVITIES, BRANDS, CANCELLED, PROJECTS, RISKY
from storage.model.tables.service_record import LATE, SERVICE_RECORDS
from storage.model.tables.training import ATTENDANCES, TRAININGS
from storage.views import views_of

TRAINING_LEDGER = Ledger(
    TRAININGS,
    views=views_of(TRAININGS),
    columns=("name", "category", "held_on", "hours", "people", "place", "organiser"),
    groups=(
        ("", (
            "name", "category", "content", "held_on", "ended_on", "hours", "place", "organiser",
            "trainer", "people", "base", "cost", "note",
        )),
    ),
    purpose="记下每场培训的时间、内容、学时和谁参加了；名单可以直接粘贴。",
    icon="graduation-cap",
    subtitle=("category", "held_on", "people"),
    tabs=(PanelTab(ATTENDANCES.label, child_list(
        ATTENDANCES, "training", "volunteer hours result", person="volunteer",
    )),),
)  # fmt: skip


_SERVED = "from_time to_time hours source content recorder recorded_on"

PROJECT_LEDGER = Ledger(
    PROJECTS,
    views=views_of(PROJECTS),
    newest_first_by="published_on",
    columns=(
        "name", "organization", "platform_number", "published_on", "status", "activities",
        "attendances", "hours", "direct_recruitment", "brand",
    ),
    groups=(
        ("", (
            "name", "organization", "brand", "domain", "status", "started_on", "ended_on", "place",
        )),
        ("平台发布", (
            "platform_number", "published_on", "direct_recruitment", "year_place", "recruits",
        )),
        ("四个环节", ("promoted_on", "trained_on", "served_on", "summed_up_on")),
        ("安全", ("risk", "insurance")),
        ("服务", (
            "activities", "attendances", "hours", "beneficiaries", "beneficiary_count", "leader",
            "phone",
        )),
        ("", ("excellent", "west_plan", "note")),
    ),
    purpose="在志愿四川发布的项目：平台编号、四个环节和保险；每个组织每年至少三场。",
    icon="heart-handshake",
    subtitle=("organization", "status", "hours"),
    tones={
        "status": {"进行中": "good", "筹备": "link", CANCELLED: "neutral"},
        "risk": {RISKY: "bad", "一般": "warn"},
    },
    tabs=(
        PanelTab(ACTIVITIES.label, child_list(
            ACTIVITIES, "project", "held_on name people hours",
            "name organization held_on ended_on place content leader theme_day accompanied_by"
            " accompanist records_done_on",
            order="held_on", preset=project_preset,
        )),
        PanelTab("结对", child_list(
            PARTNERSHIPS, "project", "partner paired_on guided", "partner paired_on guided note",
        )),
        PanelTab("需求", child_list(
            NEEDS, "project", "content status answered_on",
            "content source unit collected_on answered_on status",
        )),
        PanelTab("获奖", child_list(
            AWARDS, "project", "name awarded_on level",
            "name awarded_on granter level kind document_number note",
        )),
    ),
    title="项目与时长",
)  # fmt: skip

ACTIVITY_LEDGER = Ledger(
    ACTIVITIES,
    views=views_of(ACTIVITIES),
    newest_first_by="held_on",
    columns=(
        "held_on", "name", "organization", "project", "place", "people", "attendances", "hours",
        "minors",
    ),
    groups=(
        ("", (
            "name", "project", "organization", "held_on", "ended_on", "place", "content", "leader",
            "theme_day",
        )),
        ("到场", ("people", "attendances", "hours", "minors", "records_done_on")),
        ("陪同", ("accompanied_by", "accompanist")),
        ("", ("note",)),
    ),
    purpose="每一场活动的时间、地点和内容；谁来了、服务了多久，记在它的服务记录里。",
    icon="calendar",
    subtitle=("held_on", "organization", "people"),
    tones={"theme_day": {"3·5": "link", "12·5": "link"}},
    tabs=(
        PanelTab(SERVICE_RECORDS.label, child_list(
            SERVICE_RECORDS, "activity", "volunteer hours from_time to_time",
            "volunteer served_on " + _SERVED + " confirmer evaluation evaluated_on",
            person="volunteer", preset=activity_preset, shared=("from_time", "to_time", "hours"),
        )),
        PanelTab("同意书", child_list(
            CONSENTS, "activity", "volunteer given_on guardian",
            "volunteer purpose guardian relation phone given_on paper_number",
        )),
    ),
    title="项目与时长",
)  # fmt: skip

SERVICE_LEDGER = Ledger(
    SERVICE_RECORDS,
    views=views_of(SERVICE_RECORDS),
    newest_first_by="served_on",
    columns=(
        "served_on", "volunteer", "activity", "hours", "from_time", "to_time", "source",
        "recorded_on", "recorder", "evaluation",
    ),
    groups=(
        ("", (
            "volunteer", "activity", "served_on", "from_time", "to_time", "hours", "content",
        )),
        ("记录", ("recorder", "recorded_on", "source", "confirmer")),
        ("评价", ("evaluation", "evaluated_on")),
        ("", ("corrects", "reason")),
    ),
    purpose="谁在哪天服务了多久。只增不改：记错了，对原来那条加一条更正。",
    icon="clock",
    subtitle=("served_on", "hours", "source"),
    tones={
        "source": {LATE: "warn", "平台": "good"},
        "evaluation": {"不满意": "bad", "满意": "good"},
    },
    tabs=(
        PanelTab("更正", child_list(
            SERVICE_RECORDS, "corrects", "hours reason recorded_on",
            "hours reason recorder recorded_on confirmer", preset=correction_preset, noun="更正",
            form=CorrectionForm,
        )),
    ),
    title="项目与时长",
)  # fmt: skip

BRAND_LEDGER = Ledger(
    BRANDS,
    views=views_of(BRANDS),
    columns=("name", "area", "projects", "note"),
    groups=(("", ("name", "area", "projects", "note")),),
    purpose="项目用的品牌；通知里的七个已经放好，可以再加自己的。",
    icon="star",
    subtitle=("area", "projects"),
    tabs=(
        PanelTab(PROJECTS.label, child_list(
            PROJECTS, "brand", "name organization status",
            "name organization domain platform_number published_on direct_recruitment status",
        )),
    ),
    title="项目与时长",
)  # fmt: skip

SERVICE_LEDGERS = (PROJECT_LEDGER, ACTIVITY_LEDGER, SERVICE_LEDGER, BRAND_LEDGER)
