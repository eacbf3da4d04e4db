"""Recognise the units of the ledger in texts.

A unit is named by its name, an alias or the name without its county, never by a part of one:
“盐边县第十一小学” does not name 第一小学, “渔门镇中心小学” not the town, “盐边中学附属小学”
not 盐边中学.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.model.tables.setting import OFFICES
from storage.model.tables.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from storage.model.tables.unit import Unit
    from storage.store.store import Store

_PUPILS = {"中学": "中小学生", "小学": "中小学生", "中职学校": "中职学生", "高校": "大学生"}
_UNIT_WORDS = (
    ("小学", "小学"), ("职业", "中职学校"), ("职中", "中职学校"), ("技工", "中职学校"),
    ("中专", "中职学校"), ("工程学校", "中职学校"), ("卫校", "中职学校"), ("学院", "高校"),
    ("大学", "高校"), ("高等专科", "高校"), ("学校", "中学"), ("中学", "中学"), ("中心校", "小学"),
    ("街道", "乡镇街道"), ("镇", "乡镇街道"), ("乡", "乡镇街道"), ("社区", "村社区"),
    ("村", "村社区"), ("公司", "企业"), ("厂", "企业"), ("园区", "园区"), ("局", "机关事业单位"),
    ("医院", "机关事业单位"),
)  # fmt: skip
# Places and offices that schools stand under
BROAD = ("县区", "乡镇街道", "村社区", "机关事业单位")
SHORTEST = 3  # characters by which a unit is found inside a longer text
LIKE = 80  # how alike (0-100) two names are of which one is a slip of the other
_KIND = (
    r"(?:中学校?|小学校?|学校|学院|大学|中心校|幼儿园|高中|初中|职中|[一二三四五六七八九十]中"
    r"|公司|医院|卫生院)"
)
_AREA = re.compile(r"(?:四川省)?(?:[\u4e00-\u9fff]{2,5}?[市州])?(?:[\u4e00-\u9fff]{1,5}?[县区])?")
_COUNTY = re.compile(r"[^省市州]{1,4}[县区]$")
_GENERIC = re.compile(r"(?:实验|高级|初级|职业|技术|中心|民族|完全|九年制|技工|城关|附属)*" + _KIND)
_WITHIN = re.compile(
    r"[\u4e00-\u9fff]{0,10}?" + _KIND + r"|[\u4e00-\u9fff]{0,6}?(?:局|委员会|办事处)"
    r"|[\u4e00-\u9fff]{1,4}(?:村|社区)"
)
_OF_IT = re.compile(r"附[属中小]|[第一二三四五六七八九十东西南北]*分校|教学点")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+$")
_SISTERS = "新老东南西北上下大小"  # before a name, they make it another school's
_NUMERALS = "一二三四五六七八九十百"
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,24}?" + _KIND + r"(?!生|学|心|全会)(?:附属?[中小]学?)?")
_BEFORE = re.compile(
    r".*(?:关于|报送|上报|附件|单位|名称|共青团|来自)|^(?:年度?|学[年期]|季度?|[春秋]季?|[届级的和与及份])+"
)
_SAYS_NOTHING = re.compile(
    r"志愿|所在|团员|学生|名册|统计|汇总|登记|填报|就读|毕业|中小|大中|注册"
    r"|[各全本我该原某贵两几每]|^(?:县|市|区|省)"
)
_BLANKS = re.compile(r"[\s\u200b\ufeff_\-—·.]+")


def unit_kind(name: str) -> str:
    """Return the kind of unit that a name suggests; a guess that the clerk can change."""
    return next((kind for word, kind in _UNIT_WORDS if word in name), "其他")


def unit_constants(store: Store, name: str, unit_id: int, *, new: bool) -> dict[str, Any]:
    """Return what every row of a unit's roster has in common, by field."""
    if not name:
        return {}
    kind = unit_kind(name) if new else store.get(UNITS, unit_id).kind
    constants: dict[str, Any] = {"school": unit_id}
    if kind in _PUPILS:
        constants["identity_class"] = _PUPILS[kind]
    return constants


