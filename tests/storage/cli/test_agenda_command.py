"""`agenda` lists what falls due, for people and for scripts."""

import json
from datetime import date

from storage.model.tables import INSURANCE_POLICIES
from storage.model.tables.support_resources import InsurancePolicy


def test_a_theme_day_is_a_line_of_day_text_and_detail(call):
    code, out, _ = call("agenda", "--on", "2026-12-01", "--days", "10")
    lines = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert {len(line) for line in lines} == {3}
    assert "2026-12-05" in {day for day, text, _detail in lines if "国际志愿者日" in text}


def test_only_the_days_that_were_requested_are_listed(call):
    code, out, _ = call("agenda", "--on", "2026-12-06", "--days", "10", "--json")
    days = [one["day"] for one in json.loads(out)]
    assert code == 0
    assert "12-05" not in call("agenda", "--on", "2026-12-01", "--days", "3")[1]
    assert days == sorted(days)
    assert all("2026-12-06" <= day <= "2026-12-16" for day in days)


def test_a_script_reads_which_record_falls_due(call, store):
    with store.edit("录入") as edit:
        number = edit.save(
            INSURANCE_POLICIES,
            InsurancePolicy(number="P-1", insurer="示例保险", from_on=date(2025, 11, 1),
                            until_on=date(2026, 10, 31)),
        )  # fmt: skip
    _, out, _ = call("agenda", "--on", "2026-10-20", "--days", "20", "--json")
    assert json.loads(out) == [
        {"day": "2026-10-31", "text": "保单 P-1 到期", "detail": "示例保险",
         "table": "insurance_policy", "record": number},
    ]  # fmt: skip


def test_a_day_that_is_none_is_a_sentence(call):
    code, out, complaint = call("agenda", "--on", "二月三十")
    assert (code, out) == (2, "")
    assert complaint.strip().endswith("。")
