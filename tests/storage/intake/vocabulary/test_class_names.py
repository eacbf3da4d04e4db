import pytest

from storage.intake.vocabulary.class_names import class_in, class_of_sheet, is_class


@pytest.mark.parametrize(
    ("text", "found"),
    [("盐边县渔门中学高一（3）班团员花名册", "高一（3）班"), ("班级：高一（3）班    班主任：李老师   人数：35", "高一（3）班"),
     ("渔门中学2024级3班学生名册", "2024级3班"), ("初2025届 4班志愿者名单", "初2025届4班"), ("2023级护理1班", "2023级护理1班"),
     ("七年级二班", "七年级二班"), ("班级：火箭班", "火箭班"), ("2401班", "2401班"),
     ("高一1班、高一2班团员名册", ""), ("2026年团员花名册", ""), ("团员班名单", ""), ("班级人数35人", "")],
)  # fmt: skip
def test_the_one_class_that_a_title_speaks_of_is_found(text, found):
    assert class_in(text) == found


@pytest.mark.parametrize(
    ("name", "several", "said"),
    [("高一1班", False, {"class_name": "高一1班"}), ("高一1班团员", True, {"class_name": "高一1班"}),
     ("护理班", True, {"class_name": "护理班"}), ("护理班", False, {}), ("2401", True, {"class_name": "2401"}),
     ("高一（2）", True, {"class_name": "高一（2）"}), ("高二", True, {"grade": "高二"}), ("2024级", True, {"grade": "2024级"}),
     ("2024", True, {}), ("Sheet1", True, {}), ("全校", True, {}), ("团员班名单", True, {})],
)  # fmt: skip
def test_a_sheet_is_named_after_a_class_a_grade_or_neither(name, several, said):
    assert class_of_sheet(name, several=several) == said


def test_a_class_alone_is_no_name():
    assert is_class("高一（2）班")
    assert not is_class("单一班长")
    assert not is_class("班一鸣")
