"""An unfinished import, stored in the ledger so that it survives closing the program."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.choices import Choices, RowDecision, SheetChoice
from storage.intake.sources import Pasted, key
from storage.ledger.database import sentence
from storage.ledger.driver import DatabaseError
from storage.store.edit import now

if TYPE_CHECKING:
    from storage.intake.sources import Source
    from storage.store.store import Store

BY_PATH, BY_NAME = "path", "name"  # what decisions were written by; before 0.2 by name


@dataclass(frozen=True, slots=True)
class Draft:
    """The sources and all decisions so far; passwords are never stored.

    `unit_name` is the unit of all the files, where they do not plainly say another one; one file's
    own stands among the choices. `left_out` are the keys of sources that are not to be imported.
    """

    sources: tuple[Source, ...] = ()
    unit_name: str = ""
    policy: str = "fill"
    table: str = "volunteer"
    choices: Choices = field(default_factory=Choices)
    left_out: frozenset[str] = frozenset()

    @property
    def included(self) -> tuple[Source, ...]:
        """The sources that are to be imported."""
        return tuple(one for one in self.sources if key(one) not in self.left_out)

    @property
    def title(self) -> str:
        """The title of the draft: its unit, or the names of its sources."""
        return self.unit_name or "、".join(source.name for source in self.sources)


def save(store: Store, draft: Draft) -> None:
    """Store the draft, replacing the previous one."""
    _write(
        store,
        "INSERT INTO import_draft (id, at, draft) VALUES (1, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET at = excluded.at, draft = excluded.draft",
        (now(), dumps(draft)),
    )


def load(store: Store) -> Draft | None:
    """Load the stored draft, None where there is none."""
    text = store.value("SELECT draft FROM import_draft WHERE id = 1")
    return None if text is None else loads(text)


def forget(store: Store) -> None:
    """Delete the draft, once it is imported or discarded."""
    _write(store, "DELETE FROM import_draft", ())


def _write(store: Store, sql: str, values: tuple[object, ...]) -> None:
    try:
        store.execute(sql, values)
    except DatabaseError as error:
        raise UserError(sentence(error, store.path)) from error


def dumps(draft: Draft) -> str:
    """Return the draft as JSON, with lists of pairs where a key is more than a text."""
    choices = draft.choices
    return json.dumps(
        {
            "sources": [_source(source) for source in draft.sources],
            "unit": draft.unit_name,
            "policy": draft.policy,
            "table": draft.table,
            "by": BY_PATH,
            "sheets": [[*sheet, _sheet(choice)] for sheet, choice in choices.sheets.items()],
            "encodings": dict(choices.encodings),
            "values": [[*value, text] for value, text in choices.values.items()],
            "constants": dict(choices.constants),
            "fields": dict(choices.fields),
            "units": dict(choices.units),
            "left_out": sorted(draft.left_out),
        },
        ensure_ascii=False,
    )


def loads(text: str) -> Draft:
    """Return the draft that was written as JSON."""
    saved = json.loads(text)
    sources = tuple(_read_source(one) for one in saved["sources"])
    keys = _keys(sources, saved.get("by", BY_NAME))
    return Draft(
        sources=sources,
        unit_name=saved["unit"],
        policy=saved["policy"],
        table=saved["table"],
        choices=Choices(
            sheets={
                (keys[file], sheet): _read_sheet(one)
                for file, sheet, one in saved["sheets"]
                if file in keys
            },
            encodings={
                keys[file]: name for file, name in saved["encodings"].items() if file in keys
            },
            values={(name, text): meant for name, text, meant in saved["values"]},
            constants=saved["constants"],
            fields=saved["fields"],
            units=saved.get("units", {}),
        ),
        left_out=frozenset(saved.get("left_out", ())),
    )


def _keys(sources: tuple[Source, ...], by: str) -> dict[str, str]:
    """Map the stored keys to those of the sources; before 0.2 they were names, if unambiguous."""
    if by == BY_PATH:
        return {key(one): key(one) for one in sources}
    names = Counter(one.name for one in sources)
    return {one.name: key(one) for one in sources if names[one.name] == 1}


def _source(source: Source) -> dict[str, str]:
    if isinstance(source, Pasted):
        return {"name": source.name, "text": source.text}
    return {"path": str(source)}


def _read_source(saved: dict[str, str]) -> Source:
    return Path(saved["path"]) if "path" in saved else Pasted(saved["text"], saved["name"])


def _sheet(choice: SheetChoice) -> dict[str, Any]:
    return {
        "used": choice.used,
        "header_row": choice.header_row,
        "columns": list(choice.columns.items()),
        "cells": [[*place, text] for place, text in choice.cells.items()],
        "left_out": sorted(choice.left_out),
        "included": sorted(choice.included),
        "constants": dict(choice.constants),
        "decisions": [[row, asdict(one)] for row, one in choice.decisions.items()],
    }


def _read_sheet(saved: dict[str, Any]) -> SheetChoice:
    return SheetChoice(
        used=saved["used"],
        header_row=saved["header_row"],
        columns=dict(saved["columns"]),
        cells={(row, column): text for row, column, text in saved["cells"]},
        left_out=frozenset(saved["left_out"]),
        included=frozenset(saved["included"]),
        constants=saved["constants"],
        decisions={row: RowDecision(**one) for row, one in saved["decisions"]},
    )
