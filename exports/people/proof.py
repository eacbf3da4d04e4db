"""志愿服务记录证明: who served, when, at what, for how long, and who recorded it (令67 §15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.pdf import Column, SignatureBlock, Table, TableLook, body, note, title
from exports.pdf.blocks import BODY
from exports.pdf.text.paragraph import Paragraph
from exports.people.paper_facts import format_day
from storage.errors import UserError
from storage.model.tables import CERTIFICATES, SERVICE_RECORDS
from storage.people.issuing import service_summaries

if TYPE_CHECKING:
    from exports.people.paper_facts import PaperFacts
    from storage.model.tables.paper import Certificate
    from storage.people.issuing import ServiceSummary

LOOK = TableLook(size=10.5, leading=15, before=6)
ONE_LINE = 25  # characters without the indent: beyond them a telephone number could be broken
COLUMNS = (
    Column("序号", "center"),
    Column("服务项目", weight=3),
    Column(SERVICE_RECORDS.by_name["content"].label, weight=2),
    Column("时间", "center"),
    Column("次数", "right"),
    Column("小时", "right"),
)


def proof_story(facts: PaperFacts) -> list[Any]:
    """Return the story; raises `UserError` where the records no longer match the register."""
    one, organization = facts.certificate, facts.organization
    assert one.from_on is not None
    assert one.until_on is not None
    done = service_summaries(
        facts.store, one.volunteer, one.from_on, one.until_on, one.organization
    )
    _check_unchanged(one, sum(stint.minutes for stint in done))
    rows = [
        [
            str(number),
            stint.activity,
            stint.content,
            _format_span(stint),
            str(stint.times),
            f"{stint.minutes / 60:.1f}",
        ]
        for number, stint in enumerate(done, 1)
    ]
    where = f"参加{facts.issuer}组织的志愿服务" if organization else "参加志愿服务"
    return [
        title("志愿服务记录证明"),
        Paragraph(f"编号：{one.number}", BODY.but(align="right", first=0)),
        body(
            f"兹证明{facts.identity()}，自{format_day(one.from_on)}至{format_day(one.until_on)}{where}"
            f"{sum(stint.times for stint in done)}次，服务时间共{(one.hours or 0) / 60:.1f}小时。"
            "服务内容如下："
        ),
        Table(COLUMNS, rows, LOOK),
        note(
            "注：服务时间为实际服务的时间，不含路途。本证明由记录单位依据服务记录出具；"
            "志愿四川平台上的记录以平台查验为准。"
        ),
        body(f"{CERTIFICATES.by_name['organization'].label}：{facts.issuer}"),
        *map(body, _contact_lines(facts)),
        body(f"{CERTIFICATES.by_name['code'].label}：{one.code}"),
        SignatureBlock(facts.issuer, format_day(one.issued_on)),
    ]


def _check_unchanged(one: Certificate, minutes: int) -> None:
    """Raise `UserError` where the records no longer give the hours of the register."""
    if minutes != one.hours:
        raise UserError(
            f"{one.number} 登记的是 {(one.hours or 0) / 60:.1f} 小时，服务记录后来有改动，现在是"
            f" {minutes / 60:.1f} 小时，不能照原编号再打印，请另开一份。"
        )


def _format_span(stint: ServiceSummary) -> str:
    return stint.first if stint.first == stint.last else f"{stint.first} 至 {stint.last}"


def _contact_lines(facts: PaperFacts) -> list[str]:
    organization, office = facts.organization, facts.office
    leader = organization.leader if organization else (office.leader if office else None)
    phone = organization.phone if organization else (office.phone if office else None)
    handler = CERTIFICATES.by_name["handler"].label
    signers = {"负责人": leader, handler: facts.certificate.handler, "电话": phone}
    parts = [f"{word}：{value}" for word, value in signers.items() if value]
    line = "　".join(parts)
    return parts if len(line) > ONE_LINE else [line][: len(parts)]
