"""The checks before a package is sent: which stand in the way, and what they say."""

from __future__ import annotations

import pytest

from exports.mail.checklist import checks, refuse_bad
from exports.package import write_package
from exports.package.package_files import required_package
from postoffice import USER
from received_packages import QUARTER, tones
from storage.errors import UserError
from storage.model.tables.mail import MailAccount
from storage.quarter.sealing import seal_unchecked

TO = ("zhiyuan@city.example.com",)


def test_each_check_has_its_tone(store, today, package):
    account = MailAccount(sender=USER, host="h", recipients=TO[0], size_limit=0)
    found = tones(checks(store, package, TO, account))
    assert found == {
        "隐私档位": "good", "封存": "warn", "附件": "good", "大小": "warn", "收件人": "good",
    }  # fmt: skip
    seal_unchecked(store, QUARTER, today)
    assert tones(checks(store, package))["封存"] == "bad"
    package.files[0].write_bytes(b"changed")
    assert tones(checks(store, package))["附件"] == "bad"
    package.files[0].unlink()
    assert "缺" in next(one.text for one in checks(store, package) if one.name == "附件")
    with pytest.raises(UserError, match="报送包不齐"):
        required_package(package.folder)


def texts(found) -> dict[str, str]:
    return {one.name: one.text for one in found}


def test_a_list_of_people_with_whole_numbers_must_be_locked(store, today, tmp_path):
    write_package(
        store, QUARTER, tmp_path / "全", "full", on=today, reason="核对名册", password="k7mq-x3ab"
    )
    full = required_package(tmp_path / "全")
    locked = checks(store, full)[0]
    assert (locked.tone, "附册已加密" in locked.text) == ("warn", True)
    full.annex.write_bytes(b"PK\x03\x04 opened")
    opened = checks(store, full)[0]
    assert (opened.tone, opened.text) == (
        "bad", "附册有完整的证件号码，却没有加密：请重新导出",
    )  # fmt: skip
    with pytest.raises(UserError, match="没有发送：附册有完整的证件号码.*；.*导出后被改动过"):
        refuse_bad(checks(store, full))


def test_a_draft_or_a_summary_is_sent_with_no_more_than_a_warning(store, today, tmp_path):
    write_package(store, QUARTER, tmp_path / "汇总", "summary", on=today)
    found = checks(store, required_package(tmp_path / "汇总"))
    assert [(one.name, one.tone) for one in found] == [
        ("隐私档位", "good"), ("封存", "warn"), ("附件", "good"), ("大小", "good"),
    ]  # fmt: skip
    assert found[0].text == "汇总：没有个人名册"
    refuse_bad(found)


def test_a_package_of_an_older_version_is_refused(store, today, tmp_path):
    seal_unchecked(store, QUARTER, today)
    write_package(store, QUARTER, tmp_path / "一", "masked", on=today)
    first = required_package(tmp_path / "一")
    assert texts(checks(store, first))["封存"].startswith("已封存：")
    seal_unchecked(store, QUARTER, today, "学校漏报")
    assert "这些文件却是第 1 版：请重新导出" in texts(checks(store, first))["封存"]


def test_recipients_are_compared_without_regard_to_case_and_strangers_are_named(store, package):
    account = MailAccount(sender=USER, host="h", recipients=TO[0])
    same = texts(checks(store, package, [TO[0].upper()], account))
    assert same["收件人"] == TO[0].upper()
    strange = texts(checks(store, package, [*TO, "a@b.cn"], account))
    assert strange["收件人"] == "a@b.cn不在设置的收件人名单里：请核对，或先加进名单"
    assert "收件人" not in texts(checks(store, package, TO))
