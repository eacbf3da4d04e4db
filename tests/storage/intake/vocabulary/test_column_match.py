import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake.vocabulary.column_match import match
from storage.model.tables import TABLES, VOLUNTEERS


def _fields(*headers, groups=()):
    return [m.column.name if m.column else None for m in match(VOLUNTEERS, headers, groups)]


@pytest.mark.parametrize(
    ("header", "field"),
    [("姓 名", "name"), ("*姓名：", "name"), ("学生姓名", "name"), ("XM", "name"), ("性别(男/女)", "sex"),
     ("公民身份号码", "id_number"), ("身份证号\n码", "id_number"), ("SFZH", "id_number"), ("民族成份", "ethnicity"),
     ("是否团员/政治面貌", "political_status"), ("手机号码(家长)", "guardian_phone"), ("家长联系方式", "guardian_phone"),
     ("成员1联系电话", "guardian_phone"), ("本人电话", "phone"), ("所在班级", "class_name"), ("CSRQ", "birth_date"),
     ("学生身份证号码", "id_number"), ("学生联系电话", "phone"), ("本人手机号", "phone"), ("学生的性别", "sex"),
     ("联系方式", "phone"), ("年级/班级", "class_name"), ("团员（√）", "league_member"), ("jzdh", "guardian_phone"),
     ("是否志愿者", "registration_status"), ("累计志愿服务时长", "platform_hours"), ("二级学院", "department")],
)  # fmt: skip
def test_headers_met_in_the_wild_find_their_field(header, field):
    assert _fields(header) == [field]


@pytest.mark.parametrize(
    "header",
    ["班主任电话", "填表人联系电话", "紧急联系人电话", "紧急联系人", "班主任姓名", "审核人", "成员2姓名", "成员2联系电话",
     "推荐人姓名", "父亲身份证号", "监护人身份证号", "学生人数", "团员数", "志愿者总人数"],
)  # fmt: skip
def test_what_belongs_to_somebody_else_never_lands_in_the_pupils_own_field(header):
    (found,) = _fields(header)
    assert found is None


def test_the_heading_above_decides_whose_name_and_telephone_it_is():
    assert _fields("姓名", "电话", groups=("监护人", "监护人")) == [
        "guardian_name",
        "guardian_phone",
    ]
    assert _fields("姓名", "电话", groups=("班主任", "班主任")) == [None, None]
    assert _fields("姓名", "身份证号", groups=("基本信息", "基本信息")) == ["name", "id_number"]


def test_a_field_is_mapped_once_and_the_second_column_has_the_reason():
    first, second = match(VOLUNTEERS, ("联系电话", "手机"))
    assert first.column.name == "phone"
    assert second.column is None
    assert "联系电话" in second.why


def test_an_unknown_header_is_reported_and_not_forced_into_a_field():
    (found,) = match(VOLUNTEERS, ("健康状况",))
    assert found.column is None
    assert found.why == "不认识"


def test_a_slip_of_the_pen_is_guessed_and_marked_as_a_guess():
    (found,) = match(VOLUNTEERS, ("出生年月日期",))
    assert found.column.name == "birth_date"
    assert found.confidence < 100
    assert found.why == "猜测"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_label_of_a_table_is_mapped_to_its_own_field(table):
    headers = [column.label for column in table.columns]
    assert [m.column.name for m in match(table, headers)] == [c.name for c in table.columns]


@given(st.lists(st.text(max_size=20), max_size=12))
def test_any_headers_are_mapped_without_a_field_twice(headers):
    found = [name for name in _fields(*headers) if name]
    assert len(found) == len(set(found))


