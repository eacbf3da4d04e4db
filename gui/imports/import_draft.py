"""Functions that return a draft with one more decision of the clerk.

A draft is immutable, so that a worker thread may read it while the clerk goes on, and so that the
previous one can be restored by a step back.
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
    """Return it with a choice on sheets; another header row resets columns, cells and rows."""
    if "header_row" in facts:
        facts = {"columns": {}, "cells": {}, "left_out": frozenset(), **facts}
    sheets = dict(draft.choices.sheets)
    for key in keys:
        sheets[key] = dataclasses.replace(sheets.get(key, SheetChoice()), **facts)
    return _with(draft, sheets=sheets)


def with_columns(draft: Draft, keys: Iterable[SheetKey], columns: Mapping[int, str]) -> Draft:
    """Return it with the fields of columns, "" for none."""
    for key in keys:
        draft = with_sheets(draft, [key], columns={**_choice(draft, key).columns, **columns})
    return draft


def with_cells(draft: Draft, cells: Mapping[tuple[SheetKey, int, int], str]) -> Draft:
    """Return it with corrected cells, by sheet, row number and column index."""
    for key, texts in _by_sheet(cells).items():
        draft = with_sheets(draft, [key], cells={**_choice(draft, key).cells, **texts})
    return draft


def with_rows(draft: Draft, rows: Iterable[tuple[SheetKey, int]], *, taken: bool) -> Draft:
    """Return it with rows included, whatever they look like, or left out."""
    for key, number in rows:
        choice = _choice(draft, key)
        row = frozenset((number,))
        excluded, included = choice.left_out, choice.included
        draft = with_sheets(
            draft,
            [key],
            left_out=excluded - row if taken else excluded | row,
            included=included | row if taken else included - row,
        )
    return draft


def with_decisions(draft: Draft, rows: Mapping[tuple[SheetKey, int], Mapping[str, Any]]) -> Draft:
    """Return it with facts of the decisions on single rows; `take` is merged by field."""
    for (key, number), facts in rows.items():
        decisions = dict(_choice(draft, key).decisions)
        before: RowDecision = decisions.get(number, NO_DECISION)
        if "take" in facts:
            facts = {**facts, "take": {**before.take, **facts["take"]}}
        decisions[number] = dataclasses.replace(before, **facts)
        draft = with_sheets(draft, [key], decisions=decisions)
    return draft


def with_values(draft: Draft, values: Mapping[tuple[str, str], str | None]) -> Draft:
    """Return it with the values that texts mean, by (field, text); None removes one."""
    return _with(draft, values=_merged(draft.choices.values, values))


def with_constants(draft: Draft, constants: Mapping[str, str | None]) -> Draft:
    """Return it with the values that every row has, by field; None removes one."""
    return _with(draft, constants=_merged(draft.choices.constants, constants))


def with_field_policies(draft: Draft, policies: Mapping[str, str | None]) -> Draft:
    """Return it with policies of single fields; None removes one."""
    return _with(draft, fields=_merged(draft.choices.fields, policies))


def with_encoding(draft: Draft, file: str, encoding: str) -> Draft:
    """Return it with the encoding of a text file, "" for the detected one."""
    return _with(draft, encodings=_merged(draft.choices.encodings, {file: encoding or None}))


def with_password(draft: Draft, file: str, password: str) -> Draft:
    """Return it with the password of a file."""
    return _with(draft, passwords=_merged(draft.choices.passwords, {file: password}))


def _choice(draft: Draft, key: SheetKey) -> SheetChoice:
    return draft.choices.sheets.get(key, SheetChoice())


def _with(draft: Draft, **facts: Any) -> Draft:
    choices: Choices = dataclasses.replace(draft.choices, **facts)
    return dataclasses.replace(draft, choices=choices)


def _merged(before: Mapping[Any, str], changes: Mapping[Any, str | None]) -> dict[Any, str]:
    merged: dict[Any, str | None] = {**before, **changes}
    return {key: value for key, value in merged.items() if value is not None}


def _by_sheet(
    cells: Mapping[tuple[SheetKey, int, int], str],
) -> dict[SheetKey, dict[tuple[int, int], str]]:
    by_sheet: dict[SheetKey, dict[tuple[int, int], str]] = {}
    for (key, number, at), text in cells.items():
        by_sheet.setdefault(key, {})[number, at] = text
    return by_sheet
