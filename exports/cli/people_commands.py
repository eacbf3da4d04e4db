"""Commands on papers for people: certify, genuine, sign-in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from storage import clock
from storage.cli.context import DONE, REFUSED, day_of, open_store

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command
    from storage.model.tables.paper import Certificate
    from storage.store.store import Store

KINDS = ("proof", "star", "card", "training")


def _certify(options: argparse.Namespace) -> int:
    from exports.files import write_file
    from exports.people import render_papers
    from storage.model.tables.paper import CARD, PROOF, STAR_CERTIFICATE, TRAINED
    from storage.people.issuing import PaperRequest, highest_star, issue_papers

    kinds = dict(zip(KINDS, (PROOF, STAR_CERTIFICATE, CARD, TRAINED), strict=True))
    with open_store(options) as store:
        volunteer = _find_volunteer(store, options.person)
        asked = PaperRequest(
            kinds[options.kind],
            volunteer,
            _find_recorder(store, volunteer, options),
            day_of(options.first, date(clock.today().year, 1, 1)),
            day_of(options.last, clock.today()),
            _find_record(store, "training", options.training),
            highest_star(store, volunteer) if options.kind == "star" else None,
        )
        (made,) = issue_papers(store, [asked], clock.today())
        data = render_papers(store, [made], masked=not options.full)
    write_file(Path(options.out), data)
    print(f"{made.kind} {made.number}，核验码 {made.code}，已写到 {options.out}")
    return DONE


def _find_recorder(store: Store, volunteer: int, options: argparse.Namespace) -> int | None:
    """Return the organization named; for a proof, by default the only one that recorded."""
    from storage.errors import UserError
    from storage.people.issuing import recorders

    found = recorders(store, volunteer)
    if options.organization or options.kind != "proof" or not found:
        return _find_record(store, "organization", options.organization)
    if len(found) > 1:
        names = "、".join(name for _number, name, _minutes in found)
        raise UserError(f"谁记录谁证明：请用 --organization 写明记录单位（{names}）。")
    return found[0][0]


def _find_volunteer(store: Store, text: str) -> int:
    """Return the id of the only volunteer of that name, ID or platform number.

    Raises `UserError` where there is none or more than one.
    """
    from storage.errors import UserError
    from storage.people.issuing import find_volunteers

    found = find_volunteers(store, text)
    if len(found) != 1:
        many = "不止一个" if found else "没有"
        raise UserError(f"{many}叫“{text}”的志愿者，请给出证件号码或志愿者编号。")
    return found[0]


def _find_record(store: Store, table: str, text: str | None) -> int | None:
    from storage.errors import UserError
    from storage.model.tables import BY_NAME

    if not text:
        return None
    found = store.named(BY_NAME[table], text)
    if found is None:
        raise UserError(f"没有叫“{text}”的{BY_NAME[table].label}。")
    return found


def _genuine(options: argparse.Namespace) -> int:
    from storage.model.tables import VOLUNTEERS
    from storage.people.issuing import verify_paper

    with open_store(options) as store:
        found = verify_paper(store, options.number, options.code)
        if found is None:
            print("登记簿里没有这份证明，或编号与核验码对不上。")
            return REFUSED
        name = store.get(VOLUNTEERS, found.volunteer).name
        print(f"{found.kind} {found.number}：{name}，{found.issued_on:%Y-%m-%d} 出具，核验码相符。")
        if certified := _format_certified(store, found):
            print(f"登记的内容：{certified}。与纸上的不一样，就是改过的。")
    return DONE


def _format_certified(store: Store, found: Certificate) -> str:
    """Format the certified facts of the register, to be compared with the paper."""
    from storage.model.schema import text_of
    from storage.model.tables import BY_NAME, CERTIFICATES

    parts = []
    for name in ("organization", "training", "from_on", "until_on", "hours"):
        column, value = CERTIFICATES.by_name[name], getattr(found, name)
        if value is None:
            continue
        if column.kind.target:
            target = BY_NAME[column.kind.target]
            text = store.title_of(target, store.get(target, value))
        else:
            text = text_of(column, value)
        parts.append(f"{column.label} {text}")
    return "，".join(parts)


def _sign_in(options: argparse.Namespace) -> int:
    from exports.files import write_file
    from exports.people import sign_in_sheet, sign_in_workbook

    with open_store(options) as store:
        activity = _find_record(store, "activity", options.activity) or 0
        people = [_find_volunteer(store, one) for one in options.people]
        out = Path(options.out)
        if out.suffix.lower() == ".xlsx":
            sign_in_workbook(store, activity, out, clock.today(), people)
        else:
            data = sign_in_sheet(store, activity, people)
            write_file(out, data)
    print(f"签到表已写到 {options.out}")
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("certify", _certify, "开具证明、证书或志愿者卡")
    one.add_argument("kind", choices=KINDS, help="哪种证明")
    one.add_argument("person", metavar="PERSON", help="姓名、证件号码或志愿者编号")
    one.add_argument("--out", required=True, metavar="FILE.pdf", help="写成哪个文件")
    one.add_argument("--organization", metavar="NAME", help="记录单位（谁记录谁证明）")
    one.add_argument(
        "--from", dest="first", metavar="2026-01-01", help="服务从哪天算起；不写为今年第一天"
    )
    one.add_argument("--to", dest="last", metavar="2026-09-30", help="服务算到哪天；不写为今天")
    one.add_argument("--training", metavar="NAME", help="培训证书对应的培训")
    one.add_argument("--full", action="store_true", help="写完整证件号码（记入导出记录）")
    one = command("genuine", _genuine, "核对一份证明的编号和核验码")
    one.add_argument("number", metavar="NUMBER", help="证明上的编号")
    one.add_argument("code", metavar="CODE", help="证明上的核验码")
    one = command("sign-in", _sign_in, "活动签到表：.pdf 打印，.xlsx 填好后可导入")
    one.add_argument("activity", metavar="ACTIVITY", help="活动的名称或编号")
    one.add_argument(
        "people", nargs="*", metavar="PERSON", help="报名的人，姓名或编号；不写就留空行"
    )
    one.add_argument("--out", required=True, metavar="FILE", help="写成哪个文件，.pdf 或 .xlsx")
