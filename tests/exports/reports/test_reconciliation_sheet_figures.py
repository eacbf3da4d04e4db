"""Every figure of the summary is what the rows beneath it come to, counted from the files."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from exports.reports import sheets_of
from exports.reports.report_context import ReportContext
from storage.counting.figures import figures
from storage.counting.figures.dimensions import DIMENSIONS
from storage.counting.indicators import INDICATORS
from storage.store import listing

CUT_OFF, FIRST, YEAR = date(2026, 9, 30), date(2026, 7, 1), date(2026, 1, 1)


@pytest.fixture(scope="module")
def summary(book):
    return {row["编号"]: row for row in book.rows("W01 指标汇总", "编号") if row["指标"]}


def share(part: list, whole: list) -> float:
    """The share of one as the summary rounds it: half up to a tenth of a per cent."""
    tenths = (2000 * len(part) + len(whole)) // (2 * len(whole))
    return (min(tenths, 999) if len(part) < len(whole) else tenths) / 1000


def ticked(rows: list[dict], label: str, word: str = "是") -> list[dict]:
    return [row for row in rows if row[label] == word]


# --- organizations, branches and trainings, from their sheets


def of_organizations(book) -> dict[str, object]:
    rows, units = book.records("W03 组织台账"), book.records("W03.1 建队单位")
    must = ticked(units, "建队要求", "必建")
    proven = ticked(rows, "民政注册有效")
    assert all(str(row["统一社会信用代码"])[:2] in ("51", "52", "53") for row in proven)
    own = [row for row in ticked(proven, "组织类型", "青年志愿者协会")
           if row["所属单位"] in (None, "仁和区")]  # fmt: skip
    return {
        "O01": len(rows),
        "O02": len(proven),
        "O03": "是" if own else "否",
        "O04": share(ticked(must, "已建大队"), must),
        "O05": len(ticked(units, "建队要求", "鼓励")),
        "O06": share([row for row in rows if row["平台账号"]], rows),
    }


def of_branches(book) -> dict[str, object]:
    rows = book.records("W04 团组织建设")
    rated, met = ticked(rows, "计入建团率"), ticked(rows, "达标")
    own, joint = (ticked(rated, "应建类型", word) for word in ("单独", "联合"))
    assert all(int(row["团员人数"]) >= 3 for row in own)
    assert all(int(row["团员人数"]) in (1, 2) for row in joint)
    built = [row for row in rows if row["已建类型"] != "未建"]
    return {
        "L01": len(rated),
        "L02": share(ticked(own, "达标"), own),
        "L03": share(ticked(joint, "达标"), joint),
        "L04": share(met, rated),
        "L05": share(ticked(built, "三有合格"), built),
        "L06": len([row for row in rows if row["预警"]]),
        "L07": len(ticked(rows, "应建类型", "待统计")),
    }


def of_trainings(book) -> dict[str, object]:
    year = book.records("W09 培训")
    quarter = ticked(year, "属本季")
    assert all(FIRST <= row["开始日期"].date() <= CUT_OFF for row in quarter)
    assert all(YEAR <= row["开始日期"].date() <= CUT_OFF for row in year)
    total = book.rows("W09.1 培训分类", "培训类别")[-1]
    found: dict[str, object] = {"T02": total["本季人数"], "T06": total["累计人数"]}
    for rows, codes in ((quarter, ("T01", "T03", "T04")), (year, ("T05", "T07", "T08"))):
        sums = (len(rows), sum(row["参训人数"] for row in rows), sum(row["学时"] for row in rows))
        found |= dict(zip(codes, sums, strict=True))
    return found


# --- people, from the roster's rows


def age(row: dict) -> int:
    year, month, day = map(int, f"{row['出生日期']}-01"[:10].split("-"))
    return CUT_OFF.year - year - ((CUT_OFF.month, CUT_OFF.day) < (month, day))


def by_cut_off(value: object) -> bool:
    return value is None or (isinstance(value, datetime) and value.date() <= CUT_OFF)


def registered(row: dict) -> bool:
    old_enough = row["出生日期"] is None or age(row) >= 14
    return row["志愿四川状态"] == "已注册" and by_cut_off(row["注册日期"]) and old_enough


def member(row: dict) -> bool:
    is_one = (row["是否团员"] or ("是" if row["政治面貌"] == "共青团员" else "否")) == "是"
    return is_one and str(row["入团时间"] or "") <= CUT_OFF.isoformat()


def consented(row: dict) -> bool:
    given, taken = row["监护人同意日期"], row["同意撤回日期"]
    in_force = taken is None or taken.date() > CUT_OFF or taken < given
    return given is not None and given.date() <= CUT_OFF and in_force


def of_people(roster) -> dict[str, object]:
    aged = [row for row in roster if row["出生日期"]]
    registrants = [row for row in roster if registered(row)]
    youth = [row for row in registrants if row["出生日期"] and 14 <= age(row) <= 35]
    members = [row for row in roster if member(row)]
    left = ("休学", "毕业", "参军", "退学")
    students = [row for row in aged if row["身份类别"] == "大学生" and age(row) >= 18
                and row["学籍状态"] not in left]  # fmt: skip
    minors = [row for row in aged if age(row) < 18]
    since = [row for row in registrants if row["注册日期"]]
    return {
        "V01": len(roster),
        "V02": len(youth),
        "V04": len(registrants),
        "V05": len([row for row in since if row["注册日期"].date() >= FIRST]),
        "V06": len([row for row in since if row["注册日期"].date() >= YEAR]),
        "V07": len(members),
        "V08": share([row for row in members if registered(row)], members),
        "V09": share([row for row in students if registered(row)], students),
        "V10": len([row for row in aged if 10 <= age(row) <= 13]),
        "V11": share([row for row in minors if consented(row)], minors),
        "V12": len([row for row in minors if not consented(row)]),
        "V13": len(ticked(roster, "是否骨干")),
    }


PERSONS = "rests on who did what, person by person, which no paper tells"
WHETHER = "says only whether there is one"
SHARES_OF_MONEY = "is a share of sums, each on W14.3"
OFFICE = "is counted from the plan or from what was sent, not from a ledger's rows"
ELSEWHERE = {
    "V03": "is the share of the target, tested by itself", "Y05": "is the share of the target",
    "O10": "is a sum that the ledger itself shows", "T09": PERSONS, "H07": PERSONS, "H10": PERSONS,
    "A08": PERSONS, "I02": PERSONS, "I03": PERSONS, "I04": PERSONS, "I05": PERSONS,
    "I01": WHETHER, "G01": WHETHER, "G04": WHETHER, "G05": WHETHER, "D01": WHETHER,
    "F02": SHARES_OF_MONEY, "F03": SHARES_OF_MONEY,
    "G03": OFFICE, "D02": OFFICE, "D03": OFFICE, "D04": OFFICE,
}  # fmt: skip


def test_every_figure_is_what_the_written_rows_come_to(book, roster, summary, county, quarter):
    recounted = of_organizations(book) | of_branches(book) | of_trainings(book) | of_people(roster)
    assert {code: summary[code]["数值"] for code in recounted} == recounted
    sheets = sheets_of(ReportContext(county, quarter, "masked", CUT_OFF))
    proved = {proof.code for sheet in sheets for proof in sheet.proofs}
    assert set(summary) == recounted.keys() | proved | ELSEWHERE.keys()
    assert not proved & ELSEWHERE.keys()


def test_the_share_of_the_target_is_counted_from_the_target(summary):
    youth, share_ = summary["V02"], summary["V03"]
    assert share_["分子"] == youth["数值"]
    assert share_["分母"] == youth["本年目标"]
    assert share_["数值"] == share([0] * youth["数值"], [0] * youth["本年目标"])


def test_the_summary_says_what_the_ledger_says(county, quarter, summary):
    for one in figures(county, quarter):
        value = summary[one.code]["数值"]
        if isinstance(value, str):
            assert value == one.text
        else:
            assert value == pytest.approx(one.value / (100 if one.unit == "%" else 1))


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_the_records_an_indicator_names_are_as_many_as_it_says(county, quarter, indicator):
    one = ReportContext(county, quarter, "masked", CUT_OFF).measured[indicator.code]
    is_behind = listing.count(county, one.part.query(quarter))
    if indicator.amount:
        return
    said = one.figure.numerator if one.unit == "%" else one.value
    assert is_behind == said or (one.unit == "是否" and bool(is_behind) == bool(said))


def test_each_group_of_volunteers_sums_to_the_whole_county(book, summary):
    rows = book.rows("W05 志愿者统计", "类别")
    group: list[dict] = []
    groups = 0
    for row in rows:
        if row["在册人数"] is None:
            group = []
        elif row["分组"] == "小计":
            groups += 1
            for label, code in (("在册人数", "V01"), ("已注册", "V04"), ("注册青年", "V02"), ("在册团员", "V07")):  # fmt: skip
                assert sum(one[label] for one in group) == row[label] == summary[code]["数值"]
        else:
            group.append(row)
    assert groups == len(DIMENSIONS)


def test_people_are_never_more_than_attendances(book):
    for row in book.rows("W09.1 培训分类", "培训类别"):
        assert row["本季人数"] <= row["本季人次"]
        assert row["累计人数"] <= row["累计人次"]
