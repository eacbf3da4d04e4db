"""Subject and text of the mail, the same for draft, server and clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
from exports.package.file_names import LIST_NAME
from exports.reports.report_context import PRIVACY
from storage.counting.policy import office_of

if TYPE_CHECKING:
    from datetime import date

    from exports.package.package_files import Package
    from storage.model.tables.setting import Office
    from storage.store.store import Store

NO_OFFICE = "（未设置单位）"
PRIVACY_SENTENCES = {
    "summary": "本次只报汇总数，不附个人名册。",
    "masked": "附册中的证件号码、出生日期、电话、监护人和不满14周岁的人的姓名已脱敏。",
    "full": "附册含完整证件号码，已加密，打开密码另行告知；请专人保管，用后删除。",
}
assert PRIVACY_SENTENCES.keys() == PRIVACY.keys()


def subject_of(store: Store, package: Package) -> str:
    """Return the subject: draft mark, sender, quarter."""
    office = office_of(store)
    draft = f"【{DRAFT_WORD}】" if package.draft else ""
    return f"{draft}{office.name if office else NO_OFFICE}{_about(package)}"


def text_of(store: Store, package: Package, on: date) -> str:
    """Return the plain text, with the list of files and the signature."""
    office = office_of(store)
    files = [file.name for file in package.files]
    privacy = PRIVACY_SENTENCES[package.privacy]
    lines = [
        f"{(office and office.recipient) or '市里'}：",
        "",
        f"    {_opening(package)}共 {len(files)} 个文件，请查收。{privacy}",
        "",
        "附件：",
        *(f"{number}. {name}" for number, name in enumerate(files, 1)),
        "",
        *_verification_hint(package),
        "",
        *_signature(office, on),
    ]
    return "\n".join(lines) + "\n"


def _opening(package: Package) -> str:
    """Return the opening: the quarter, the cut-off date, and the purpose."""
    until = f"（统计截止 {package.quarter.cut_off:%Y-%m-%d}）"
    if package.draft:
        return f"现发来{_about(package)}的{DRAFT_WORD}{until}，供核对。{MAY_CHANGE}。"
    return f"现报送{_about(package)}{until}，"


def _verification_hint(package: Package) -> list[str]:
    """Return how the city can verify the files, and what that does not prove."""
    listed = f"“{LIST_NAME}”里有各文件的 SHA-256，可核对收到的文件是否与清单一致。"
    if package.draft:
        return [f"{listed}收到后请回复。"]
    sealed = "清单也可能被一起换掉，请再与盖章报送函上印的 SHA-256（前16位）核对。"
    return [f"{listed}{sealed}收到后请回复。"]


def _about(package: Package) -> str:
    return f"{package.quarter.label.replace(' ', '')}青年志愿服务工作报表"


def _signature(office: Office | None, on: date) -> list[str]:
    if office is None:
        return [NO_OFFICE]
    contact = "　".join(part for part in (office.clerk, office.phone) if part)
    day = f"{on.year}年{on.month}月{on.day}日"
    return [line for line in (office.name, contact, day) if line]
