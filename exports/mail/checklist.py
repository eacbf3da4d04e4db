"""The checks of a package before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
from exports.files import MEGABYTE, sha256_of
from exports.package.file_names import LIST_NAME
from storage.errors import UserError
from storage.seals.seal import last_seal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.package.package_files import Package
    from storage.model.tables.mail import MailAccount
    from storage.store.store import Store

Tone = Literal["good", "warn", "bad"]
SIZE_LIMIT = 20  # MB; the usual limit of a mailbox


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check; the tone `bad` forbids sending."""

    name: str
    tone: Tone
    text: str


def checks(
    store: Store,
    package: Package,
    recipients: Sequence[str] = (),
    account: MailAccount | None = None,
) -> list[Check]:
    """Run all checks; that of the recipients only for a mail by the given account."""
    found = [
        _privacy(package),
        _sealed(store, package),
        _attachments_check(package),
        _size(package, account),
    ]
    return [*found, *_recipients(recipients, account)]


def refuse_bad(found: Sequence[Check]) -> None:
    """Raise `UserError` with all texts of tone `bad`, if there are any."""
    bad = [one.text for one in found if one.tone == "bad"]
    if bad:
        raise UserError("没有发送：" + "；".join(bad))


def _privacy(package: Package) -> Check:
    name = "隐私档位"
    if package.privacy == "summary":
        return Check(name, "good", "汇总：没有个人名册")
    if package.privacy == "masked":
        return Check(name, "good", "脱敏：号码、出生日期、监护人和不满14周岁的人的姓名已隐去")
    if package.locked:
        return Check(name, "warn", "全量：附册已加密，密码请用电话或当面告知，不要写进同一封信")
    return Check(name, "bad", "附册有完整的证件号码，却没有加密：请重新导出")


def _sealed(store: Store, package: Package) -> Check:
    seal = last_seal(store, package.quarter)
    if seal is None:
        return Check("封存", "warn", f"这是{DRAFT_WORD}：{MAY_CHANGE}。发出去不算报送")
    if package.version != seal.version:
        made = f"第 {package.version} 版" if package.version else f"封存以前的{DRAFT_WORD}"
        return Check("封存", "bad", f"已封存{seal.label}，这些文件却是{made}：请重新导出")
    return Check("封存", "good", f"已封存：{seal.label}")


def _attachments_check(package: Package) -> Check:
    name = "附件"
    if package.missing:
        return Check(name, "bad", f"缺{'、'.join(package.missing)}：请重新导出")
    changed = [
        file.name
        for file in package.files
        if file.name != LIST_NAME and sha256_of(file) != package.hashes[file.name]
    ]
    if changed:
        return Check(name, "bad", f"{'、'.join(changed)}导出后被改动过：请重新导出")
    return Check(name, "good", f"{len(package.files)} 个文件齐全，与校验清单一致")


def _size(package: Package, account: MailAccount | None) -> Check:
    limit = account.size_limit if account else SIZE_LIMIT
    size = package.size / MEGABYTE
    if size > limit:
        return Check("大小", "warn", f"{size:.1f} MB，超过 {limit} MB，有的邮箱不收")
    return Check("大小", "good", f"{size:.1f} MB")


def _recipients(recipients: Sequence[str], account: MailAccount | None) -> Iterator[Check]:
    if account is None or not recipients:
        return
    strange = [one for one in recipients if one.lower() not in map(str.lower, account.allowed)]
    if strange:
        listed = "、".join(strange)
        yield Check("收件人", "bad", f"{listed}不在设置的收件人名单里：请核对，或先加进名单")
    else:
        yield Check("收件人", "good", "、".join(recipients))