REGISTER = (
    "学校标识码 姓名 性别 出生日期 出生地行政区划代码 籍贯 民族 国籍/地区 身份证件类型 身份证件号 港澳台侨外 政治面貌 健康状况 "
    "姓名拼音 曾用名 身份证件有效期 户口所在地行政区划 户口性质 特长 学籍辅号 班内学号 年级 班级 入学年月 入学方式 就读方式 "
    "学生来源 现住址 通信地址 家庭地址 联系电话 邮政编码 电子信箱 主页地址 是否独生子女 是否受过学前教育 是否留守儿童 "
    "是否进城务工人员随迁子女 是否孤儿 是否烈士或优抚子女 随班就读 残疾类型 是否由政府购买学位 是否需要申请资助 是否享受一补 "
    "上下学距离 上下学交通方式 是否乘坐校车 成员1姓名 成员1关系 成员1关系说明 成员1民族 成员1工作单位 成员1现住址 "
    "成员1户口所在地 成员1联系电话 成员1是否监护人 成员1身份证件类型 成员1身份证件号 成员1职务 成员2姓名 成员2关系 成员2关系说明 "
    "成员2民族 成员2工作单位 成员2现住址 成员2户口所在地 成员2联系电话 成员2是否监护人 成员2身份证件类型 成员2身份证件号 成员2职务"
)
WHOLE = [
    ("the national register", REGISTER, {
        "姓名": "name", "性别": "sex", "出生日期": "birth_date", "民族": "ethnicity", "身份证件类型": "id_type",
        "身份证件号": "id_number", "政治面貌": "political_status", "特长": "skills", "学籍辅号": "student_number",
        "年级": "grade", "班级": "class_name", "联系电话": "phone", "成员1姓名": "guardian_name",
        "成员1关系": "guardian_relation", "成员1联系电话": "guardian_phone"}),
    ("a college's register", "KSH XH XM XB CSRQ SFZH ZZMM MZ ZYDM ZYMC CC XZ XXXS RXRQ FY XSH BH YJBYRQ", {
        "XH": "student_number", "XM": "name", "XB": "sex", "CSRQ": "birth_date", "SFZH": "id_number",
        "ZZMM": "political_status", "MZ": "ethnicity", "ZYMC": "department", "CC": "education", "BH": "class_name"}),
    ("a vocational school's register",
     "身份证号 姓名 性别 民族 年级 入学年月 招生类型 修读专业 学制 班级 生源地 培养类别 毕业时间 学校代码 班级代码", {
        "身份证号": "id_number", "姓名": "name", "性别": "sex", "民族": "ethnicity", "年级": "grade",
        "修读专业": "department", "班级": "class_name"}),
    ("a list of league members",
     "序号 姓名 性别 民族 身份证号 出生年月 政治面貌 学历 学位 工作/学习单位 所在团组织 团内职务 入团时间 发展团员编号 "
     "手机号码 是否流动团员 团员报到状态 团籍状态 是否注册志愿者 年度教育评议", {
        "姓名": "name", "性别": "sex", "民族": "ethnicity", "身份证号": "id_number", "出生年月": "birth_date",
        "政治面貌": "political_status", "学历": "education", "工作/学习单位": "school", "所在团组织": "league_branch",
        "团内职务": "league_post", "入团时间": "league_joined_on", "发展团员编号": "league_number", "手机号码": "phone",
        "是否注册志愿者": "registration_status"}),
    ("an export of a platform",
     "志愿者姓名 志愿者编号 证件类型 证件号码 性别 出生日期 年龄 民族 政治面貌 学历 手机号码 邮箱 所属地区 服务类别 从业状况 "
     "工作单位 所属志愿团体 注册时间 服务时长(小时) 累计服务时长 服务次数 实名认证状态", {
        "志愿者姓名": "name", "志愿者编号": "platform_number", "证件类型": "id_type", "证件号码": "id_number",
        "性别": "sex", "出生日期": "birth_date", "民族": "ethnicity", "政治面貌": "political_status", "学历": "education",
        "手机号码": "phone", "服务类别": "service_categories", "工作单位": "school", "注册时间": "registered_on",
        "累计服务时长": "platform_hours", "实名认证状态": "registration_status"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "fields"), [one[1:] for one in WHOLE], ids=[one[0] for one in WHOLE]
)
def test_a_whole_sheets_headers_find_their_fields_and_nothing_else_does(headers, fields):
    mapped = match(VOLUNTEERS, headers.split())
    assert {m.header: m.column.name for m in mapped if m.column} == fields
    assert all(m.confidence == 100 for m in mapped if m.column)


def test_a_bare_telephone_in_a_roster_of_pupils_is_to_be_confirmed():
    (_name, _class, phone) = match(VOLUNTEERS, ("姓名", "班级", "电话"))
    assert (phone.column.name, phone.confidence) == ("phone", 60)
    assert phone.why == "可能是家长的电话，请确认"
    assert match(VOLUNTEERS, ("姓名", "单位", "电话"))[2].confidence == 100
    assert match(VOLUNTEERS, ("姓名", "班级", "电话", "家长电话"))[2].confidence == 100
    assert match(VOLUNTEERS, ("姓名", "班级", "本人电话"))[2].confidence == 100


def test_a_register_number_where_no_id_number_is_may_be_one():
    assert match(VOLUNTEERS, ("姓名", "学籍号"))[1].confidence == 80
    assert match(VOLUNTEERS, ("姓名", "学籍号", "身份证号"))[1].confidence == 100
