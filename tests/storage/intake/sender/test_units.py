import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake.sender.units import (
    Directory,
    is_same_unit,
    names_another_unit,
    short,
)
from storage.model.tables import UNITS

SCHOOLS = (
    ("盐边县渔门中学", "中学", None),
    ("攀枝花市第三高级中学校", "中学", "市三中、三中"),
    ("盐边县第一中学", "中学", None),
    ("米易县第一中学", "中学", None),
    ("盐边县第二实验小学", "小学", None),
    ("盐边中学", "中学", None),
    ("盐边县渔门镇中心小学", "小学", None),
)


@pytest.fixture
def directory(store):
    with store.edit("登记") as edit:
        for name, kind, aliases in SCHOOLS:
            facts = {"name": name, "kind": kind, **({"aliases": aliases} if aliases else {})}
            edit.save(UNITS, UNITS.parse(facts))
    return Directory(store)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("附件2渔门中学花名册", ["盐边县渔门中学"]),
        ("盐边县渔门中学校2026年秋志愿者", ["盐边县渔门中学"]),
        ("渔 门 中 学", ["盐边县渔门中学"]),
        ("市三中2026", ["攀枝花市第三高级中学校"]),
        ("三中", ["攀枝花市第三高级中学校"]),
        ("十三中", []),
        ("米易县第一中学", ["米易县第一中学"]),
        ("第一中学", ["盐边县第一中学", "米易县第一中学"]),
        ("盐边县第十一中学", []),
        ("盐边县第三实验小学", []),
        ("盐边中学附属小学", []),
        ("渔门镇中心小学", ["盐边县渔门镇中心小学"]),
        ("渔门镇志愿者", ["渔门镇"]),
        ("渔门镇中学名册", []),
        ("新渔门中学", []),
        ("渔门中学、盐边中学", ["盐边县渔门中学", "盐边中学"]),
        ("共青团盐边县委员会", []),
        ("number_ids", []),
    ],
)
def test_a_text_names_the_units_that_are_written_in_it(directory, text, units):
    named = directory.named(text).units
    assert sorted(directory.name(number) for number in named) == sorted(units)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2026年秋盐边县和平中学花名册", ("盐边县和平中学",)),
        ("关于报送仁和中学志愿者的名册", ("仁和中学",)),
        ("全县中学生志愿者", ()),
        ("志愿者所在学校花名册", ()),
        ("学习贯彻二十届三中全会精神", ()),
        ("高级中学", ()),
        ("盐边县高中志愿者", ()),
        ("我校团员", ()),
    ],
)
def test_a_school_that_the_ledger_does_not_have_is_reported_by_its_name(directory, text, names):
    assert directory.named(text).others == names


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("渔门中学", "盐边县渔门中学", True),
        ("盐边县鱼门中学", "盐边县渔门中学", True),
        ("盐边县第一中学", "盐边县第二中学", False),
        ("米易县第一中学", "盐边县第一中学", False),
        ("渔门镇中心小学", "盐边县渔门中学", False),
    ],
)
def test_two_names_are_of_one_school(name, other, same):
    assert is_same_unit(name, other) is same
    assert is_same_unit(other, name) is same


@pytest.mark.parametrize(
    ("name", "another"),
    [("渔门中学", False), ("本校", False), ("高中部", False), ("盐边中学", True), ("", False)],
)
def test_a_row_names_another_school_than_its_own(name, another):
    assert names_another_unit(name, "盐边县渔门中学") is another


PIECES = ("渔门", "盐边", "县", "镇", "第", "一", "十", "二", "中学", "小学", "中心", "实验", "校",
          "附属", "志愿者", "2026年", "、", " ", "名册", "新", "市三中", "高级")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_no_unit_is_named_that_is_not_written(text):
    """Of every unit named, the name, an alias, or the name without its county is in the text."""
    directory = HELD[0]
    for number in directory.named(text).units:
        unit = directory.units[number]
        ways = [unit.name, short(unit.name), *(unit.aliases or "").split("、")]
        written = "".join(text.split())
        assert any(way and way.removesuffix("校") in written for way in ways)


HELD: list[Directory] = []


@pytest.fixture(autouse=True)
def _hold(directory):
    HELD[:] = [directory]
