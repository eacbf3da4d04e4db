"""W05: the volunteers by what is known of them; each group sums to the county's figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from exports.sheet import Band, Count, Heading, Share, Sheet, Total
from storage.facets import values
from storage.indicators import percent
from storage.indicators.number import NO_DATA
from storage.listing import Filter, count
from storage.standing import REGISTRABLE_FROM
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.reports.material import Material
    from exports.sheet import Line, Value

    Counts = Mapping[str, int]

# The columns: what is counted, and the indicator whose records they are
ALL, REGISTERED, YOUTH, MEMBERS = "V01", "V04", "V02", "V07"
CODES = (ALL, REGISTERED, YOUTH, MEMBERS)
HEADINGS = (
    Heading("分组", wide=40, least=26),
    Heading("在册人数", "right", least=10),
    Heading("占在册", "right", least=9),
    Heading("已注册", "right", least=10),
    Heading("注册率", "right", least=9),
    Heading("注册青年", "right", least=10),
    Heading("在册团员", "right", least=10),
)
FIELDS = ("sex", "political_status", "identity_class", "registration_status", "ethnicity", "school")
SHORT = ("sex", "age", "political_status", "identity_class")  # what the report shows
AGES = ((0, 9), (10, 13), (14, 15), (16, 17), (18, 28), (29, 35), (36, 200))
UNKNOWN = "未填或不详"


def sheet(material: Material) -> Sheet:
    """The volunteers by sex, age, political status, identity, registration, nationality, unit."""
    return _sheet(material, ("sex", "age", *FIELDS[1:]))


def composition(material: Material) -> Sheet:
    """The shorter form that the report shows."""
    return _sheet(material, SHORT)


def _sheet(material: Material, names: Sequence[str]) -> Sheet:
    lines = [line for name in names for line in _group(material, name)]
    policy = material.scene.policy
    return Sheet(
        name="W05 志愿者统计",
        title=f"{material.title}志愿者统计",
        notes=(
            f"截至{material.cut_off}在册，一人计一次，各组小计都等于全县数。"
            f"“已注册”不含不满 {REGISTRABLE_FROM} 周岁的人；"
            f"“注册青年”为其中 {policy.youth_from}—{policy.youth_to} 周岁的人。",
        ),
        headings=HEADINGS,
        rows=lines,
        size=len(lines),
        held=1,
    )


def _group(material: Material, name: str) -> Iterator[Line]:
    totals = {code: int(material.measured[code].value or 0) for code in CODES}
    counted = {code: _counts(material, code, name) for code in CODES}
    yield Band(f"按{_word(name)}")
    for text in _ordered(name, counted[ALL]):
        yield _cells(text, {code: counted[code].get(text, 0) for code in CODES}, totals[ALL])
    unknown = {code: totals[code] - sum(counted[code].values()) for code in CODES}
    if unknown[ALL]:
        yield _cells(UNKNOWN, unknown, totals[ALL])
    yield Total(_cells("小计", totals, totals[ALL]))


def _word(name: str) -> str:
    return "年龄" if name == "age" else VOLUNTEERS.by_name[name].label


def _counts(material: Material, code: str, name: str) -> Counts:
    query = material.measured[code].part.query(material.quarter)
    if name != "age":
        return {one.text: one.count for one in values(material.store, query, name, 100_000)}
    found: dict[str, int] = {}
    for low, high in AGES:
        ages = (Filter("age", "from", low), Filter("age", "to", high))
        found[_age_text(low, high)] = count(material.store, replace(query, filters=ages))
    return {text: number for text, number in found.items() if number}


def _age_text(low: int, high: int) -> str:
    if not low:
        return f"{high + 1}周岁以下"
    return f"{low}周岁以上" if high == AGES[-1][1] else f"{low}—{high}周岁"


def _ordered(name: str, counts: Counts) -> Sequence[str]:
    """Words of a list in the list's order, names by how many there are, ages as they grow."""
    if name == "age":
        return list(counts)
    choices = VOLUNTEERS.by_name[name].kind.choices
    if choices:
        return [word for word in choices if counts.get(word)]
    return sorted(counts, key=lambda text: (-counts[text], text))


def _cells(text: str, counts: Counts, whole: int) -> tuple[Value, ...]:
    everyone, registered = counts[ALL], counts[REGISTERED]
    return (
        text,
        Count(everyone),
        _share(everyone, whole),
        Count(registered),
        _share(registered, everyone),
        Count(counts[YOUTH]),
        Count(counts[MEMBERS]),
    )


def _share(part: int, whole: int) -> Any:
    share = percent(part, whole)
    return NO_DATA if share is None else Share(round(share / 100, 3))
