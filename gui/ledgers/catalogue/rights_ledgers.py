"""人员与权益: consents, moves, social workers, volunteers of the west, stars, papers."""

from __future__ import annotations

from gui.ledgers.ledger import Ledger
from storage.model.tables.paper import CERTIFICATES
from storage.model.tables.person import CONSENTS, MOVEMENTS
from storage.model.tables.star import STAR_GRANTS
from storage.model.tables.talent import TALENTS, WEST_VOLUNTEERS
from storage.views import views_of

CONSENT_LEDGER = Ledger(
    CONSENTS,
    views=views_of(CONSENTS),
    newest_first_by="given_on",
    columns=(
        "volunteer",
        "purpose",
        "activity",
        "guardian",
        "relation",
        "given_on",
        "withdrawn_on",
        "paper_number",
    ),
    groups=(
        ("", ("volunteer", "purpose", "activity", "given_on", "paper_number", "withdrawn_on")),
        ("谁签的字", ("guardian", "relation", "phone", "note")),
    ),
    purpose="未成年人注册、参加活动、信息处理，监护人签过的同意书。",
    icon="shield-check",
    subtitle=("purpose", "guardian", "given_on"),
)

MOVEMENT_LEDGER = Ledger(
    MOVEMENTS,
    views=views_of(MOVEMENTS),
    newest_first_by="happened_on",
    columns=(
        "volunteer", "kind", "happened_on", "from_unit", "from_class", "to_unit", "to_class",
    ),
    groups=(
        ("", ("volunteer", "kind", "happened_on")),
        ("从哪里到哪里", ("from_unit", "from_class", "to_unit", "to_class", "note")),
    ),
    purpose="转学、升学、休学、参军和团组织关系转接，一次变动记一条。",
    icon="redo-2",
    subtitle=("kind", "happened_on"),
)  # fmt: skip

STAR_LEDGER = Ledger(
    STAR_GRANTS,
    views=views_of(STAR_GRANTS),
    columns=(
        "volunteer", "star", "applied_on", "checked_on", "shown_on", "granted_on", "round",
        "certificate_number",
    ),
    groups=(
        ("", ("volunteer", "star", "round", "historical")),
        ("办理", ("applied_on", "checked_on", "shown_on", "granted_on")),
        ("证书", ("granter", "certificate_number", "note")),
    ),
    purpose="星级的申请、初审、公示和认定；达到时长的人在“达标待认定”里。",
    icon="star",
    subtitle=("star", "granted_on"),
    tones={"star": {"五星": "good", "四星": "good"}},
)  # fmt: skip

TALENT_LEDGER = Ledger(
    TALENTS,
    views=views_of(TALENTS),
    columns=(
        "name", "unit", "in_post", "evidence", "certificate", "certificate_number", "education",
        "field",
    ),
    groups=(
        ("", ("name", "sex", "phone", "unit", "volunteer", "field")),
        ("认定", (
            "evidence", "certificate", "certificate_number", "certified_on", "major", "education",
        )),
        ("在岗情况", ("in_post", "from_on", "left_on", "note")),
    ),
    purpose="青少年事务社工：按证书、专业学历或在岗认定，三种口径的人数都由这里算出。",
    icon="id-card",
    subtitle=("unit", "evidence"),
    tones={"in_post": {"是": "good"}},
)  # fmt: skip

WEST_LEDGER = Ledger(
    WEST_VOLUNTEERS,
    views=views_of(WEST_VOLUNTEERS),
    columns=(
        "name",
        "unit",
        "programme",
        "started_on",
        "ended_on",
        "subsidy",
        "insured",
        "assessment",
    ),
    groups=(
        ("", ("name", "volunteer", "unit", "programme", "started_on", "ended_on", "left_on")),
        ("服务保障", ("subsidy", "insured", "assessment", "note")),
    ),
    purpose="西部计划志愿者的服务单位、期限、补贴和保险。",
    icon="map-pin",
    subtitle=("unit", "programme"),
    tones={"subsidy": {"否": "bad"}, "insured": {"否": "bad"}, "assessment": {"优秀": "good"}},
)

CERTIFICATE_LEDGER = Ledger(
    CERTIFICATES,
    views=views_of(CERTIFICATES),
    newest_first_by="issued_on",
    columns=(
        "number",
        "kind",
        "volunteer",
        "organization",
        "issued_on",
        "hours",
        "handler",
        "code",
    ),
    groups=(
        ("", ("number", "kind", "volunteer", "organization", "issued_on", "code", "handler")),
        ("证明内容", ("from_on", "until_on", "hours", "training", "star_grant", "note")),
    ),
    purpose="出具过的每一张证明、证书和志愿者卡，一张一个编号。",
    icon="file-text",
    subtitle=("kind", "volunteer", "issued_on"),
)
