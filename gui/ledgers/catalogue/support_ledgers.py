"""阵地与保障: places, needs, insurance, money, bought services, help, partners."""

from __future__ import annotations

from gui.ledgers.ledger import Ledger
from storage.model.tables.support_resources import (
    ANSWERED,
    BUDGET,
    FUNDS,
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    PARTNERSHIPS,
    POST,
    PURCHASES,
    RECEIVED,
    SITES,
    SPENT,
)
from storage.views import views_of

SITE_LEDGER = Ledger(
    SITES,
    views=views_of(SITES),
    columns=(
        "name", "kind", "setting", "unit", "organization", "opened_on", "free", "area", "staff",
    ),
    groups=(
        ("", ("name", "kind", "setting", "unit", "organization", "address")),
        ("条件", ("area", "staff", "free", "opened_on", "closed_on", "note")),
    ),
    purpose="示范岗、文明实践阵地、实训基地和可以免费用的场所。",
    icon="map-pin",
    subtitle=("kind", "unit"),
    tones={"kind": {POST: "good"}, "free": {"是": "good"}},
)  # fmt: skip

NEED_LEDGER = Ledger(
    NEEDS,
    views=views_of(NEEDS),
    newest_first_by="collected_on",
    columns=(
        "content",
        "source",
        "unit",
        "collected_on",
        "status",
        "project",
        "answered_on",
    ),
    groups=(
        ("", ("content", "source", "unit", "collected_on")),
        ("对接", ("status", "project", "answered_on", "note")),
    ),
    purpose="社区提出的需求，和接下它的项目。",
    icon="list-checks",
    subtitle=("unit", "status", "collected_on"),
    tones={"status": {ANSWERED: "good", "待对接": "warn"}},
)

INSURANCE_LEDGER = Ledger(
    INSURANCE_POLICIES,
    views=views_of(INSURANCE_POLICIES),
    newest_first_by="until_on",
    columns=(
        "number",
        "insurer",
        "organization",
        "kind",
        "from_on",
        "until_on",
        "people",
        "amount",
    ),
    groups=(
        ("", ("number", "insurer", "organization", "kind", "from_on", "until_on")),
        ("", ("people", "amount", "note")),
    ),
    purpose="志愿者的人身意外险；风险较高的活动以前必须有。",
    icon="shield-check",
    subtitle=("organization", "until_on", "people"),
)

FUND_LEDGER = Ledger(
    FUNDS,
    views=views_of(FUNDS),
    newest_first_by="happened_on",
    columns=("year", "kind", "amount", "happened_on", "source", "purpose", "document_number"),
    groups=(
        ("", (
            "year", "kind", "amount", "happened_on", "source", "purpose", "document_number", "note",
        )),
    ),
    purpose="每年的预算、到位和支出，一笔记一条。",
    icon="database",
    subtitle=("year", "amount", "happened_on"),
    tones={"kind": {BUDGET: "link", RECEIVED: "good", SPENT: "neutral"}},
)  # fmt: skip

PURCHASE_LEDGER = Ledger(
    PURCHASES,
    views=views_of(PURCHASES),
    newest_first_by="signed_on",
    columns=("name", "contractor", "organization", "amount", "signed_on", "ended_on", "buyer"),
    groups=(
        ("", (
            "name", "contractor", "organization", "amount", "signed_on", "ended_on", "buyer",
            "note",
        )),
    ),
    purpose="政府向社会组织购买的志愿服务项目。",
    icon="package",
    subtitle=("contractor", "amount"),
)  # fmt: skip

INCUBATION_LEDGER = Ledger(
    INCUBATIONS,
    views=views_of(INCUBATIONS),
    columns=("organization", "name", "started_on", "measure", "ended_on"),
    groups=(("", ("organization", "name", "started_on", "measure", "ended_on", "note")),),
    purpose="正在培育的青年社会组织，和给它的帮助。",
    icon="heart-handshake",
    subtitle=("started_on", "measure"),
)

PARTNERSHIP_LEDGER = Ledger(
    PARTNERSHIPS,
    views=views_of(PARTNERSHIPS),
    columns=("partner", "organization", "project", "paired_on", "guided", "ended_on"),
    groups=(
        ("", ("partner", "organization", "project", "paired_on", "ended_on", "guided", "note")),
    ),
    purpose="伙伴计划：谁和谁结对，指导了几次。",
    icon="link",
    subtitle=("organization", "project", "paired_on"),
)
