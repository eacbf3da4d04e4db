"""The ledgers: which columns, forms and lists each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.pages.ledger import Deed, Ledger
from gui.pages.ledger_page import LedgerPage
from gui.session import Place
from gui.widgets.child_list import ChildList
from gui.widgets.record_panel import Tab
from storage.tables.membership import MEMBERSHIPS
from storage.tables.training import ATTENDANCES, TRAININGS
from storage.tables.unit import UNITS
from storage.tables.volunteer import ON_ROSTER, REGISTERED, VOLUNTEERS
from storage.views import views_of

if TYPE_CHECKING:
    from gui.session import Session


def _volunteer_organizations(session: Session) -> ChildList:
    columns = ("organization", "role", "joined_on")
    return ChildList(session, MEMBERSHIPS, "volunteer", columns, columns)


def _volunteer_trainings(session: Session) -> ChildList:
    return ChildList(
        session, ATTENDANCES, "volunteer",
        ("training", "hours", "result"), ("training", "hours", "result"),
    )  # fmt: skip


def _training_people(session: Session) -> ChildList:
    return ChildList(
        session, ATTENDANCES, "training",
        ("volunteer", "hours", "result"), ("volunteer", "hours", "result"), person="volunteer",
    )  # fmt: skip


_ROSTER = Deed("导入花名册", "file-input", Place("import"))

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
            "school", "department", "grade", "class_name", "student_number", "education",
        )),
        ("注册与服务", (
            "registration_status", "platform_number", "registered_on", "platform_hours",
            "backbone", "insured", "skills", "service_categories",
        )),
        ("团籍", ("league_member", "league_joined_on", "league_number", "league_branch")),
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
        Tab(MEMBERSHIPS.label, _volunteer_organizations),
        Tab(TRAININGS.label, _volunteer_trainings),
    ),
    deeds=(_ROSTER,),
)  # fmt: skip

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
    tabs=(Tab(ATTENDANCES.label, _training_people),),
)  # fmt: skip

UNIT_LEDGER = Ledger(
    UNITS,
    views=views_of(UNITS),
    columns=(
        "name", "kind", "parent", "duty", "counted_by", "volunteers", "contact", "phone", "active",
    ),
    groups=(
        ("", (
            "name", "kind", "code", "parent", "duty", "counted_by", "volunteers", "aliases",
            "active",
        )),
        ("联络", ("contact", "phone", "note")),
    ),
    purpose="县、乡镇、学校和企业等向你报送的单位；志愿者和组织都归在它们名下。",
    icon="building-2",
    subtitle=("kind", "parent", "volunteers"),
    tones={"duty": {"必建": "link"}},
)  # fmt: skip


def volunteers_page(session: Session) -> LedgerPage:
    """The volunteers."""
    return LedgerPage(session, VOLUNTEER_LEDGER)


def trainings_page(session: Session) -> LedgerPage:
    """The trainings."""
    return LedgerPage(session, TRAINING_LEDGER)


def units_page(session: Session) -> LedgerPage:
    """The reporting units."""
    return LedgerPage(session, UNIT_LEDGER)
