"""Figures counted from the rows of a written workbook, as the city would count them by hand."""

from __future__ import annotations

from datetime import date, datetime

CUT_OFF, FIRST, YEAR = date(2026, 9, 30), date(2026, 7, 1), date(2026, 1, 1)


def share(part: list, whole: list) -> float:
    """The share of one as the summary rounds it: half up to a tenth of a per cent."""
    tenths = (2000 * len(part) + len(whole)) // (2 * len(whole))
    return (min(tenths, 999) if len(part) < len(whole) else tenths) / 1000


def ticked(rows: list[dict], label: str, word: str = "是") -> list[dict]:
    """The rows that have this word in a column."""
    return [row for row in rows if row[label] == word]


def count_organizations(book) -> dict[str, object]:
    """The figures of W03 and W03.1 by code."""
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


def count_branches(book) -> dict[str, object]:
    """The figures of W04 by code."""
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


def count_trainings(book) -> dict[str, object]:
    """The figures of W09 and W09.1 by code."""
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


def age(row: dict) -> int:
    """Full years on the cut-off day; a birth date without its day counts from the first."""
    year, month, day = map(int, f"{row['出生日期']}-01"[:10].split("-"))
    return CUT_OFF.year - year - ((CUT_OFF.month, CUT_OFF.day) < (month, day))


def is_by_cut_off(value: object) -> bool:
    """Whether a day is no later than the cut-off, or not known."""
    return value is None or (isinstance(value, datetime) and value.date() <= CUT_OFF)


def is_registered(row: dict) -> bool:
    """Whether a person counts as registered: 14 years old, by the cut-off."""
    old_enough = row["出生日期"] is None or age(row) >= 14
    return row["志愿四川状态"] == "已注册" and is_by_cut_off(row["注册日期"]) and old_enough


def is_member(row: dict) -> bool:
    """Whether a person is a member of the league on the cut-off day."""
    is_one = (row["是否团员"] or ("是" if row["政治面貌"] == "共青团员" else "否")) == "是"
    return is_one and str(row["入团时间"] or "") <= CUT_OFF.isoformat()


def is_consented(row: dict) -> bool:
    """Whether a guardian's consent is in force on the cut-off day."""
    given, taken = row["监护人同意日期"], row["同意撤回日期"]
    in_force = taken is None or taken.date() > CUT_OFF or taken < given
    return given is not None and given.date() <= CUT_OFF and in_force


def count_people(roster) -> dict[str, object]:
    """The figures of the roster with nothing hidden, by code."""
    aged = [row for row in roster if row["出生日期"]]
    registrants = [row for row in roster if is_registered(row)]
    youth = [row for row in registrants if row["出生日期"] and 14 <= age(row) <= 35]
    members = [row for row in roster if is_member(row)]
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
        "V08": share([row for row in members if is_registered(row)], members),
        "V09": share([row for row in students if is_registered(row)], students),
        "V10": len([row for row in aged if 10 <= age(row) <= 13]),
        "V11": share([row for row in minors if is_consented(row)], minors),
        "V12": len([row for row in minors if not is_consented(row)]),
        "V13": len(ticked(roster, "是否骨干")),
    }
