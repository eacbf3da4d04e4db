"""Words with a national code, held against the standards' own lists."""

import pytest

from storage.model.kinds import (
    EDUCATION,
    ETHNICITY,
    ID_TYPE,
    POLITICAL_STATUS,
    SEX,
    YES_NO,
)

NO_CODE = "只写了“{0}”，分不清是男是女，请写成男或女"
HONG_KONG_MACAU, TAIWAN = "港澳居民来往内地通行证", "台湾居民来往大陆通行证"


def parsed(kind, words):
    return [kind.parse(word) for word in words.split()]


def test_sex_is_read_from_words_letters_and_signs():
    assert set(parsed(SEX, "男 M m 男性 男生 ♂")) == {"男"}
    assert set(parsed(SEX, "女 F f 女性 女生 ♀")) == {"女"}
    assert SEX.choices == ("男", "女")


@pytest.mark.parametrize("code", ["0", "1", "2", "9"])
def test_a_bare_code_of_sex_is_refused_since_systems_use_it_both_ways(code):
    with pytest.raises(ValueError, match=NO_CODE.format(code)):
        SEX.parse(code)


def test_nationalities_outside_the_list_are_read_by_word_and_by_code():
    assert parsed(ETHNICITY, "其它 97 其他") == ["其他"] * 3
    assert parsed(ETHNICITY, "外国血统中国籍人士 98 外国血统") == ["外国血统"] * 3
    assert parsed(ETHNICITY, "01 56 07 汉 彝") == ["汉族", "基诺族", "彝族", "汉族", "彝族"]
    assert ETHNICITY.choices[-2:] == ("其他", "外国血统")


def test_a_party_is_read_by_its_short_name_and_its_code():
    assert parsed(POLITICAL_STATUS, "党员 01 中共党员") == ["中共党员"] * 3
    assert parsed(POLITICAL_STATUS, "无党派民主人士 无党派 12") == ["无党派人士"] * 3
    assert parsed(POLITICAL_STATUS, "03 13 少先队") == ["共青团员", "群众", "少先队员"]


# GB/T 4658-2006: the first figure is the level, the second says how it was ended
@pytest.mark.parametrize(
    ("first", "level"),
    [("1", "研究生"), ("2", "大学本科"), ("3", "大学专科"), ("4", "中等职业"), ("6", "普通高中"),
     ("7", "初中"), ("8", "小学"), ("9", "其他")],
)  # fmt: skip
def test_schooling_is_read_by_its_code_and_by_its_word(first, level):
    assert {EDUCATION.parse(f"{first}{second}") for second in "0123456789"} == {level}
    assert EDUCATION.parse(level) == level
    assert level in EDUCATION.choices


@pytest.mark.parametrize("level", ["研究生", "大学本科", "大学专科", "中等职业", "初中", "小学"])
@pytest.mark.parametrize(
    "form", ["{}毕业", "{}在读", "{}肄业", "{}结业", "{}教育", "{}学历", "{}(在读)", "{}（毕业）", "在读{}"]
)  # fmt: skip
def test_schooling_is_read_whether_ended_or_not(level, form):
    assert EDUCATION.parse(form.format(level)) == level


def test_a_pupil_s_year_tells_the_level():
    assert set(parsed(EDUCATION, "高一 高二 高三")) == {"普通高中"}
    assert set(parsed(EDUCATION, "初一 初二 初三 初中及以下")) == {"初中"}
    assert parsed(EDUCATION, "小学及以下 其它") == ["小学", "其他"]


@pytest.mark.parametrize(
    ("words", "document"),
    [
        ("居民身份证 身份证 二代身份证 1", "居民身份证"),
        ("港澳居民来往内地通行证 香港 澳门 6 7", HONG_KONG_MACAU),
        ("台湾居民来往大陆通行证 台湾 8", TAIWAN),
        ("外国人永久居留证 境外永居 9", "外国人永久居留证"),
        ("护照 A", "护照"),
        ("港澳台居民居住证", "港澳台居民居住证"),
        ("其他 户口簿 其它 Z", "其他"),
    ],
)
def test_a_document_is_read_by_its_word_and_its_code(words, document):
    assert set(parsed(ID_TYPE, words)) == {document}
    assert document in ID_TYPE.choices


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [(SEX, "1-男", "男"), (SEX, "2-女", "女"), (SEX, "F", "女"), (ETHNICITY, "07-彝族", "彝族"),
     (ETHNICITY, "傈僳", "傈僳族"), (ETHNICITY, "20", "傈僳族"), (POLITICAL_STATUS, "03", "共青团员"),
     (POLITICAL_STATUS, "13-群众", "群众"), (POLITICAL_STATUS, "团员", "共青团员"), (POLITICAL_STATUS, "无", "群众"),
     (POLITICAL_STATUS, "少先队员", "少先队员"), (YES_NO, "√", True), (YES_NO, "1-是", True), (YES_NO, "无", False)],
)  # fmt: skip
def test_codes_and_words_of_the_registers_mean_the_same(kind, written, expected):
    assert kind.parse(written) == expected


@pytest.mark.parametrize("written", ["0", "1", "2"])
def test_a_bare_digit_for_sex_is_not_guessed(written):
    with pytest.raises(ValueError, match=f"只写了“{written}”，分不清是男是女"):
        SEX.parse(written)


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [(ETHNICITY, "07彝族", "彝族"), (ETHNICITY, "汉族(01)", "汉族"), (ETHNICITY, "1", "汉族"), (ETHNICITY, "HAN", None),
     (EDUCATION, "21", "大学本科"), (EDUCATION, "28-普通班", None), (EDUCATION, "大专毕业", "大学专科"), (EDUCATION, "高中在读", "普通高中"),
     (EDUCATION, "61", "普通高中"), (EDUCATION, "初中及以下", "初中"), (EDUCATION, "高一", "普通高中"), (EDUCATION, "本科（在读）", "大学本科"), (POLITICAL_STATUS, "03共青团员", "共青团员"),
     (POLITICAL_STATUS, "中共党员（预备）", "中共预备党员"), (POLITICAL_STATUS, "共青团员（已退团）", None), (POLITICAL_STATUS, "民盟", "民盟盟员"),
     (YES_NO, "有", True), (YES_NO, "03-共青团员", True), (YES_NO, "群众", False), (YES_NO, "中共党员", None), (YES_NO, 1, True), (YES_NO, "ü", True), (YES_NO, "╳", False), (YES_NO, "0", False)],
)  # fmt: skip
def test_a_word_with_its_code_is_read_and_a_doubtful_one_is_refused(kind, written, expected):
    if expected is None:
        with pytest.raises(ValueError, match="不在可选值中|应填"):
            kind.parse(written)
    else:
        assert kind.parse(written) == expected
