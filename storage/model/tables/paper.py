"""The register of what was issued on paper: every certificate has its number (民发〔2015〕149号)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.day_order import in_order
from storage.model.kinds import DATE, HOURS, NAME, NOTE, TEXT, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from storage.errors import Problem

PROOF, STAR_CERTIFICATE, CARD, TRAINED = "志愿服务记录证明", "星级证书", "志愿者卡", "培训证书"
CERTIFICATE_KIND = choice(
    PROOF, STAR_CERTIFICATE, CARD, TRAINED, aliases={"证明": PROOF, "卡": CARD}
)


@record(frozen=True, kw_only=True, slots=True)
class Certificate:
    """An issued paper, with the values it bears."""

    id: int | None = None
    number: str = column(TEXT, "证明编号", required=True, synonyms=("编号",))
    kind: str = column(CERTIFICATE_KIND, "证明种类", required=True, synonyms=("种类", "类型"))
    volunteer: int = column(link("volunteer"), "持有人", required=True, synonyms=("志愿者", "姓名"))
    organization: int | None = column(
        link("organization"), "记录单位", synonyms=("组织",), hint="谁记录，谁证明（令67 §14）"
    )
    issued_on: date = column(DATE, "出具日期", required=True, synonyms=("日期",))
    from_on: date | None = column(DATE, "起始日期")
    until_on: date | None = column(DATE, "截止日期")
    hours: int | None = column(HOURS, "证明时长", synonyms=("时长",))
    training: int | None = column(link("training"), "对应培训", synonyms=("培训",))
    star_grant: int | None = column(link("star_grant"), "对应星级认定", synonyms=("星级认定",))
    handler: str | None = column(NAME, "经办人")
    code: str = column(TEXT, "核验码", required=True)
    note: str | None = column(NOTE, "备注")


def check_certificate(certificate: Certificate) -> Iterator[Problem]:
    """The certified period ends no sooner than it begins."""
    yield from in_order(CERTIFICATES, certificate, "from_on", "until_on")


CERTIFICATES = Table(
    Certificate,
    name="certificate",
    label="证明与证书登记",
    unit="份",
    title="number",
    key=("number",),
    search=("number", "code"),
    through=("volunteer",),
    indexes=(("issued_on",),),
    check=check_certificate,
)
