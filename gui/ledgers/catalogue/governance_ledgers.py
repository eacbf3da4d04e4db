"""制度与会议: meetings, charters, documents, the rules of the stars and the holidays."""

from __future__ import annotations

from gui.ledgers.ledger import Ledger
from storage.model.tables.calendar import HOLIDAYS, WORKED
from storage.model.tables.governance_record import CHARTERS, MEETINGS, POLICY_DOCUMENTS
from storage.model.tables.star import STAR_RULES
from storage.views import views_of

MEETING_LEDGER = Ledger(
    MEETINGS,
    views=views_of(MEETINGS),
    newest_first_by="held_on",
    columns=("topic", "body", "organization", "held_on", "people", "minutes_number"),
    groups=(
        ("", ("topic", "body", "organization", "held_on", "people", "minutes_number", "note")),
    ),
    purpose="领导小组、会员代表大会、理事会和推进会；章程规定的会有没有按期开，由这里算出。",
    icon="users",
    subtitle=("body", "held_on"),
)

CHARTER_LEDGER = Ledger(
    CHARTERS,
    views=views_of(CHARTERS),
    columns=("organization", "body", "every_months", "from_on", "term_ends_on"),
    groups=(("", ("organization", "body", "every_months", "from_on", "term_ends_on", "note")),),
    purpose="章程规定每隔多久开哪种会，届期到哪天；到期以前会提醒。",
    icon="clock",
    subtitle=("body", "every_months"),
)

DOCUMENT_LEDGER = Ledger(
    POLICY_DOCUMENTS,
    views=views_of(POLICY_DOCUMENTS),
    newest_first_by="issued_on",
    columns=("title", "kind", "number", "issued_on", "issuer", "file_note"),
    groups=(
        ("", ("title", "kind", "number", "issued_on", "issuer", "terms", "file_note", "note")),
    ),
    purpose="成立领导小组、激励办法、任务分解方案和纳入改革部署的文件；有文号才算出台。",
    icon="file-text",
    subtitle=("kind", "number", "issued_on"),
)

RULE_LEDGER = Ledger(
    STAR_RULES,
    views=views_of(STAR_RULES),
    columns=(
        "rule_set", "effective_from", "star", "hours_needed", "needs_previous", "needs_review",
    ),
    groups=(
        ("", (
            "rule_set", "effective_from", "star", "hours_needed", "needs_previous", "needs_review",
            "note",
        )),
    ),
    purpose="每一星要多少小时；规则改了就加一套新的，写上施行日期。",
    icon="star",
    subtitle=("star", "hours_needed"),
)  # fmt: skip

HOLIDAY_LEDGER = Ledger(
    HOLIDAYS,
    views=views_of(HOLIDAYS),
    newest_first_by="day",
    columns=("day", "kind", "name", "source"),
    groups=(("", ("day", "kind", "name", "source")),),
    purpose="放假的工作日和上班的周末，算十个工作日用；每年按国务院办公厅的安排录入。",
    icon="calendar",
    subtitle=("kind", "name"),
    tones={"kind": {WORKED: "warn"}},
)
