"""Volunteers split by what is known of them, one pass a split; the groups sum to the figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from storage.indicators.registry import BY_CODE
from storage.standing import ADULT_FROM, AGE, LEAGUE_TO, REGISTRABLE_FROM, STUDENT_FROM
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.indicators.counting import Scene

T = TypeVar("T")

UNKNOWN = "未填或不详"
HEADLINES = ("V01", "V04", "V02", "V07")  # 在册, 已注册, 注册青年, 在册团员

# The ages at which a rule turns (`storage.standing`), with the sixteen of 中国注册志愿者管理办法 §7
BANDS = ((0, STUDENT_FROM - 1), (STUDENT_FROM, REGISTRABLE_FROM - 1), (REGISTRABLE_FROM, 15),
         (16, ADULT_FROM - 1), (ADULT_FROM, LEAGUE_TO), (LEAGUE_TO + 1, 35), (36, 200))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to split volunteers: by an SQL value of a row `t`, put in words only once split.

    `word` is an SQL expression over that `value`; `order` is the order of the words.
    """

    name: str
    label: str
    sql: str
    word: str = "value"
    order: tuple[str, ...] = ()


def _band(first: int, last: int) -> str:
    if not first:
        return f"{last + 1}周岁以下"
    return f"{first}周岁以上" if last == BANDS[-1][1] else f"{first}—{last}周岁"


def _field(name: str) -> Dimension:
    column = VOLUNTEERS.by_name[name]
    return Dimension(name, column.label, f"t.{name}", order=column.kind.choices)


_CASES = " ".join(f"WHEN value BETWEEN {a} AND {b} THEN '{_band(a, b)}'" for a, b in BANDS)
AGE_BANDS = Dimension(
    "age", "年龄", AGE, f"CASE {_CASES} END", tuple(_band(a, b) for a, b in BANDS)
)
UNIT = Dimension(
    "school",
    VOLUNTEERS.by_name["school"].label,
    "t.school",
    "(SELECT name FROM unit WHERE id = value)",
)
DIMENSIONS = (
    _field("sex"),
    AGE_BANDS,
    *map(_field, ("political_status", "identity_class", "registration_status", "ethnicity")),
    _field("education"),
    UNIT,
)
BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}


def breakdown(
    scene: Scene, name: str, codes: Sequence[str] = HEADLINES
) -> Mapping[str, Mapping[str, int]]:
    """How many of each group the indicators of volunteers count; who has no group comes last."""
    dimension = BY_NAME[name]
    chosen = [BY_CODE[code] for code in codes]
    (base,) = {indicator.base for indicator in chosen}
    sums = ", ".join(f"count(CASE WHEN {one.part} THEN 1 END) AS {one.code}" for one in chosen)
    inner = f"SELECT {dimension.sql} AS value, {sums} FROM volunteer t WHERE {base} GROUP BY 1"
    sql = f"SELECT {dimension.word} AS word, {', '.join(codes)} FROM ({inner})"
    found: dict[str, dict[str, int]] = {}
    for row in scene.store.rows(sql, scene.parameters):
        counts = {code: int(row[code]) for code in codes}
        word = row["word"] or UNKNOWN
        before = found.get(word, dict.fromkeys(codes, 0))
        found[word] = {code: before[code] + counts[code] for code in codes}
    sizes = {word: counts[codes[0]] for word, counts in found.items()}
    return _ordered(found, dimension, sizes)


def cross(
    scene: Scene, rows: str, columns: str, code: str = "V01"
) -> Mapping[str, Mapping[str, int]]:
    """How many of an indicator's people are in each group of rows and columns."""
    down, across = BY_NAME[rows], BY_NAME[columns]
    indicator = BY_CODE[code]
    inner = (
        f"SELECT {down.sql} AS a, {across.sql} AS b, count(*) AS number"
        f" FROM volunteer t WHERE {indicator.base} AND {indicator.part} GROUP BY 1, 2"
    )
    words = (one.word.replace("value", place) for one, place in ((down, "a"), (across, "b")))
    found: dict[str, dict[str, int]] = {}
    sql = f"SELECT {', '.join(words)}, number FROM ({inner})"
    for first, second, number in scene.store.connection.execute(sql, scene.parameters):
        group = found.setdefault(first or UNKNOWN, {})
        group[second or UNKNOWN] = group.get(second or UNKNOWN, 0) + number
    ordered = _ordered(found, down, {text: sum(cells.values()) for text, cells in found.items()})
    return {text: _ordered(cells, across, cells) for text, cells in ordered.items()}


def _ordered(
    found: Mapping[str, T], dimension: Dimension, sizes: Mapping[str, int]
) -> dict[str, T]:
    """The groups in the order of the words, else the larger first; who has none comes last."""
    places = {word: place for place, word in enumerate(dimension.order)}
    last = len(places)
    words = sorted(
        found, key=lambda word: (word == UNKNOWN, places.get(word, last), -sizes[word], word)
    )
    return {word: found[word] for word in words}