def find_unit(store: Store, name: str) -> int | None:
    """Return the number of the unit of that name or alias, or None."""
    found = store.named(UNITS, name)
    if found is not None or not name:
        return found
    sql = "SELECT id FROM unit WHERE '、' || replace(aliases, ' ', '') || '、' LIKE ? LIMIT 1"
    by_alias = store.value(sql, (f"%、{name}、%",))
    return None if by_alias is None else int(by_alias)


def likely_unit(store: Store, name: str) -> Unit | None:
    """Return the unit likely meant by a name that is part of its own or nearly it, or None."""
    from rapidfuzz import fuzz, process  # here, as the window opens sooner without it

    if len(name) < SHORTEST:
        return None
    units = {unit.name: unit for unit in store.select(UNITS)}
    holding = [whole for whole in units if name in whole]
    if len(holding) == 1:
        return units[holding[0]]
    found = process.extractOne(name, list(units), scorer=fuzz.ratio, score_cutoff=LIKE)
    return units[found[0]] if found else None


def make_unit(name: str) -> Any:
    """Return the record of a unit that the ledger does not have yet; raises `UserError`."""
    if not name:
        raise UserError("请先填写名册来自哪个学校或单位。")
    return UNITS.parse({"name": name, "kind": unit_kind(name)})


def plain(text: object) -> str:
    """Return a text as names are compared: half width, without blanks and line breaks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", str(text or "")))


def short(name: str) -> str:
    """Return a school's name without the county before it and the last 校 of 中学校."""
    rest = name[_AREA.match(name).end() :]  # type: ignore[union-attr]
    rest = name if len(rest) < SHORTEST or _GENERIC.fullmatch(rest) else rest
    return re.sub(r"(?<=[中小]学)校$", "", rest)


def new_names(text: str) -> tuple[str, ...]:
    """Return what looks like the names of schools or companies in a text."""
    found = (_BEFORE.sub("", one[0]) for one in _NAMED.finditer(plain(text)))
    return tuple(one for one in dict.fromkeys(found) if len(one) > SHORTEST and _is_specific(one))


def _is_specific(name: str) -> bool:
    """Whether a name means one unit: 盐边县高中 and 各中学 do not."""
    rest = name[_AREA.match(name).end() :]  # type: ignore[union-attr]
    return not (_SAYS_NOTHING.search(name) or _GENERIC.fullmatch(rest or name))


def names_another_unit(name: str, own: str) -> bool:
    """Whether the value of a school label names another school than the own one."""
    text = plain(name)
    if not own or not re.search(_KIND + "$", text) or not _is_specific(text):
        return False
    return text not in plain(own) and not is_same_unit(text, own)


def is_same_unit(name: str, other: str) -> bool:
    """Whether two names mean one unit: they differ by the county or slightly in spelling."""
    from rapidfuzz import fuzz  # here, as the window opens sooner without it

    one, two = short(plain(name)), short(plain(other))
    counties = _county(plain(name)), _county(plain(other))
    if all(counties) and counties[0] != counties[1]:
        return False
    if one == two or min(len(one), len(two)) < SHORTEST:
        return one == two
    if [c for c in one if c in _NUMERALS] != [c for c in two if c in _NUMERALS]:
        return False
    return fuzz.ratio(one, two) >= LIKE or fuzz.ratio(plain(name), plain(other)) > LIKE


def _county(name: str) -> str:
    """Return the county before a school's name, or ""."""
    found = _COUNTY.search(_AREA.match(name)[0])  # type: ignore[index]
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """The units of the ledger named in a text, as written there, and names of no unit."""

    units: dict[int, str]
    others: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.others)


