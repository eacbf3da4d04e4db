"""Commands on the exchange with the city: verify, send, answer."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from storage import clock
from storage.cli.context import DONE, REFUSED, data_folder, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from exports.package.package_files import Package
    from storage.cli.context import Command
    from storage.model.period import Quarter
    from storage.model.tables.mail import MailAccount
    from storage.store.store import Store

YES = ("y", "yes", "是")
OWN_FOLDER = "报送"  # in the data folder, where no folder is named
SIGNS = {"good": "✓", "note": "·"}  # any other kind is refused and gets ✗


def _verify(options: argparse.Namespace) -> int:
    from exports.package.verification import is_draft, verdict, verify

    found = verify(Path(options.package))
    bad = any(one.is_fault for one in found)
    if options.json:
        facts = {"whole": not bad, "draft": is_draft(found), "sentence": verdict(found)}
        print_json({**facts, "findings": [one.as_json() for one in found]})
    else:
        for one in found:
            print(f"{SIGNS.get(one.kind, '✗')} {one.file}：{one.text}")
        print(verdict(found))
    return REFUSED if bad else DONE


def _send(options: argparse.Namespace) -> int:
    from storage.model.period import Quarter

    quarter = Quarter.parse(options.period)
    with open_store(options) as store:
        package = _load_package(store, quarter, options)
        _confirm_draft(package, options)
        if options.eml:
            return _write_draft(store, package, options)
        return _send_mail(store, package, options)


def _load_package(store: Store, quarter: Quarter, options: argparse.Namespace) -> Package:
    """Load the package of the named folder, or of the program's own folder.

    The own folder is written again unless it holds the last sealed version. Raises `UserError`
    for a package of another quarter.
    """
    from exports.package import write_package
    from exports.package.package_files import required_package
    from storage.errors import UserError

    folder = Path(options.package or data_folder(options) / OWN_FOLDER / str(quarter))
    if options.package is None and _outdated(store, quarter, folder):
        write_package(store, quarter, folder, "masked", on=clock.today())
    found = required_package(folder)
    if found.quarter != quarter:
        raise UserError(f"《{folder.name}》里是 {found.quarter} 的报送包，不是 {quarter} 的。")
    return found


def _outdated(store: Store, quarter: Quarter, folder: Path) -> bool:
    """Whether the folder lacks the quarter's last sealed version; a draft is outdated any time."""
    from exports.package.package_files import package_in
    from storage.seals.seal import last_seal

    found, seal = package_in(folder), last_seal(store, quarter)
    return found is None or seal is None or found.version != seal.version or bool(found.missing)


def _confirm_draft(package: Package, options: argparse.Namespace) -> None:
    """Raise `UserError` for a draft, unless --draft or the answer at the terminal allows it."""
    from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
    from storage.errors import UserError

    if not package.draft or options.draft:
        return
    status = f"{package.quarter.label}的报送包是{DRAFT_WORD}：{MAY_CHANGE}。"
    if not sys.stdin.isatty():
        raise UserError(
            f"{status}没有发送。请先封存（seal）再报送；要作为{DRAFT_WORD}发送，请加 --draft。"
        )
    print(f"{status}发出去不算报送，报送记录里记作{DRAFT_WORD}。")
    if input(f"作为{DRAFT_WORD}发送？（y/n）").strip().lower() not in YES:
        raise UserError("没有发送。封存（seal）以后再报送。")


def _write_draft(store: Store, package: Package, options: argparse.Namespace) -> int:
    from exports.mail.delivery import write_draft

    write_draft(store, package, options.to, Path(options.eml))
    print(f"邮件草稿写在 {options.eml}：用邮件程序打开，核对后发出。")
    return DONE


def _send_mail(store: Store, package: Package, options: argparse.Namespace) -> int:
    from exports.draft_mark import DRAFT_WORD
    from exports.mail.delivery import send

    account = _load_account(store, options)
    code = _load_code(account, options)
    send(store, package, account, code, options.to, again=options.again)
    noted = f"作为{DRAFT_WORD}记入报送记录，不算报送" if package.draft else "已记入报送记录"
    print(f"已发给 {'、'.join(options.to)}，共 {len(package.files)} 个文件，{noted}。")
    return DONE


