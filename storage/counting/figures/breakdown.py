"""Figures split into groups by a dimension, one query each; the groups sum to the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from storage.counting.figures.count import (
    aggregate_columns,
    build_figure,
    group_indicators,
    pair_counts,
    rows_sql,
)
from storage.counting.figures.dimensions import Dimension, dimensions_of
from storage.counting.indicators.registry import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.counting.figures.count import CountingContext, PartAndWhole, PassGroup
    from storage.counting.indicators.indicator import Figure, Indicator

T = TypeVar("T")

UNKNOWN = "未填或不详"
HEADLINE_CODES = ("V01", "V04", "V02", "V07")  # 在册, 已注册, 注册青年, 在册团员


def figures_by_group(
    counting: CountingContext, name: str, codes: Sequence[str] = HEADLINE_CODES
) -> Mapping[str, Mapping[str, Figure]]:
    """Return the figures of indicators of one table by group; records without a group come last."""
    indicators = [BY_CODE[code] for code in codes]
    found, dimension = _counted(counting, name, indicators)
    sizes = {word: counts[codes[0]][0] for word, counts in found.items()}
    return {
        word: {one.code: build_figure(counting, one, *counts[one.code]) for one in indicators}
        for word, counts in _ordered(found, dimension, sizes).items()
    }


def counts_by_group(
    counting: CountingContext, name: str, codes: Sequence[str] = HEADLINE_CODES
) -> Mapping[str, Mapping[str, int]]:
    """Return the counts of indicators of one table by group; records without a group come last."""
    found, dimension = _counted(counting, name, [BY_CODE[code] for code in codes])
    parts = {
        word: {code: counts[code][0] for code in codes} for word, counts in found.items()
    }  # fmt: skip
    return _ordered(parts, dimension, {word: one[codes[0]] for word, one in parts.items()})


def _counted(
    counting: CountingContext, name: str, indicators: Sequence[Indicator]
) -> tuple[dict[str, dict[str, PartAndWhole]], Dimension]:
    """Return part and whole of each indicator by group, and the dimension."""
    (table,) = {one.table for one in indicators}
    dimension = dimensions_of(table)[name]
    found: dict[str, dict[str, PartAndWhole]] = {}
    for group, alike in group_indicators(indicators).items():
        for word, counts in _words(counting, dimension, group, alike):
            before = found.setdefault(word, {one.code: (0, 0) for one in indicators})
            for code, (part, whole) in counts.items():
                before[code] = (before[code][0] + part, before[code][1] + whole)
    return found, dimension


def _words(
    counting: CountingContext,
    dimension: Dimension,
    group: PassGroup,
    indicators: Sequence[Indicator],
) -> list[tuple[str, dict[str, PartAndWhole]]]:
    """Return the counts of one query by group label; a label may occur more than once."""
    columns = ", ".join(
        f"{sql} AS c{place}" for place, sql in enumerate(aggregate_columns(indicators))
    )
    rows = rows_sql(group, dimension.join)
    inner = f"SELECT {dimension.sql} AS value, {columns} FROM {rows} GROUP BY 1"
    names = ", ".join(f"c{place}" for place in range(2 * len(indicators)))
    sql = f"SELECT {dimension.word}, {names} FROM ({inner})"
    found = counting.store.execute(sql, counting.parameters)
    counted = [(row[0] or UNKNOWN, pair_counts(indicators, row[1:])) for row in found]
    return [(word, counts) for word, counts in counted if any(map(any, counts.values()))]


def cross_tabulate(
    counting: CountingContext, rows: str, columns: str, code: str = "V01"
) -> Mapping[str, Mapping[str, int]]:
    """Count an indicator's records by two dimensions: rows, then columns."""
    indicator = BY_CODE[code]
    ways = dimensions_of(indicator.table)
    down, across = ways[rows], ways[columns]
    group = (indicator.table, indicator.scope, indicator.aggregates)
    condition = indicator.counted_part
    if indicator.aggregates:
        condition = indicator.aggregates.over_joined(condition)
    inner = (
        f"SELECT {down.sql} AS a, {across.sql} AS b, count(*) AS number"
        f" FROM {rows_sql(group, down.join + ' ' + across.join)}"
        f" AND {condition} GROUP BY 1, 2"
    )
    words = (one.word.replace("value", place) for one, place in ((down, "a"), (across, "b")))
    found: dict[str, dict[str, int]] = {}
    sql = f"SELECT {', '.join(words)}, number FROM ({inner})"
    for first, second, number in counting.store.execute(sql, counting.parameters):
        cells = found.setdefault(first or UNKNOWN, {})
        cells[second or UNKNOWN] = cells.get(second or UNKNOWN, 0) + number
    ordered = _ordered(found, down, {text: sum(cells.values()) for text, cells in found.items()})
    return {text: _ordered(cells, across, cells) for text, cells in ordered.items()}


def _ordered(
    found: Mapping[str, T], dimension: Dimension, sizes: Mapping[str, int]
) -> dict[str, T]:
    """Sort groups by the dimension's order, then the larger first; `UNKNOWN` comes last."""
    places = {word: place for place, word in enumerate(dimension.order)}
    last = len(places)
    words = sorted(
        found, key=lambda word: (word == UNKNOWN, places.get(word, last), -sizes[word], word)
    )
    return {word: found[word] for word in words}
