"""激励与宣传: awards, incentives, publicity, exchanges."""

from __future__ import annotations

from gui.ledgers.ledger import Ledger
from storage.model.tables.recognition import AWARDS, EXCHANGES, INCENTIVES, PUBLICITIES
from storage.views import views_of

AWARD_LEDGER = Ledger(
    AWARDS,
    views=views_of(AWARDS),
    newest_first_by="awarded_on",
    columns=(
        "name", "level", "awarded_on", "granter", "kind", "volunteer", "organization", "project",
        "holder",
    ),
    groups=(
        ("", ("name", "level", "kind", "awarded_on", "granter", "document_number")),
        ("谁获奖", ("volunteer", "organization", "project", "holder", "note")),
    ),
    purpose="志愿者、组织和项目获得的表彰：名称、日期、授予单位和级别。",
    icon="star",
    subtitle=("level", "granter", "awarded_on"),
    tones={"level": {"国家": "good", "省": "good", "市": "link"}},
)  # fmt: skip

INCENTIVE_LEDGER = Ledger(
    INCENTIVES,
    views=views_of(INCENTIVES),
    newest_first_by="applied_on",
    columns=("kind", "applied_on", "volunteer", "people", "document", "note"),
    groups=(("", ("kind", "applied_on", "volunteer", "people", "document", "note")),),
    purpose="志愿服务时长用在哪里：推优入党、推优入团、分批入队、两红两优、第二课堂成绩单。",
    icon="hand-heart",
    subtitle=("applied_on", "volunteer", "people"),
)

PUBLICITY_LEDGER = Ledger(
    PUBLICITIES,
    views=views_of(PUBLICITIES),
    newest_first_by="published_on",
    columns=("title", "kind", "published_on", "medium", "organization", "pieces"),
    groups=(("", ("title", "kind", "published_on", "medium", "organization", "pieces", "note")),),
    purpose="经验材料、公益广告、文创作品、标识检查和媒体报道。",
    icon="external-link",
    subtitle=("kind", "published_on", "pieces"),
)

EXCHANGE_LEDGER = Ledger(
    EXCHANGES,
    views=views_of(EXCHANGES),
    newest_first_by="held_on",
    columns=("name", "held_on", "scope", "counterpart", "form", "people", "hosting", "topic"),
    groups=(
        ("", (
            "name", "held_on", "scope", "counterpart", "form", "people", "hosting", "topic", "note",
        )),
    ),
    purpose="川渝、省内外和全国性的交流协作。",
    icon="network",
    subtitle=("scope", "held_on"),
    tones={"scope": {"川渝": "link"}},
)  # fmt: skip
