"""The ledger of volunteers."""

from __future__ import annotations

from gui.ledgers.catalogue.child_lists import (
    child_list,
    child_stack,
    guardian_preset,
    recorder_preset,
    school_preset,
)
from gui.ledgers.ledger import Ledger, PageAction
from gui.ledgers.panel.panel_tabs import PanelTab
from gui.ledgers.panel.paper_tab import PaperTab
from gui.session import Route
from storage.model.tables import (
    ATTENDANCES,
    AWARDS,
    CONSENTS,
    MEMBERSHIPS,
    MOVEMENTS,
    SERVICE_RECORDS,
    STAR_GRANTS,
)
from storage.model.tables.volunteer import ON_ROSTER, REGISTERED, VOLUNTEERS
from storage.views import views_of

_ROSTER = PageAction("导入", "file-input", Route("import"))
_PLATFORM = PageAction("和平台核对", "list-checks", Route("import", view="reconcile"))

VOLUNTEER_LEDGER = Ledger(
    VOLUNTEERS,
    views=views_of(VOLUNTEERS),
    columns=(
        "name", "sex", "age", "school", "class_name", "registration_status", "phone", "id_number",
        "birth_date", "political_status",
    ),
    groups=(
        ("", (
            "name", "sex", "id_type", "id_number", "birth_date", "age", "ethnicity",
            "political_status", "identity_class", "status", "left_on",
        )),
        ("联系与监护", (
            "phone", "residence", "guardian_name", "guardian_relation", "guardian_phone",
            "consented_on", "consent_withdrawn_on",
        )),
        ("就读或工作", (
            "school", "department", "grade", "class_name", "student_number", "study_status",
            "education",
        )),
        ("注册与服务", (
            "registration_status", "platform_number", "registered_on", "cancelled_on",
            "platform_hours", "backbone", "insured", "skills", "service_categories",
        )),
        ("团籍", (
            "league_member", "league_joined_on", "league_number", "league_branch", "league_post",
        )),
        ("", ("note",)),
    ),
    purpose="每个志愿者记一行：从学校交来的花名册导入，或一个一个新增。",
    icon="users",
    subtitle=("age", "political_status", "registration_status"),
    tones={
        "registration_status": {
            REGISTERED: "good", "证件异常待处理": "warn", "已被他处注册": "link",
        },
        "status": {ON_ROSTER: "good"},
    },
    tabs=(
        PanelTab("时长", child_list(
            SERVICE_RECORDS, "volunteer", "served_on activity hours",
            "activity served_on from_time to_time hours source recorder recorded_on",
            order="served_on", preset=recorder_preset,
        )),
        PanelTab("参加", child_stack(
            ("组织", child_list(MEMBERSHIPS, "volunteer", "organization role joined_on")),
            ("培训", child_list(ATTENDANCES, "volunteer", "training hours result")),
        )),
        PanelTab("同意", child_list(
            CONSENTS, "volunteer", "purpose given_on guardian withdrawn_on",
            "purpose activity guardian relation phone given_on paper_number withdrawn_on note",
            order="given_on", preset=guardian_preset,
        )),
        PanelTab("变动", child_list(
            MOVEMENTS, "volunteer", "kind happened_on to_unit",
            "kind happened_on from_unit to_unit from_class to_class note",
            order="happened_on", preset=school_preset,
        )),
        PanelTab("荣誉", child_stack(
            ("星级", child_list(
                STAR_GRANTS, "volunteer", "star granted_on certificate_number",
                "star applied_on checked_on shown_on granted_on round granter certificate_number"
                " historical note",
                order="star",
            )),
            ("获奖", child_list(
                AWARDS, "volunteer", "name awarded_on level",
                "name awarded_on granter level kind document_number note", order="awarded_on",
            )),
        )),
        PanelTab("证明", PaperTab),
    ),
    actions=(_ROSTER, _PLATFORM),
)  # fmt: skip
