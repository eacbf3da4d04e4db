"""The sample county's smaller ledgers as a clerk types them; days count back from the cut-off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from storage.model.schema import Table
from storage.model.tables import (
    AWARDS,
    BRANDS,
    CERTIFICATES,
    CHARTERS,
    EXCHANGES,
    FUNDS,
    INCENTIVES,
    INCUBATIONS,
    INSURANCE_POLICIES,
    MEETINGS,
    NEEDS,
    PARTNERSHIPS,
    POLICY_DOCUMENTS,
    PUBLICITIES,
    PURCHASES,
    SITES,
    TALENTS,
    WEST_VOLUNTEERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store

Lines = tuple[tuple[Any, ...], ...]
ASSOCIATION, HOSPITAL = "仁和区青年志愿者协会", "仁和区人民医院"
SUNSHINE, RESCUE, GREEN = (
    "仁和区阳光社工服务中心",
    "仁和区蓝天应急救援队",
    "仁和区绿芽环保志愿服务中心",
)

Ledgers = tuple[tuple[Table[Any], str, Lines], ...]
POLICIES: Ledgers = (
    (INSURANCE_POLICIES, "number insurer organization from_on until_on people amount", (
        ("SL-2026-0001（示例）", "示例财产保险公司", ASSOCIATION, 200, -165, 320, 9600),
        ("SL-2026-0002（示例）", "示例财产保险公司", RESCUE, 345, -20, 26, 1300),
        ("SL-2025-0009（示例）", "示例人寿保险公司", SUNSHINE, 430, 65, 40, 1200),
    )),
)  # fmt: skip

# table, the names of its fields, the records; a whole number in a day's field is days ago
LEDGERS: Ledgers = (
    (TALENTS, "name unit sex in_post certificate certificate_number certified_on major education"
              " evidence field from_on left_on", (
        ("罗晓岚", "仁和镇", "女", "是", "社会工作师", "SW2021（示例）01", 1800, None, "大学本科",
         "职业证书", "困境儿童", 2000),
        ("段文博", "大河中路街道", "男", "是", "助理社会工作师", None, 700, None, "大学专科",
         "职业证书", "社区矫正青少年", 900),
        ("海来·阿依", "平地镇", "女", "是", "无", None, None, "社会工作", "大学本科", "专业学历",
         "留守儿童", 500),
        ("贺佳怡", "金江镇", "女", "是", "无", None, None, None, "大学专科", "大专以上在岗",
         "青少年社团", 300),
        ("樊志强", "前进镇", "男", "是", "无", None, None, None, "普通高中", "在岗", "校外托管",
         200),
        ("单雅文", "仁和镇", "女", "否", "高级社会工作师", "SW2018（示例）02", 3000, "社会工作",
         "研究生", "职业证书", "督导", 3200, 40),
    )),
    (WEST_VOLUNTEERS, "name unit started_on ended_on programme subsidy insured assessment", (
        ("温若溪", "仁和镇", 60, -305, "青少年社会工作", "是", "是", "未考核"),
        ("龙子涵", "平地镇", 305, -60, "基层青年工作", "是", "否", "合格"),
        ("莫雨桐", HOSPITAL, 790, 60, "健康乡村", "是", "是", "优秀"),
    )),
    (SITES, "name kind setting unit organization address area staff opened_on free", (
        ("仁和区图书馆志愿服务示范岗", "示范岗", "图书馆", "仁和镇", ASSOCIATION, "仁和镇示例路1号",
         60, 2,
         400, "是"),
        ("仁和区人民医院导医示范岗", "示范岗", "医院", HOSPITAL, None, "门诊大厅", 20, 3, 30, "是"),
        ("大河中路街道新时代文明实践所", "文明实践阵地", "社区", "大河中路街道", None, "示例街8号",
         180, 4,
         700, "是"),
        ("仁和区党群服务中心青年空间", "党群服务中心", "社区", "仁和镇", SUNSHINE, "示例路22号",
         120, 2,
         500, "是"),
        ("仁和区应急志愿者实训基地", "实训基地", "其他", "金江镇", RESCUE, "示例大道3号", 900, 5,
         820, "否"),
        ("平地镇彝家院坝", "免费场所", "其他", "平地镇", None, "平地村", 260, None, 210, "是"),
    )),
    (NEEDS, "content source unit collected_on project answered_on status", (
        ("社区独居老人需要定期上门看望", "网格员", "仁和镇", 70, "银发陪伴周末行", 60, "已对接"),
        ("小区垃圾分类桶边督导", "社区居委会", "大河中路街道", 45, "“守护家园”垃圾分类宣讲", 40,
         "已对接"),
        ("暑期儿童托管缺人手", "社区居委会", "金江镇", 30, None, None, "待对接"),
        ("夜间路灯维修", "居民来电", "前进镇", 20, None, None, "不能对接"),
    )),
    (FUNDS, "year kind amount happened_on source purpose document_number", (
        (0, "预算", 120000, 240, "区级财政", "青年志愿服务工作经费", "仁财行〔2026〕8号（示例）"),
        (0, "到位", 80000, 150, "区级财政", "上半年经费", "仁财行〔2026〕21号（示例）"),
        (0, "支出", 26500, 80, None, "志愿者保险和培训", None),
        (0, "支出", 18200, 15, None, "示范岗标识制作", None),
        (-1, "预算", 90000, 610, "区级财政", "青年志愿服务工作经费", None),
        (-1, "支出", 88000, 300, None, "全年支出", None),
    )),
    (PURCHASES, "name contractor organization amount signed_on ended_on buyer", (
        ("困境青少年关爱服务", SUNSHINE, SUNSHINE, 60000, 110, -250, "共青团仁和区委员会"),
        ("河道巡护公益服务", GREEN, GREEN, 35000, 20, -160, "仁和区水务部门（示例）"),
    )),
    (INCUBATIONS, "name organization started_on measure ended_on", (
        (None, GREEN, 300, "免费场地、项目督导", None),
        ("仁和区青年骑行公益小组（筹）", None, 50, "注册辅导", None),
    )),
    (PARTNERSHIPS, "partner organization project paired_on guided", (
        ("攀西示例学院青年志愿者协会", SUNSHINE, None, 140, 3),
        ("西区示例社工站", GREEN, "“守护家园”垃圾分类宣讲", 65, 1),
        ("盐边县示例助学服务队", ASSOCIATION, None, 12),
    )),
    (BRANDS, "name area", (("青春伴行（筹）", "青少年陪伴"),)),
    (PUBLICITIES, "title kind published_on medium organization pieces", (
        ("抗疫青春：仁和青年志愿者的一百天（示例）", "经验材料", 250, "内部刊物", ASSOCIATION, 1),
        ("志愿四川注册公益广告", "公益广告", 35, "公交站台", ASSOCIATION, 6),
        ("钒·钛兄妹垃圾分类海报", "钒·钛卡通", 25, "社区宣传栏", GREEN, 12),
        ("志愿服务标识使用检查", "标识检查", 10, "实地检查", None, 9),
        ("致敬三线建设者口述史短片", "三线精神", 5, "微信公众号", None, 1),
    )),
    (EXCHANGES, "name held_on scope counterpart form people hosting topic", (
        ("川渝青年志愿者河流保护交流", 75, "川渝", "重庆示例区团委", "联合巡河", 18, "是",
         "长江项目"),
        ("爱领航·关爱卡车司机服务站互访", 28, "省内", "凉山州示例县团委", "现场观摩", 9, "否",
         "爱领航·关爱卡车司机"),
        ("全国志愿服务项目展示交流", 190, "全国性项目", None, "线上展示", 4, "否", "其他"),
    )),
    (MEETINGS, "topic body organization held_on people minutes_number", (
        ("听取志愿服务制度改革进展", "改革领导小组", None, 68, 12, "仁青改〔2026〕2号（示例）"),
        ("协会第二届会员代表大会", "会员代表大会", ASSOCIATION, 410, 66, None),
        ("审议年度工作计划", "理事会", ASSOCIATION, 200, 15, None),
        ("研究项目发布和保险", "常务理事会", ASSOCIATION, 24, 7, None),
        ("志愿服务组织推进会", "工作推进会", None, 18, 34, None),
    )),
    (CHARTERS, "organization body every_months from_on term_ends_on", (
        (ASSOCIATION, "会员代表大会", 12, 800, -300),
        (ASSOCIATION, "理事会", 6, 720),
        (ASSOCIATION, "常务理事会", 3, 800, None),
    )),
    (POLICY_DOCUMENTS, "title kind number issued_on issuer terms", (
        ("关于成立仁和区青年志愿服务制度改革领导小组的通知", "改革领导小组",
         "仁青联办〔2026〕1号（示例）",
         260, "仁和区青年工作联席会议办公室", "组长、成员单位和例会制度"),
        ("仁和区青年志愿者激励办法（示例）", "激励办法", "仁青发〔2026〕6号（示例）", 130,
         "共青团仁和区委员会", "推优入党、推优入团、分批入队、两红两优优先"),
        ("青年志愿服务制度改革任务分解方案", "任务分解方案", "仁青发〔2026〕4号（示例）", 220,
         "共青团仁和区委员会", None),
        ("全区深化改革年度工作要点（节选）", "纳入改革部署", None, 230, "仁和区委改革办（示例）",
         None),
    )),
    (AWARDS, "name awarded_on granter level kind organization project holder", (
        ("市级优秀志愿服务项目", 95, "共青团攀枝花市委员会", "市", "优秀项目", None,
         "“守护家园”垃圾分类宣讲", None),
        ("仁和区优秀志愿服务组织", 205, "共青团仁和区委员会", "县", "优秀组织", SUNSHINE, None,
         None),
        ("四川省最美志愿者", 33, "四川省示例单位", "省", "最美志愿者", None, None, "张示例"),
    )),
    (INCENTIVES, "kind applied_on people document", (
        ("推优入党", 90, 3, "仁和区青年志愿者激励办法（示例）"),
        ("推优入团", 55, 21, "仁和区青年志愿者激励办法（示例）"),
        ("分批入队", 120, 64, "仁和区青年志愿者激励办法（示例）"),
        ("两红两优", 148, 5, None),
    )),
)  # fmt: skip


def add_insurance(store: Store, edit: Edit, quarter: Quarter) -> None:
    """Add the insurance policies, which projects refer to."""
    _save(store, edit, POLICIES, quarter)


def add_ledgers(store: Store, edit: Edit, quarter: Quarter) -> None:
    """Add the remaining ledgers."""
    _save(store, edit, LEDGERS, quarter)


def _save(store: Store, edit: Edit, ledgers: Ledgers, quarter: Quarter) -> None:
    """Save the lines as records, resolving the names of linked records as a form does."""
    for table, names, lines in ledgers:
        for line in lines:
            edit.save(table, store.parse(table, dict(_draft(table, names.split(), line, quarter))))


def _draft(
    table: Table[Any], names: list[str], line: tuple[Any, ...], quarter: Quarter
) -> Iterator[tuple[str, object]]:
    for name, value in zip(names, line, strict=False):
        if value is None:
            continue
        if table.by_name[name].kind.name == "date":
            yield name, quarter.cut_off - timedelta(days=value)
        else:
            yield name, quarter.year + value if name == "year" else value


def add_papers(edit: Edit, people: tuple[int, ...], quarter: Quarter) -> None:
    """Add two papers to the register of issued papers."""
    for at, kind in enumerate(("志愿服务记录证明", "志愿者卡")):
        draft = {
            "number": f"RH{quarter.year}{at + 1:04}",
            "kind": kind,
            "volunteer": people[at],
            "issued_on": quarter.cut_off - timedelta(days=9 * at + 3),
            "hours": None if at else "36.5",
            "handler": "周嘉诚",
            "code": f"SAMPLE{at:02}",
        }
        edit.save(CERTIFICATES, CERTIFICATES.parse(draft))
