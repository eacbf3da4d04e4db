"""Why a figure changed, drafted from the records: who came, who left, each under one cause."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.indicators import BY_CODE, Scene, figures
from storage.indicators.counting import measure
from storage.indicators.indicator import STOCK
from storage.known import looking
from storage.quarter.causes import CAME, LEFT, MERGED, NEW, REMOVED, fitting, sorting
from storage.quarter.explained import opening
from storage.quarter.seal import last_seal, opened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from storage.indicators import Measured, Selection
    from storage.period import Quarter
    from storage.store import Store

Number = float | int | None
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Moves:
    """How many records are newly behind a figure, and how many no longer, by cause."""

    came: Counts
    left: Counts

    @property
    def net(self) -> int:
        """What the two come to."""
        return sum(self.came.values()) - sum(self.left.values())

    def text(self, unit: str) -> str:
        """In words: 增加 120 人（新注册 100、新录入 20），减少 175 人（毕业 120…）."""
        parts = [
            f"{verb} {sum(counts.values()):,} {unit}（{_listed(counts)}）"
            for verb, counts in (("增加", self.came), ("减少", self.left))
            if counts
        ]
        return "，".join(parts)


def _listed(counts: Counts) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return "、".join(f"{word} {number:,}" for word, number in ordered)


@dataclass
class Drafter:
    """The ledger now, and the quarter before as it was sealed, or as the ledger has it."""

    now: Scene
    before: Scene
    codes: Collection[str] = tuple(BY_CODE)

    @classmethod
    @contextmanager
    def over(
        cls, store: Store, quarter: Quarter, codes: Collection[str] = tuple(BY_CODE)
    ) -> Iterator[Drafter]:
        """With the earlier quarter's seal open, if it has one, for drafts on these figures."""
        seal = last_seal(store, quarter.previous)
        scene = Scene(store, quarter)
        if seal is None:
            yield cls(scene, Scene(store, quarter.previous), codes)
            return
        needed = {table for code in codes for table in BY_CODE[code].reads}
        with opened(store, seal, needed) as past:
            yield cls(scene, Scene(past, quarter.previous), codes)

    @cached_property
    def _now(self) -> Mapping[str, Measured]:
        return {one.code: one for one in figures(self.now.store, self.now.quarter)}

    @cached_property
    def _before(self) -> Mapping[str, Measured]:
        wanted = [BY_CODE[code] for code in self.codes]
        with looking(self.before.store, self.before.quarter):
            return {one.code: one for one in measure(self.before, wanted)}

    def draft(self, code: str, before: Number, now: Number) -> str:
        """Why the figure fell, in a sentence; what is not known is left for the clerk to add."""
        one = BY_CODE[code]
        told = opening(before, now, one.unit)
        if one.span != STOCK:
            return told + "。"
        words = self.moves(code).text(one.table.unit)
        whole = self.moves(code, whole=True).text(one.table.unit) if one.whole else ""
        if not one.whole:
            return f"{told}：{words}。" if words else f"{told}。"
        parts = [f"{what}{text}" for what, text in (("基数", whole), ("其中", words)) if text]
        return f"{told}：{'；'.join(parts)}。" if parts else f"{told}。"

    def moves(self, code: str, *, whole: bool = False) -> Moves:
        """Who came and who left between the two, by cause; the net is the change of the count."""
        now, before = self._now[code], self._before[code]
        chosen = (now.whole or now.part, before.whole or before.part) if whole else None
        selection, earlier = chosen or (now.part, before.part)
        there, then = _ids(self.now, selection), _ids(self.before, earlier)
        return Moves(
            dict(self._came(selection, sorted(there - then))),
            dict(self._left(earlier, sorted(then - there))),
        )

    def _left(self, selection: Selection, ids: list[int]) -> Counter[str]:
        causes = sorting(fitting(LEFT, selection.table, selection.condition))
        found = _sorted_out(self.now, selection, causes, ids)
        found += _removed(self.now.store, selection, ids)
        return found

    def _came(self, selection: Selection, ids: list[int]) -> Counter[str]:
        causes = sorting(fitting(CAME, selection.table, selection.condition))
        found = _sorted_out(self.before, selection, causes, ids)
        new = len(ids) - sum(found.values())
        return found + Counter({NEW: new})


def _ids(scene: Scene, selection: Selection) -> set[int]:
    sql = f"SELECT t.id FROM {selection.table.name} t WHERE {selection.condition}"
    with looking(scene.store, scene.quarter):
        found = scene.store.connection.execute(sql, dict(selection.parameters))
        return {number for (number,) in found}


def _sorted_out(scene: Scene, selection: Selection, causes: str, ids: list[int]) -> Counter[str]:
    """How many of the records that are there fall under each cause."""
    if not ids:
        return Counter()
    sql = (
        f"SELECT {causes} AS cause, count(*) AS number FROM {selection.table.name} t"
        " WHERE t.id IN (SELECT value FROM json_each(:ids)) GROUP BY 1"
    )
    values: dict[str, Any] = {**scene.parameters, "ids": json.dumps(ids)}
    with looking(scene.store, scene.quarter):
        return Counter(
            {
                row["cause"].format(**scene.parameters): row["number"]
                for row in scene.store.rows(sql, values)
            }
        )


def _removed(store: Store, selection: Selection, ids: list[int]) -> Counter[str]:
    """How many are gone from the ledger: merged with another as the journal says, or removed."""
    sql = (
        f"WITH gone AS (SELECT value AS id FROM json_each(:ids)"
        f" WHERE value NOT IN (SELECT id FROM {selection.table.name}))"
        " SELECT ifnull((SELECT e.reason FROM change c JOIN edit e ON e.id = c.edit"
        " WHERE c.record_id = gone.id AND c.table_name = :name AND c.after IS NULL"
        " ORDER BY c.id DESC LIMIT 1), '') AS reason FROM gone"
    )
    values = {"ids": json.dumps(ids), "name": selection.table.name}
    reasons = [row["reason"] for row in store.rows(sql, values)]
    merged = sum("合并" in reason for reason in reasons)
    return +Counter({MERGED: merged, REMOVED: len(reasons) - merged})
