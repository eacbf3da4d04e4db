"""The table of measurements in the README."""

import pytest

from tests.bench import run

ONE, OTHER = "导入 50,000 行", "撤销这次导入"
BEFORE = f"# 甲\n{run.BEGIN}\n| {ONE} | 1 秒 |\n| {OTHER} | 2 秒 |\n{run.END}\n乙\n"


def figure(label, seconds):
    return {
        "name": "import", "label": label, "unit": "ms", "ours": seconds * 1000, "bare": 1000.0,
        "ratio": seconds, "aim": 3, "aim_unit": "×", "met": True,
    }  # fmt: skip


@pytest.mark.parametrize(("whole", "others"), [(True, 0), (False, 1)])
def test_a_part_that_is_measured_anew_leaves_the_lines_of_the_others(whole, others):
    text = run._renewed(BEFORE, [figure(ONE, 2.5)], whole=whole)
    assert text.startswith("# 甲\n")
    assert text.endswith(f"{run.END}\n乙\n")
    assert text.count(f"| {ONE} | 2.50 秒 | 1.00 秒 | 2.50× | ≤ 3 × |\n") == 1
    assert text.count("| 1 秒 |") == 0
    assert text.count(f"| {OTHER} | 2 秒 |\n") == others


def test_what_takes_many_minutes_is_measured_where_it_is_asked_for():
    names = {word: [case.name for case in run._chosen(run._arguments(word.split()))]
             for word in ("", "--full", "--only growth")}  # fmt: skip
    assert "growth" not in names[""]
    assert set(names["--full"]) == {*names[""], "growth"} == set(run.cases())
    assert names["--only growth"] == ["growth"]
