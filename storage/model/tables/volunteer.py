"""Volunteers: people on the county's roster, registered on the platform or not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage import clock
from storage.errors import Problem
from storage.model.ages import age_sql
from storage.model.kinds import (  # fmt: skip
    COUNT,
    DATE,
    EDUCATION,
    ETHNICITY,
    HOURS,
    ID_NUMBER,
    ID_TYPE,
    NAME,
    NOTE,
    PARTIAL_DATE,
    PHONE,
    POLITICAL_STATUS,
    RESIDENT_ID,
    SEX,
    STUDENT_NUMBER,
    TEXT,
    YES_NO,
    choice,
    link,
)
from storage.model.kinds.identity import facts_of_id, is_school_key
from storage.model.kinds.masks import initial, redact_birth
from storage.model.person_conditions import (
    CONSENT_STANDS,
    LEAGUE_MEMBER,
    OVERAGE_MEMBER,
    VALID,
    WANTING,
    WITHDRAWN,
)
from storage.model.record import record
from storage.model.schema import Derived, Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

IDENTITY_CLASS = choice(
    "中小学生", "中职学生", "大学生", "机关事业", "企业", "社区农村", "西部计划", "其他",
    aliases={"学生": "中小学生", "中学生": "中小学生", "小学生": "中小学生", "中职": "中职学生",
             "高校学生": "大学生", "社区": "社区农村", "农村": "社区农村"},
)  # fmt: skip
REGISTERED, CANCELLED = "已注册", "已注销"
REGISTRATION = choice(
    "未注册", REGISTERED, "已被他处注册", "证件异常待处理", CANCELLED,
    aliases={"是": REGISTERED, "否": "未注册", "已": REGISTERED, "未": "未注册", "√": REGISTERED,
             "有": REGISTERED, "无": "未注册", "×": "未注册", "Y": REGISTERED, "N": "未注册",
             "已认证": REGISTERED, "没有": "未注册", "不是": "未注册",
             "已实名": REGISTERED, "正常": REGISTERED, "注销": CANCELLED},
)  # fmt: skip
ON_ROSTER = "在册"
STATUS = choice(ON_ROSTER, "转出", "毕业", "退出", aliases={"正常": ON_ROSTER, "在校": ON_ROSTER})
RELATION = choice(
    "父亲", "母亲", "祖父母", "其他亲属", "其他监护人",
    aliases={"父": "父亲", "母": "母亲", "爸爸": "父亲", "妈妈": "母亲", "爷爷": "祖父母", "奶奶": "祖父母",
             "外公": "祖父母", "外婆": "祖父母", "祖父": "祖父母", "祖母": "祖父母", "其他": "其他监护人",
             "外祖父": "祖父母", "外祖母": "祖父母", "爷孙": "祖父母", "祖孙": "祖父母", "父子": "父亲",
             "父女": "父亲", "继父": "父亲", "养父": "父亲", "母子": "母亲", "母女": "母亲", "继母": "母亲",
             "养母": "母亲", "监护人": "其他监护人",
             **dict.fromkeys("伯父 伯伯 叔叔 叔父 姑姑 姑父 舅舅 舅妈 姨妈 姨父 哥哥 姐姐 伯母 婶婶".split(), "其他亲属")},
    codes={"51": "父亲", "52": "母亲", "61": "祖父母", "62": "祖父母"},
)  # fmt: skip
AT_SCHOOL = "在读"
STUDY_STATUS = choice(
    AT_SCHOOL, "休学", "毕业", "参军", "退学",
    aliases={"在校": AT_SCHOOL, "在籍": AT_SCHOOL, "正常": AT_SCHOOL, "已毕业": "毕业", "应征入伍": "参军",
             "入伍": "参军", "保留学籍": "休学"},
)  # fmt: skip
CONSENT_STATE = choice(VALID, WITHDRAWN, WANTING)
RESIDENCE_PERMIT = "港澳台居民居住证"
_LATE = "2025"
_NO_MEMBERS = ("群众", "少先队员")
_RESIDENCE_PERMITS = ("81", "82", "83")  # how their numbers begin: Hong Kong, Macao, Taiwan
_RESIDENT_TYPES = (RESIDENT_ID, RESIDENCE_PERMIT)  # their numbers follow GB 11643


@record(frozen=True, kw_only=True, slots=True)
class Volunteer:
    """A person; fields after 令67 §5 and the county's roster."""

    id: int | None = None
    name: str = column(NAME, "姓名", required=True, synonyms=(
        "学生姓名", "团员姓名", "志愿者姓名", "名字", "学生", "XM", "name"))  # fmt: skip
    sex: str | None = column(SEX, "性别", synonyms=("XB", "sex", "gender"))
    birth_date: str | None = column(PARTIAL_DATE, "出生日期", synonyms=(
        "出生年月", "出生年月日", "生日", "出生时间", "出生", "CSRQ", "CSNY", "birthday"),
        leaves=redact_birth)  # fmt: skip
    id_type: str = column(
        ID_TYPE, "证件类型", default=RESIDENT_ID, synonyms=("身份证件类型", "SFZJLX")
    )
    id_number: str | None = column(ID_NUMBER, "身份证号", synonyms=(
        "身份证号码", "身份证", "身份证件号", "身份证件号码", "证件号", "证件号码", "公民身份号码",
        "公民身份证号码", "居民身份证号", "居民身份证号码", "SFZH", "SFZJH", "idcard"))  # fmt: skip
    ethnicity: str | None = column(
        ETHNICITY, "民族", synonyms=("MZ", "族别", "民族成份", "民族成分")
    )
    political_status: str | None = column(POLITICAL_STATUS, "政治面貌", synonyms=(
        "面貌", "政治身份", "政治面目", "是否团员/政治面貌", "ZZMM"))  # fmt: skip
    education: str | None = column(
        EDUCATION, "学历", synonyms=("文化程度", "层次", "培养层次", "CC")
    )
    identity_class: str | None = column(
        IDENTITY_CLASS, "身份类别", synonyms=("人员类别", "申报类别")
    )
    school: int | None = column(link("unit"), "学校或单位", synonyms=(
        "学校", "学校名称", "单位", "所在学校", "就读学校", "就读院校", "所在单位", "工作单位", "学习单位",
        "工作/学习单位"))  # fmt: skip
    department: str | None = column(TEXT, "院系专业", synonyms=(
        "学院", "院系", "系所", "分院", "二级学院", "专业", "专业名称", "所学专业", "修读专业", "ZYMC", "FY"))  # fmt: skip
    grade: str | None = column(TEXT, "年级", synonyms=("NJ", "入学年级"))
    class_name: str | None = column(TEXT, "班级", synonyms=(
        "班", "班别", "行政班", "所在班级", "所属班级", "就读班级", "现就读班级", "班级名", "班级名称", "年级班级",
        "年级/班级", "年班", "班号", "BH", "BJ", "BJMC"))  # fmt: skip
    student_number: str | None = column(STUDENT_NUMBER, "学号", synonyms=(
        "校内学号", "XH", "学籍号", "全国学籍号", "XJH", "学籍辅号", "省学籍辅号", "XJFH", "班内学号",
        "考生号", "KSH"))  # fmt: skip
    study_status: str | None = column(STUDY_STATUS, "学籍状态", synonyms=(
        "在校状态", "学生状态", "就读状态"), hint="休学、毕业、参军、退学的不计入在校大学生")  # fmt: skip
    residence: int | None = column(link("unit"), "居住区域", synonyms=("居住地", "居住乡镇"))
    phone: str | None = column(PHONE, "联系电话", synonyms=(
        "手机", "手机号", "手机号码", "本人电话", "联系方式", "联系手机", "移动电话", "手机/电话", "电话", "电话号码",
        "SJH", "SJHM", "LXDH", "mobile", "tel"))  # fmt: skip
    skills: str | None = column(TEXT, "专业技能", synonyms=("特长",))
    service_categories: str | None = column(TEXT, "服务类别", synonyms=("服务意向",))
    registration_status: str = column(REGISTRATION, "志愿四川状态", default="未注册", synonyms=(
        "是否注册志愿者", "是否成为注册志愿者", "是否志愿者", "志愿者注册情况", "是否注册志愿四川", "志愿四川是否注册",
        "志愿四川注册情况", "注册情况", "注册状态", "是否注册", "实名认证状态"))  # fmt: skip
    platform_number: str | None = column(TEXT, "志愿者编号", synonyms=("平台编号", "志愿四川编号"))
    registered_on: date | None = column(DATE, "注册日期", synonyms=(
        "注册时间", "注册志愿者时间", "成为注册志愿者的时间", "志愿者注册时间", "志愿四川注册时间"))  # fmt: skip
    cancelled_on: date | None = column(
        DATE,
        "注销日期",
        synonyms=("注销时间",),
        hint="在志愿四川注销的日期；截止日以后才注销的，那一季仍计入",
    )
    league_member: bool | None = column(YES_NO, "是否团员", hint="不填时按政治面貌判断", synonyms=(
        "是否共青团员", "是否入团", "团员", "共青团员"))  # fmt: skip
    league_joined_on: str | None = column(
        PARTIAL_DATE, "入团时间", synonyms=("入团年月", "入团日期", "何时入团", "RTSJ")
    )
    league_number: str | None = column(
        TEXT, "发展团员编号", synonyms=("团员编号", "入团志愿书编号")
    )
    league_branch: str | None = column(TEXT, "所在团支部", synonyms=(
        "团支部", "团支部名称", "团籍所在团支部", "所在支部", "所在团组织", "团组织全称"))  # fmt: skip
    league_post: str | None = column(
        TEXT,
        "团内职务",
        synonyms=("团干部职务", "团干职务"),
        hint="有团内职务的，满 28 周岁不算超龄",
    )
    backbone: bool | None = column(YES_NO, "是否骨干", synonyms=("骨干", "骨干志愿者"))
    guardian_name: str | None = column(NAME, "监护人姓名", leaves=initial, synonyms=(
        "监护人", "家长姓名", "家长", "父亲姓名", "母亲姓名", "成员1姓名", "JZXM", "JHRXM"))  # fmt: skip
    guardian_relation: str | None = column(RELATION, "监护人关系", synonyms=(
        "与监护人关系", "成员1关系", "家长关系"))  # fmt: skip
    guardian_phone: str | None = column(PHONE, "监护人电话", synonyms=(
        "家长电话", "家庭电话", "家长手机", "家长手机号", "家长联系电话", "家长联系方式", "手机号码(家长)",
        "父亲电话", "母亲电话", "监护人联系电话", "成员1联系电话", "JZDH", "JHRDH"))  # fmt: skip
    consented_on: date | None = column(DATE, "监护人同意日期", synonyms=("同意日期", "同意书日期"))
    consent_withdrawn_on: date | None = column(DATE, "同意撤回日期")
    platform_hours: int | None = column(HOURS, "平台累计时长", synonyms=(
        "平台时长", "服务时长", "志愿服务时长", "累计时长", "累计服务时长", "累计志愿服务时长", "信用时数", "信用时长"))  # fmt: skip
    insured: bool | None = column(YES_NO, "是否参保", synonyms=("人身意外险",))
    status: str = column(STATUS, "状态", default=ON_ROSTER)
    left_on: date | None = column(DATE, "离开日期", hint="转出、毕业或退出的日期")
    note: str | None = column(NOTE, "备注", synonyms=("说明",))


