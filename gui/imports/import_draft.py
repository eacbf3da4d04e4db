"""What the clerk decides, one decision after another: each makes another draft of the last one.

A draft is never changed, so that a task may work with it while the clerk goes on, and so that the
one before is there again when she takes a step back.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from storage.intake.choices import NO_DECISION, SheetChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.intake.choices import Choices, RowDecision
    from storage.intake.saved_draft import Draft

SheetKey = tuple[str, str]  # the key of a file's source and a sheet's name


def with_sheets(draft: Draft, keys: Iterable[SheetKey], **facts: Any) -> Draft:
    """The same with a decision on sheets; another header row forgets what was said of columns."""
    if "header_row" in facts:
        facts = {"columns": {}, "cells": {}, "left_out": frozenset(), **facts}
    sheets = dict(draft.choices.sheets)
    for key in keys:
        sheets[key] = dataclasses.replace(sheets.get(key, SheetChoice()), **facts)
    return _with(draft, sheets=sheets)


def with_columns(draft: Draft, keys: Iterable[SheetKey], columns: Mapping[int, str]) -> Draft:
    """The same with the fields of columns, "" for none."""
    for key in keys:
        draft = with_sheets(draft, [key], columns={**_choice(draft, key).columns, **columns})
    return draft


def with_cells(draft: Draft, cells: Mapping[tuple[SheetKey, int, int], str]) -> Draft:
    """The same with texts in place of cells, by sheet, row and column's place."""
    for key, found in _by_sheet(cells).items():
        draft = with_sheets(draft, [key], cells={**_choice(draft, key).cells, **found})
    return draft


def with_rows(draft: Draft, rows: Iterable[tuple[SheetKey, int]], *, taken: bool) -> Draft:
    """The same with rows taken in, whatever they look like, or left out."""
    for key, number in rows:
        choice = _choice(draft, key)
        one = frozenset((number,))
        out, into = choice.left_out, choice.included
        draft = with_sheets(
            draft,
            [key],
            left_out=out - one if taken else out | one,
            included=into | one if taken else into - one,
        )
    return draft


def with_decisions(draft: Draft, found: Mapping[tuple[SheetKey, int], Mapping[str, Any]]) -> Draft:
    """The same with facts of the decisions on single rows."""
    for (key, number), facts in found.items():
        decisions = dict(_choice(draft, key).decisions)
        before: RowDecision = decisions.get(number, NO_DECISION)
        if "take" in facts:
            facts = {**facts, "take": {**before.take, **facts["take"]}}
        decisions[number] = dataclasses.replace(before, **facts)
        draft = with_sheets(draft, [key], decisions=decisions)
    return draft


def with_values(draft: Draft, values: Mapping[tuple[str, str], str | None]) -> Draft:
    """The same with what texts of fields mean; None forgets it."""
    return _with(draft, values=_merged(draft.choices.values, values))


def with_constants(draft: Draft, constants: Mapping[str, str | None]) -> Draft:
    """The same with what every row has; None forgets it."""
    return _with(draft, constants=_merged(draft.choices.constants, constants))


def with_field_policies(draft: Draft, policies: Mapping[str, str | None]) -> Draft:
    """The same with a rule of its own for a field; None forgets it."""
    return _with(draft, fields=_merged(draft.choices.fields, policies))


def with_encoding(draft: Draft, file: str, encoding: str) -> Draft:
    """The same with a text file read in another encoding, "" for the one found."""
    return _with(draft, encodings=_merged(draft.choices.encodings, {file: encoding or None}))


def with_password(draft: Draft, file: str, password: str) -> Draft:
    """The same with the password of a file."""
    return _with(draft, passwords=_merged(draft.choices.passwords, {file: password}))


def _choice(draft: Draft, key: SheetKey) -> SheetChoice:
    return draft.choices.sheets.get(key, SheetChoice())


def _with(draft: Draft, **facts: Any) -> Draft:
    choices: Choices = dataclasses.replace(draft.choices, **facts)
    return dataclasses.replace(draft, choices=choices)


def _merged(before: Mapping[Any, str], found: Mapping[Any, str | None]) -> dict[Any, str]:
    merged: dict[Any, str | None] = {**before, **found}
    return {key: value for key, value in merged.items() if value is not None}


def _by_sheet(
    cells: Mapping[tuple[SheetKey, int, int], str],
) -> dict[SheetKey, dict[tuple[int, int], str]]:
    found: dict[SheetKey, dict[tuple[int, int], str]] = {}
    for (key, number, at), text in cells.items():
        found.setdefault(key, {})[number, at] = text
    return found
