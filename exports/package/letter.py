"""报送函: a page with sender, recipient, the list of files, and room for the stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import DRAFT_WORD, MAY_CHANGE, draft_title
from exports.package.checksums import SHOWN
from exports.pdf import Column, Table, TableLook, body, note, render_pdf, title
from exports.pdf.blocks import BODY
from exports.pdf.text.paragraph import Paragraph
from exports.reports.fingerprint import fingerprint_of, short_digest
from exports.reports.signature import signature_block
from storage.model.tables.setting import OFFICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.package.file_names import Written
    from exports.reports.report_context import ReportContext

PRIVACY_SENTENCES = {
    "summary": "本次只报汇总数，不附个人名册。",
    "masked": "附册中的证件号码、出生日期、电话、监护人和不满14周岁的人的姓名已作脱敏处理。",
    "full": "附册含完整的证件号码，已加密，打开密码另行告知；请专人保管，用后删除。",
}
LOOK = TableLook(before=8)
COLUMNS = (
    Column("序号", "center"),
    Column("文件名", "left", 1.0),
    Column("大小", "right"),
    Column(f"SHA-256（前{SHOWN}位）", "center"),
)


def render_letter(context: ReportContext, files: Sequence[Written]) -> bytes:
    """Render the letter as a PDF; the same files give the same bytes."""
    office, quarter = context.office, context.quarter
    heading = f"{office.name}\n关于报送{quarter.label.replace(' ', '')}\n青年志愿服务工作情况的函"
    story = [
        title(heading),
        Paragraph(
            f"{office.recipient or OFFICES.by_name['recipient'].default}：", BODY.but(first=0)
        ),
        body(_opening(context, len(files)) + PRIVACY_SENTENCES[context.privacy]),
        *_contact(context),
        Table(COLUMNS, [_file_row(number, one) for number, one in enumerate(files, 1)], LOOK),
        note(
            f"报表数据校验码：{short_digest(fingerprint_of(context))}，与季度报告每页页脚所印一致。"
            "各文件完整的 SHA-256 见“校验清单.txt”。"
        ),
        signature_block(context),
    ]
    plain = heading.replace("\n", "")
    data, _result = render_pdf(
        story,
        title=draft_title(plain) if context.draft else plain,
        author=office.name,
        footer=context.footer,
        mark=context.page_mark,
        watermark=context.watermark,
    )
    return data


def _opening(context: ReportContext, many: int) -> str:
    """Return the opening sentence: the files, the cut-off date, and the purpose."""
    quarter = context.quarter
    what = f"{context.county}{quarter.label.replace(' ', '')}青年志愿服务工作报表、报告等"
    until = f"（统计截止{quarter.cut_off:%Y-%m-%d}）"
    if context.draft:
        return f"现发来{what}{many}个文件的{DRAFT_WORD}{until}，供核对。{MAY_CHANGE}。"
    return f"现将{what}{many}个文件随函报送{until}，请予审阅。"


def _contact(context: ReportContext) -> list[Paragraph]:
    office = context.office
    contact = "，".join(part for part in (office.clerk, office.phone) if part)
    return [body(f"联系人：{contact}。")] if contact else []


def _file_row(number: int, one: Written) -> list[str]:
    return [str(number), one.path.name, _format_size(one.size), one.sha256[:SHOWN]]


def _format_size(size: int) -> str:
    return f"{size / 1024:,.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:,.1f} MB"