def deduce(values: dict[str, Any]) -> None:
    """Add sex and birth date from a sound ID number, and membership from political status.

    A vocational school's temporary number is its own key of the pupil, and no ID number.
    """
    number = values.get("id_number")
    if number and is_school_key(number):
        values.setdefault("student_number", values.pop("id_number"))
    elif number and (facts := facts_of_id(number)).fault is None:
        if number[:2] in _RESIDENCE_PERMITS:
            values.setdefault("id_type", RESIDENCE_PERMIT)
        if values.get("id_type", RESIDENT_ID) in _RESIDENT_TYPES:
            values.setdefault("birth_date", facts.birth_date)
            values.setdefault("sex", facts.sex)
    if values.get("political_status") == LEAGUE_MEMBER:
        values.setdefault("league_member", True)


def check(volunteer: Volunteer) -> Iterator[Problem]:
    """Find an unsound ID number, and what contradicts a sound one (shown, never overwritten)."""
    number = volunteer.id_number
    born = volunteer.birth_date
    if born and born > _LATE and born > clock.today().isoformat():  # a clock for few of 100,000
        yield Problem("birth_date", f"出生日期 {born} 在今天以后", warning=True)
    if volunteer.league_member and volunteer.political_status in _NO_MEMBERS:
        message = f"政治面貌是{volunteer.political_status}，却登记为团员"
        yield Problem("political_status", message, warning=True)
    if not number and is_school_key(volunteer.student_number or ""):
        label = VOLUNTEERS.by_name["id_number"].label
        message = f"没有{label}：999开头的是学校的临时编号，已记作学号"
        yield Problem("id_number", message, warning=True)
    if not number or volunteer.id_type not in _RESIDENT_TYPES:
        return
    facts = facts_of_id(number)
    if facts.fault:
        yield Problem("id_number", f"身份证号{facts.fault}")
        return
    born = facts.birth_date
    if volunteer.birth_date and not born.startswith(volunteer.birth_date):
        yield Problem("birth_date", f"出生日期与身份证号不符（证号上是 {born}）", warning=True)
    if volunteer.sex and volunteer.sex != facts.sex:
        yield Problem("sex", f"性别与身份证号不符（证号上是{facts.sex}）", warning=True)


VOLUNTEERS = Table(
    Volunteer,
    name="volunteer",
    label="志愿者",
    unit="人",
    key=("id_number",),
    search=("name", "id_number", "phone", "guardian_phone", "platform_number", "student_number"),
    indexes=(
        ("id",),  # a page far down in entry order steps over this, not over whole records
        ("name",),
        ("birth_date",),
        ("school",),
        ("phone",),
        ("registration_status",),
        ("registered_on",),
        ("status",),
        ("platform_number",),
    ),
    derived=(
        Derived("age", "周岁", COUNT, age_sql(), tells="birth_date"),
        Derived("overage", "超龄团员", YES_NO, OVERAGE_MEMBER),
        Derived("consent_state", "同意情况", CONSENT_STATE, CONSENT_STANDS),
    ),
    check=check,
    deduce=deduce,
)
