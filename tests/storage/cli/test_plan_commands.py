"""`import-plan` and `plan`: the year's work plan read from a notice, and its progress."""

import json
from pathlib import Path

from storage.model.tables import WORK_PLANS

ROOT = Path(__file__).parents[3]
NOTICE = ROOT / "tests" / "reference" / "notice-2027.txt"


def test_a_notice_is_read_without_saving_first_and_then_imported_as_the_years_plan(call):
    code, out, _ = call("import-plan", NOTICE, "--dry-run", "--json")
    found = json.loads(out)
    assert (code, found["year"], found["kept"], found["again"]) == (0, 2027, False, False)
    assert [row["measure_number"] for row in found["rows"]][:3] == ["1.1", "1.2a", "1.2b"]
    assert call("list", "work-plans", "--where", "year=2027")[1].count("\n") == 1
    code, out, _ = call("import-plan", NOTICE)
    assert code == 0
    assert "已导入《示例市青年志愿服务2027年工作要点》：3 个方面、6 条" in out
    code, out, _ = call("import-plan", NOTICE)
    assert "已更新" in out
    assert call("list", "work-plans", "--where", "year=2027")[1].count("\n") == 2


def test_the_plan_of_a_quarter_is_listed_with_drafts_marked(call):
    code, out, _ = call("plan", "--period", "2026Q3")
    assert (code, out.count("\n")) == (0, 29)
    assert "［草稿］" in out
    code, out, _ = call("plan", "--period", "2026Q3", "--json")
    lines = json.loads(out)
    assert len(lines) == 29
    assert {line["state"] for line in lines} == {None}
    assert all(line["drafted"] for line in lines)
    assert call("plan", "--period", "2019Q4")[0] == 2


def test_a_year_without_a_plan_is_a_sentence_and_a_failure(call):
    code, out, _ = call("plan", "--period", "2019Q4")
    assert (code, out) == (2, "2019 年还没有工作要点，可用 import-plan 导入。\n")


def test_a_dry_run_reports_what_was_read_and_saves_no_plan(call, store):
    before = store.find(WORK_PLANS)
    code, out, _ = call("import-plan", NOTICE, "--dry-run")
    assert code == 0
    assert "读到《示例市青年志愿服务2027年工作要点》：3 个方面、6 条" in out
    assert store.find(WORK_PLANS) == before
