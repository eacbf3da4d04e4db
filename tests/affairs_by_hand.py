"""Talents, awards, places, money, meetings and papers worked out by hand, without SQL."""

from __future__ import annotations

from datetime import timedelta

from league_by_hand import in_force, number_of, rate, share
from storage.model.period import Quarter


def affairs(county, quarter):
    return {
        **_talents(county, quarter.cut_off),
        **_culture(county, quarter),
        **_support(county, quarter),
        **_governance(county, quarter),
    }


def _begun(day, on):
    return day is None or day <= on


def _going(day, on):
    return day is None or day > on


def _during(records, name, quarter):
    return [one for one in records if quarter.year_first <= getattr(one, name) <= quarter.cut_off]


def _talents(county, on):
    ours = county.ours(county.talents, "unit")
    there = [one for one in ours if _begun(one.from_on, on) and _going(one.left_on, on)]
    posted = [one for one in there if one.in_post]
    certified = [one for one in there if one.certificate != "无" and _begun(one.certified_on, on)]
    middle = [one for one in certified if one.certificate != "助理社会工作师"]
    workers = [
        one for one in posted
        if one.education in ("研究生", "大学本科", "大学专科") or one in middle
    ]  # fmt: skip
    professional = [one for one in there if one in certified or one.major]
    reported = {"在岗": posted, "社会工作人才": workers, "专业社会工作人才": professional}
    counted = len(reported[county.policy.talent_counted])
    target = next((one.value for one in county.targets if one.indicator == "Y04"), None)
    west = [
        one for one in county.ours(county.west, "unit")
        if one.started_on <= on and _going(one.left_on or one.ended_on, on)
    ]  # fmt: skip
    return {
        "Y01": number_of(posted),
        "Y02": number_of(workers),
        "Y03": number_of(professional),
        "Y04": (counted, None, None),
        "Y05": (share(counted, target), counted, target),
        "Y06": rate([one for one in posted if one in certified], posted),
        "K01": number_of(west),
        "K02": number_of([one for one in west if one.programme == "青少年社会工作"]),
        "K03": rate([one for one in west if one.subsidy and one.insured], west),
    }


def _culture(county, quarter):
    awards = _during(county.ours(county.awards, "volunteer", "organization"), "awarded_on", quarter)
    papers = _during(county.ours(county.publicities, "organization"), "published_on", quarter)
    exchanges = _during(county.exchanges, "held_on", quarter)
    uses = _during(county.ours(county.incentives, "volunteer"), "applied_on", quarter)

    def pieces(*kinds):
        return sum(one.pieces for one in papers if one.kind in kinds), None, None

    def people(*kinds):
        chosen = [one for one in uses if one.kind in kinds]
        return sum(1 if one.people is None else one.people for one in chosen), None, None

    cards = _during(county.ours(county.certificates, "volunteer"), "issued_on", quarter)
    scopes = {"E02": "川渝", "E03": "省内", "E04": "省外"}
    return {
        "A01": number_of(awards),
        "A02": number_of([one for one in awards if one.level in ("国家", "省")]),
        "A03": number_of([one for one in awards if one.kind in ("青年志愿之星", "最美志愿者")]),
        "A05": pieces("公益广告", "文创作品", "钒·钛卡通", "媒体报道", "三线精神", "其他"),
        "A06": pieces("标识检查"),
        "A07": pieces("成果总结"),
        "S03": pieces("经验材料"),
        "A08": number_of([one for one in cards if one.kind == "志愿者卡"]),
        "E01": number_of(exchanges),
        **{
            code: number_of([one for one in exchanges if one.scope == scope])
            for code, scope in scopes.items()
        },
        "E05": number_of([one for one in exchanges if one.scope == "全国性项目" and one.hosting]),
        "I02": people("推优入党"),
        "I03": people("推优入团"),
        "I04": people("分批入队"),
        "I05": people("A级证书", "第二课堂成绩单", "两红两优", "推优入党"),
    }