def _load_account(store: Store, options: argparse.Namespace) -> MailAccount:
    """Return the account of the settings, or one built from the command's options."""
    from exports.mail.delivery import account_of
    from storage.errors import UserError
    from storage.model.tables.mail import MAIL_ACCOUNTS

    if not options.smtp:
        account = account_of(store)
        if account is None or not account.enabled:
            raise UserError("还没有启用邮件发送：请在设置里填写，或用 --smtp 写明服务器。")
        return account
    host, _, port = options.smtp.rpartition(":")
    return store.parse(
        MAIL_ACCOUNTS,
        {
            "enabled": True,
            "sender": options.sender or options.user,
            "host": host,
            "port": port,
            "security": options.security.upper(),
            "user": options.user,
            "ca_file": options.ca or None,
            "recipients": "\n".join(options.to),
        },
    )


def _load_code(account: MailAccount, options: argparse.Namespace) -> str:
    """Return the code from environment, keyring or terminal; never from an argument.

    Other users of the computer can read the arguments of a running command.
    """
    from exports.mail import password_store
    from storage.errors import UserError

    code = os.environ.get(options.password_env, "") if options.password_env else ""
    code = code or password_store.load_code(account)
    if not code and sys.stdin.isatty():
        from getpass import getpass

        code = getpass("授权码：")
    if not code:
        raise UserError("没有授权码：请把它放进环境变量，并用 --password-env 写明变量名。")
    return code


def _answer(options: argparse.Namespace) -> int:
    from exports.package.answer import format_answer, read_answer

    with open_store(options) as store:
        found = read_answer(
            store,
            Path(options.file),
            clock.today(),
            quarter=options.period or "",
            password=options.password,
        )
    if options.json:
        facts = {"file": found.name, "quarter": found.quarter, "remark": found.remark}
        print_json({**facts, "differences": [one.as_json() for one in found.items]})
    else:
        for line in filter(None, (found.remark, *format_answer(found))):
            print(line)
        print(f"与报出去的有 {len(found.items)} 处不同。" if found.items else "与报出去的一样。")
    return REFUSED if found.items else DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("verify", _verify, "核对报送包：文件齐不齐、与清单是否一致", as_json=True)
    one.add_argument("package", metavar="FOLDER|ZIP|EML", help="报送包所在的文件夹、压缩包或邮件")
    one = command("send", _send, "用邮件报送一个季度")
    one.add_argument("--period", required=True, metavar="2026Q3", help="哪个季度")
    one.add_argument(
        "--to", required=True, action="append", metavar="A@B.C", help="收件地址，可以写几次"
    )
    one.add_argument("--package", metavar="DIR", help="报送包所在；没有就先生成（脱敏）")
    one.add_argument("--draft", action="store_true", help="没有封存的季度：作为草稿发送，不再问")
    one.add_argument("--eml", metavar="FILE", help="只写成邮件草稿，不发")
    one.add_argument("--smtp", metavar="HOST:PORT", help="发件服务器；不写就用设置里的")
    one.add_argument("--user", metavar="NAME", help="用哪个帐号登录")
    one.add_argument("--sender", metavar="A@B.C", help="发件邮箱，不写就是登录帐号")
    one.add_argument("--security", choices=("ssl", "starttls"), default="ssl", help="连接怎样加密")
    one.add_argument("--ca", metavar="FILE", help="服务器的证书（PEM），内网邮箱用")
    one.add_argument("--password-env", metavar="NAME", help="授权码在哪个环境变量里")
    one.add_argument("--again", action="store_true", help="已经发过的，再发一次")
    one = command("answer", _answer, "市里退回的表：与报出去的逐格比对", as_json=True)
    one.add_argument("file", metavar="FILE", help="市里退回的工作簿")
    one.add_argument("--period", metavar="2026Q3", help="哪个季度的（表里看不出时用）")
    one.add_argument("--password", metavar="WORD", help="附册的打开密码")
