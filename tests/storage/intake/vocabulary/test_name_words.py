"""What of a cell can be a person's name."""

import pytest

from storage.intake.vocabulary.name_words import is_group, is_name, may_be_name


@pytest.mark.parametrize(
    "name",
    [
        "赵一", "王小明", "欧阳若兰", "阿木伍呷", "吉克伍沙莫", "吉克·阿依", "阿依•木呷", "甲", "周 五",
        "和计", "贺济", "高示例", "马标题", "王说明", "何总", "时间", "万年", "明示", "平均安", "盖章强", "如意",
        "李学生", "王登科", "李会", "李新村", "上官如有", "方一", "孙三★", "李四1", "吴六（转走）", "郑七-休学",
        "1.赵一", "组长：褚一", "赵一、钱二", "ZHAO Yi", "李四 Li Si", "王?", "李*",
    ],
)  # fmt: skip
def test_a_name_is_one_however_much_it_looks_like_a_word(name):
    assert is_name(name)
    assert not is_group(name)


@pytest.mark.parametrize(
    "text",
    [
        "合计", "总计：45人", "45人", "共45人", "男20", "四十五人", "填表人：张三", "单位负责人：张三", "以上人员均已核对无误",
        "以下空白", "情况属实", "请勿改动", "说明", "备注", "男", "女生", "女生（住校）", "指导教师", "教师志愿者", "高一（2）班",
        "高一2班", "第二小组", "盐边县渔门中学", "团员名单", "例：张三", "（示例）张三", "必填", "汉族", "2026年9月5日", "13800000001",
        "total", "", "  ", 45, None, "这一列要填身份证上的名字不能用小名",
    ],
)  # fmt: skip
def test_a_word_about_the_table_is_no_name(text):
    assert not is_name(text)


def test_a_group_of_people_is_no_name_though_it_may_refer_to_a_person():
    for group in ("男生", "指导教师", "住校生", "以下为转入学生", "第二小组", "高一（2）班"):
        assert is_group(group), group
    assert may_be_name("王老师")
    assert may_be_name("指导教师")
    assert not may_be_name("合计")
    assert not may_be_name("20人")