class Directory:
    """The units of the ledger, indexed by their written forms."""

    def __init__(self, store: Store) -> None:
        self.units = {unit.id or 0: unit for unit in store.select(UNITS)}
        office = next(iter(store.select(OFFICES)), None)
        self._own = 0 if office is None else office.county
        self._whole: dict[str, set[int]] = {}
        for number, unit in self.units.items():
            for form in _forms(unit):
                self._whole.setdefault(form, set()).add(number)
        self._counties = {
            plain(unit.name): number for number, unit in self.units.items() if unit.kind == "县区"
        }
        self._cache: dict[tuple[str, bool], NamedUnits] = {}

    def name(self, number: int) -> str:
        """Return the name of a unit."""
        return self.units[number].name

    def called(self, name: str) -> int | None:
        """Return the only unit with this written form, or None."""
        found = self._whole.get(plain(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def of_path(self, path: Path) -> str:
        """Return the unit that a file's name, or else its folder, names; "" for none or several."""
        for text in (path.stem, *(folder.name for folder in list(path.parents)[:2])):
            found = self.named(text)
            if found:
                alone = len(found.units) == 1 and not found.others
                return self.name(next(iter(found.units))) if alone else ""
        return ""

    def named(self, text: object, *, answer: bool = False) -> NamedUnits:
        """Return the units named in a text; `answer`: the text is the value of a school label."""
        key = plain(text), answer
        if key not in self._cache:
            self._cache[key] = self._find(*key)
        return self._cache[key]

    def _find(self, text: str, answer: bool) -> NamedUnits:
        whole = self._whole.get(text, set())
        if whole:
            return NamedUnits(dict.fromkeys(whole, text))
        units = self._within(text)
        others = new_names(text)
        if answer and not units and not others and re.search(_KIND + "$", text):
            others = (text,) if _is_specific(text) else ()
        others = tuple(
            one
            for one in others
            if not any(is_same_unit(one, self.name(number)) for number in units)
            and not any(word in one for number, word in units.items() if not self.is_broad(number))
        )
        return NamedUnits(units, others)

    def _within(self, text: str) -> dict[int, str]:
        spans = [
            (at.start(), at.end(), number)
            for form, numbers in self._whole.items()
            if len(form) >= SHORTEST and form in text
            for at in re.finditer(re.escape(form), text)
            for number in numbers
            if number != self._own and not self._is_another(text, *at.span(), number)
        ]
        longest = [one for one in spans if not any(_covers(other, one) for other in spans)]
        return {number: text[start:end] for start, end, number in longest}

    def _is_another(self, text: str, start: int, end: int, number: int) -> bool:
        """Whether a span of a text is part of another unit's name."""
        before, after = text[:start], text[end:]
        if self.is_broad(number):
            return _WITHIN.match(after) is not None
        if _ORDINAL.search(before) or (before[-1:] in _NUMERALS and text[start] in _NUMERALS):
            return bool(before)
        if before and before[-1] in _SISTERS:
            return True
        if _OF_IT.match(after):
            return True
        own = plain(self.name(number))
        return any(
            before.endswith(county) and county not in own and which != self._own
            for county, which in self._counties.items()
        )

    def is_broad(self, number: int) -> bool:
        """Whether a unit is a place or an office that other units belong to."""
        return self.kind(number) in BROAD

    def kind(self, number: int) -> str:
        """Return the kind of a unit."""
        return str(self.units[number].kind)

    def likely_units(self, name: str) -> Iterator[int]:
        """Yield the units that a name of no unit may mean, by similar spelling."""
        yield from (n for n, unit in self.units.items() if is_same_unit(name, unit.name))


def _forms(unit: Unit) -> Iterable[str]:
    name = plain(unit.name)
    words = [name, *map(plain, re.split(r"[、，,；;\s]+", unit.aliases or ""))]
    if unit.kind not in BROAD:
        words += [short(name), re.sub(r"(?<=[中小]学)校$", "", name)]
    return {word for word in words if len(word) > 1}


def _covers(other: tuple[int, int, int], one: tuple[int, int, int]) -> bool:
    longer = other[1] - other[0] > one[1] - one[0]
    return longer and other[0] <= one[0] and one[1] <= other[1]
