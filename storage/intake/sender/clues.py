"""Find clues to the unit of a file: its name, folder, titles, 填报单位 and rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.intake.memory import sender_of
from storage.intake.sender.units import Directory, NamedUnits, plain
from storage.intake.vocabulary.cell_values import cell_text
from storage.intake.vocabulary.column_match import match_blocks
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from storage.intake.read import Sheet
    from storage.intake.sources import Source
    from storage.intake.tables.found_table import FoundTable
    from storage.intake.tables.header import Layout
    from storage.store.store import Store

_ANSWER = re.compile(
    r"(?:(?:填报|报送|上报|推荐|所在|来源)?(?:单位|学校)(?:名称|全称)?|校名)"
    r"(?:\(.{1,6}\))?(?:[:：](.*))?"
)
_NOTE = re.compile(r"[\s(（]*(?:说明|备注|注|填表|填写|要求|注意|报送至|抄送|主送)")
_LONGEST_TITLE, _FOOT, _LISTED = 60, 12, 3  # characters; rows; names listed in a sentence


@dataclass(frozen=True, slots=True)
class Clue:
    """The name in one place of a file; `template` is a phrase on it with {} for the name."""

    template: str
    named: NamedUnits
    exact: bool = False  # whether it is an answer to the question whose the file is
    weak: bool = False  # whether somebody who says otherwise is believed

    @property
    def place(self) -> str:
        """The label of the place: 文件名, 标题."""
        return self.template.partition("里有")[0]

    def sentence(self, directory: Directory) -> str:
        """The clue as a phrase for the clerk."""
        words = [*self.named.units.values(), *self.named.others]
        return self.template.format(_listed(words))


class Clues:
    """Finds the clues of one file after another."""

    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory

    def of(self, source: Source, tables: Sequence[FoundTable], digest: str) -> Iterator[Clue]:
        """Yield the clues of a file; a county counts only where no school is named."""
        found = [*self._from_path(source), *self._from_memory(source, digest)]
        found += self._from_tables(tables)
        named = [one for one in found if one.named]
        narrow = any(
            one.named.others or any(not self._directory.is_broad(n) for n in one.named.units)
            for one in named
        )
        for one in named:
            remaining = {
                number: word
                for number, word in one.named.units.items()
                if not narrow or not self._directory.is_broad(number)
            }
            if remaining or one.named.others:
                yield Clue(
                    one.template, NamedUnits(remaining, one.named.others), one.exact, one.weak
                )

    def _from_path(self, source: Source) -> Iterator[Clue]:
        if not isinstance(source, Path):
            return
        yield Clue("文件名里有{}", self._directory.named(source.stem))
        for folder in list(source.parents)[:2]:
            named = self._directory.named(folder.name)
            if named.units:
                if len(named.units) == 1:
                    yield Clue("文件夹名里有{}", NamedUnits(named.units), weak=True)
                return

    def _from_memory(self, source: Source, digest: str) -> Iterator[Clue]:
        number = sender_of(self._store, source.name, digest)
        if number in self._directory.units:
            name = self._directory.name(number)
            yield Clue("上次这份名册来自{}", NamedUnits({number: name}), weak=True)

    def _from_tables(self, tables: Sequence[FoundTable]) -> Iterator[Clue]:
        names, titles, answers, column = [], [], [], Counter[str]()
        for found in tables:
            sheet, layout = found.sheet, found.layout
            if sheet.hidden or not sheet.rows:
                continue
            if not found.within:
                names.append(self._directory.named(sheet.name))
            above, below = _outside(sheet, layout)
            texts, replies = _titles_and_answers(above)
            titles += [self._directory.named(text) for text in texts]
            answers += [self._directory.named(text, answer=True) for text in replies]
            answers += [
                self._directory.named(text, answer=True) for text in _titles_and_answers(below)[1]
            ]
            if layout is not None:
                column += _schools(sheet, layout)
        yield Clue("填报单位写的是{}", _merged(answers), exact=True)
        yield Clue("标题里有{}", _merged(titles))
        yield Clue("工作表名里有{}", _merged(names))
        yield Clue("学校一栏写的是{}", self._in_column(column), exact=True)

    def _in_column(self, column: Counter[str]) -> NamedUnits:
        return _merged([self._directory.named(text, answer=True) for text in column])


def _outside(sheet: Sheet, layout: Layout | None) -> tuple[list[Any], list[Any]]:
    """Return the rows above the header and the last rows, where 填报单位 may be written."""
    if layout is None:
        return [*sheet.rows[:_FOOT]], []
    return [*sheet.rows[: layout.top]], [*sheet.rows[layout.header + 1 :][-_FOOT:]]


def _titles_and_answers(rows: Iterable[Sequence[Any]]) -> tuple[list[str], list[str]]:
    """Return the titles in rows, and the values given for 填报单位 and the like."""
    titles, answers = [], []
    for row in rows:
        cells = [text for cell in row if (text := cell_text(cell).strip())]
        asked = False
        for text in cells:
            if asked:
                answers.append(text)
                asked = False
                continue
            pieces = [one for one in re.split(r"\s{2,}|　", text) if one]
            for piece in pieces or [text]:
                found = _ANSWER.fullmatch(plain(piece))
                if found and found[1]:
                    answers.append(found[1])
                elif found:
                    asked = True
                elif len(piece) <= _LONGEST_TITLE and not _NOTE.match(piece):
                    titles.append(piece)
    return titles, answers


def _schools(sheet: Sheet, layout: Layout) -> Counter[str]:
    """Return the schools named in the rows of a sheet, each with the number of rows."""
    found: Counter[str] = Counter()
    for mapped in match_blocks(VOLUNTEERS, layout.texts, layout.groups, layout.blocks):
        places = [one.index for one in mapped if one.column and one.column.name == "school"]
        for at in places[:1]:
            rows = sheet.rows[layout.header + 1 :]
            found.update(cell_text(row[at]).strip() for row in rows if at < len(row) and row[at])
    return found


def _merged(found: Iterable[NamedUnits]) -> NamedUnits:
    units: dict[int, str] = {}
    others: dict[str, None] = {}
    for one in found:
        for number, word in one.units.items():
            units.setdefault(number, word)
        others |= dict.fromkeys(one.others)
    return NamedUnits(units, tuple(others))


def _listed(words: Sequence[str]) -> str:
    quoted = "、".join(f"“{word}”" for word in words[:_LISTED])
    return f"{quoted}等 {len(words)} 个" if len(words) > _LISTED else quoted
