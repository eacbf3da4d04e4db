import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.plan.notice import notice_text

NAMES = (
    "市文明办", "团市委", "市委组织部", "市委宣传部", "市教育和体育局", "市民政局", "市总工会",
    "市人力资源社会保障局", "市自然资源和规划局", "各县（区）", "市妇联", "市委编办", "市财政局",
)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("市文明办 团市委", ("市文明办", "团市委")),
        ("市委宣传 部", ("市委宣传部",)),
        ("市文明办\n市委\n宣传部", ("市文明办", "市委宣传部")),
        ("团 市委", ("团市委",)),
        ("市文明办，市民政局；团市委。", ("市文明办", "市民政局", "团市委")),
        ("各县（区） 团市委", ("各县（区）", "团市委")),
        ("团市委、团市委", ("团市委",)),
        ("", ()),
    ],
)
def test_units_are_separated_and_joined(cell, told):
    assert notice_text.units(cell) == told


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True), st.data())
def test_units_cut_anywhere_by_the_typesetting_are_the_same_units(names, data):
    cut = []
    for name in names:
        at = data.draw(st.integers(1, len(name)), label=name)
        breaks = not name.startswith("各") and not name[at:].startswith(
            ("市", "县", "区", "州", "省", "团", "各")
        )
        cut.append(f"{name[:at]} {name[at:]}".strip() if breaks else name)
    assert notice_text.units("、".join(cut)) == tuple(names)


@pytest.mark.parametrize("number", range(1, 100))
def test_sections_are_numbered_as_people_number_them(number):
    tens, ones = divmod(number, 10)
    numerals = "零一二三四五六七八九"
    told = (
        (numerals[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (numerals[ones] if ones else "")
    )
    assert notice_text.section_of(f"{told}、健全体制") == (number, "健全体制")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.健全体制", (1, "健全体制")), ("12．健全体制。", (12, "健全体制")), ("（二）健全", (2, "健全")),
        ("3、健全", (3, "健全")), ("（4）健全", (4, "健全")), ("加强合作", (None, "加强合作")),
        ("12.5主题活动", (None, "12.5主题活动")),
    ],
)  # fmt: skip
def test_items_are_numbered_in_every_way_people_write(text, told):
    assert notice_text.item_of(text) == told


def test_spaces_of_the_setting_go_and_those_of_the_author_stay():
    assert notice_text.join_words("五、创新 队伍建设 机制") == "五、创新队伍建设机制"
    assert (
        notice_text.strip_spacing("打造“英雄攀枝花 青春志愿行”品 牌，团员 3 人以上")
        == "打造“英雄攀枝花 青春志愿行”品牌，团员3人以上"
    )
    assert notice_text.strip_spacing("在“12.5 国际志愿者日”前") == "在“12.5国际志愿者日”前"
    assert notice_text.join_words("VI 标识 Logo design") == "VI标识Logo design"


def test_only_clauses_with_a_figure_are_targets():
    text = "落实制度，确保注册总数达到4万人，结构合理。18岁以上在校大学生全部注册；在12.5国际志愿者日开展活动。"
    assert notice_text.target_in(text) == "确保注册总数达到4万人；18岁以上在校大学生全部注册"
    assert notice_text.target_in("探索建立星级认定规则。") == ""
