"""Full-text search: the words indexed for a record, and the SQL condition of a typed text.

Chinese is indexed by single characters and pairs, so that any part of a name is found by an exact
look-up; numbers by their last four digits, which few people share, so that a longer number is then
looked for among those few. Beginnings of numbers are found by the ordinary index of their column.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, Any

from storage.model.tables import BY_NAME, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.model.schema import Table

_WORDS = re.compile(r"[0-9a-z]+|[^\x00-\x7f\s·，。、（）()“”《》]+")
_MERGED_AT = 10  # per cent of a segment that are removed, SQLite's own choice
_TAIL = 4  # more, or whole numbers, would make the index twice as large and as slow to write


def table_name(table: Table[Any]) -> str:
    """Return the name of the table's search index."""
    return f"{table.name}_search"


def tokens(values: Iterable[object]) -> str:
    """Return the words by which a record is found, on one line."""
    found: list[str] = []
    for value in values:
        if value is None:
            continue
        text = str(value)
        if text.isascii() and text.isalnum():  # a number needs no taking apart
            found.append(text[-_TAIL:].lower())
        else:
            found += _apart(text)
    return " ".join(found)


def _apart(text: str) -> Iterator[str]:
    words = [text] if _is_name(text) else _words(text)
    for word in words:
        if not word.isascii():
            yield from word
            yield from map(add, word, word[1:])
            continue
        yield word[-_TAIL:]
        if len(word) > _TAIL and not text.isascii():
            yield word  # LIKE would miss it where it is written in full width


def _is_name(text: str) -> bool:
    """Whether it is one word of Chinese characters, as most texts that are indexed."""
    return text.isalpha() and min(text) >= "\u3400" and max(text) < "\uf900"


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _WORDS.findall(text.lower())


def condition(table: Table[Any], typed: str) -> tuple[str, list[str]]:
    """Return the SQL condition on `t.id` of all typed words, its parameters; ("", []) for none."""
    clauses: list[str] = []
    values: list[str] = []
    for word in _words(typed):
        clause, parameters = _word(table, word)
        clauses.append(clause)
        values.extend(parameters)
    return " AND ".join(clauses), values


def _word(table: Table[Any], word: str) -> tuple[str, list[str]]:
    """Return the condition that a word occurs in the record or in one that it points to."""
    own = _number if word.isascii() else _chinese
    found = [own(table, word)] if table.search else []
    for name in table.through:
        target = BY_NAME[table.by_name[name].kind.target]
        clause, parameters = own(target, word)
        found.append((f"t.{name} IN (SELECT t.id FROM {target.name} t WHERE {clause})", parameters))
    clauses = " OR ".join(clause for clause, _ in found) or "0"
    return f"({clauses})", [one for _, parameters in found for one in parameters]


def _chinese(table: Table[Any], word: str) -> tuple[str, list[str]]:
    pairs = [a + b for a, b in pairwise(word)] or [word]
    match = " AND ".join(f'"{pair}"' for pair in pairs)
    name = table_name(table)
    clause = f"t.id IN (SELECT rowid FROM {name} WHERE {name} MATCH ?)"
    if len(word) <= 2:
        return clause, [match]
    likes, patterns = _likes(table, word)  # pairs alone may be apart
    return f"({clause} AND ({likes}))", [match, *patterns]


def _number(table: Table[Any], word: str) -> tuple[str, list[str]]:
    name = table_name(table)
    match = f"SELECT rowid FROM {name} WHERE {name} MATCH ?"
    parts, values = [match], [f'"{word}"']
    if len(word) > _TAIL:
        likes, patterns = _likes(table, word)
        parts.append(f"SELECT id FROM {table.name} t WHERE id IN ({match}) AND ({likes})")
        values += [f'"{word[-_TAIL:]}"', *patterns]
    indexed = {index[0] for index in table.indexes} | set(table.key[:1])
    for column in table.search:
        if column in indexed:
            for form in {word, word.upper()}:
                parts.append(f"SELECT id FROM {table.name} WHERE {column} >= ? AND {column} < ?")
                values += [form, form + "\uffff"]
    return f"t.id IN ({' UNION ALL '.join(parts)})", values


def _likes(table: Table[Any], word: str) -> tuple[str, list[str]]:
    likes = " OR ".join(f"t.{one} LIKE ?" for one in table.search)
    return likes, [f"%{word}%"] * len(table.search)


def of_row(table: Table[Any], row: Mapping[str, Any]) -> str:
    """Return the words to index for a stored row."""
    return tokens(map(row.get, table.search))


@contextmanager
def defer_merge(connection: Any) -> Iterator[None]:
    """Within the context, leave removed records in the indexes for later writes to clear.

    SQLite would rewrite the rest of the index after every few, which is half the time of taking
    a large import back. If the edit is rolled back, so is this.
    """
    _merge_at(connection, 0)
    yield
    _merge_at(connection, _MERGED_AT)


def _merge_at(connection: Any, share: int) -> None:
    for table in TABLES:
        if table.search:
            name = table_name(table)
            sql = f"INSERT INTO {name} ({name}, rank) VALUES ('deletemerge', ?)"
            connection.execute(sql, (share,))