def _support(county, quarter):
    on = quarter.cut_off
    sites = [
        one for one in county.ours(county.sites, "unit", "organization") if _begun(one.opened_on, on) and _going(one.closed_on, on)
    ]  # fmt: skip
    needs = _during(county.ours(county.needs, "unit"), "collected_on", quarter)
    bought = _during(county.purchases, "signed_on", quarter)
    growing = [
        one for one in county.ours(county.incubations, "organization") if one.started_on <= on
    ]
    money = dict.fromkeys(("预算", "到位", "支出"), 0)
    for one in county.funds:
        if one.year == quarter.year and one.happened_on <= on:
            money[one.kind] += one.amount
    kinds = {"S01": "示范岗", "S04": "文明实践阵地", "S07": "党群服务中心", "S11": "实训基地",
             "S13": "行动中心"}  # fmt: skip
    return {
        **{
            code: number_of([one for one in sites if one.kind == kind])
            for code, kind in kinds.items()
        },
        "S05": number_of(needs),
        "S06": rate(
            [one for one in needs if one.status == "已对接" and _begun(one.answered_on, on)], needs
        ),
        "S08": number_of([one for one in growing if _going(one.ended_on, on)]),
        "S09": number_of(bought),
        "S10": (sum(one.amount for one in bought) / 100, None, None),
        "S12": number_of([one for one in sites if one.kind == "免费场所" or one.free]),
        "F01": (money["预算"] / 100, None, None),
        "F02": _of_sums(money["到位"], money["预算"]),
        "F03": _of_sums(money["支出"], money["预算"]),
    }


def _of_sums(part, whole):
    return share(part, whole), part, whole


def _governance(county, quarter):
    on = quarter.cut_off
    issued = {one.kind for one in county.documents if one.number and one.issued_on <= on}

    def whether(kind):
        return int(kind in issued), None, None

    leading = [
        one for one in _during(county.ours(county.meetings, "organization"), "held_on", quarter)
        if one.body == "改革领导小组"
    ]  # fmt: skip
    due = met = 0
    there = {one.id for one in county.organizations if in_force(one, on)}
    for one in county.ours(county.charters, "organization"):
        if one.organization not in there:
            continue
        days = [
            m.held_on for m in county.meetings
            if m.organization == one.organization and m.body == one.body
        ]  # fmt: skip
        first = one.from_on
        for number in range(1, 100):
            last = _later(one.from_on, number * one.every_months)
            if last > on:
                break
            if last >= quarter.year_first:
                due += 1
                met += any(first < day <= last for day in days)
            first = last
    plans = [one for one in county.plans if one.year <= quarter.year]
    plan = max(plans, key=lambda one: one.year).id if plans else None
    rows = [one for one in county.plan_rows if one.plan == plan]
    over = [one for one in rows if one.deadline and one.deadline <= on]

    def state(row):
        told = [p for p in county.progress if p.row == row.id and p.quarter <= str(quarter)]
        return max(told, key=lambda one: one.quarter).state if told else None

    done = [one for one in over if state(one) in ("已完成", "长期坚持")]
    documents = _during(county.documents, "issued_on", quarter)
    reports = [one for one in county.dispatches if _reported(one)]
    first = [
        one for one in _during(reports, "sent_on", quarter)
        if not any(
            other.quarter == one.quarter and (other.sent_on, other.id) < (one.sent_on, one.id)
            for other in reports
        )
    ]  # fmt: skip
    return {
        "G01": whether("改革领导小组"),
        "G02": number_of(leading),
        "G03": _of_sums(met, due),
        "G04": whether("纳入改革部署"),
        "G05": whether("规划"),
        "I01": whether("激励办法"),
        "D01": whether("任务分解方案"),
        "D02": rate([one for one in rows if one.responsible and one.deadline], rows),
        "D03": rate(done, over),
        "D04": rate([one for one in first if _in_time(county, one)], first),
        "D05": number_of([one for one in documents if one.kind in ("总结评估", "经验推广")]),
    }


def _reported(dispatch):
    answered = dispatch.receipt or dispatch.received_on or dispatch.returned_on
    return not dispatch.draft and (dispatch.channel != "邮件草稿" or bool(answered))


def _in_time(county, dispatch):
    cut_off = Quarter.parse(dispatch.quarter).cut_off
    return dispatch.sent_on <= cut_off + timedelta(county.policy.report_within)


def _later(day, months):
    """The same day some months on, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return day.replace(year=year, month=month + 1, day=number)
        except ValueError:
            continue
    raise AssertionError
