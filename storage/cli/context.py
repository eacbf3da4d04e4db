"""The context of a command: its data folder, its ledger, its output and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from datetime import date

    from storage.store.store import Store

    Run = Callable[[argparse.Namespace], int]
    Command = Callable[..., argparse.ArgumentParser]

DONE, REFUSED, COULD_NOT = 0, 1, 2  # exit codes: done; done but some refused; could not


def data_folder(options: argparse.Namespace) -> Path:
    """Return the ledger's folder: `--data`, or the default for the program at `options.here`."""
    from storage.files.location import home

    return Path(options.data) if getattr(options, "data", None) else home(options.here)


def open_store(options: argparse.Namespace) -> Store:
    """Open the ledger, created and seeded where there never was one.

    Raises `UserError` with the copies found where the ledger is lost.
    """
    from resources import path
    from storage.errors import UserError
    from storage.ledger.database import FILE_NAME
    from storage.ledger.stray_copies import LedgerLost, loss_report
    from storage.seeds import seed
    from storage.store.store import Store

    try:
        store = Store(data_folder(options) / FILE_NAME)
    except LedgerLost as lost:
        raise UserError(loss_report(lost)) from None
    try:
        seed(store, path("seeds"))
    except BaseException:
        store.close()
        raise
    return store


def print_json(value: object) -> None:
    """Print a value as JSON for scripts."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def day_of(text: str | None, otherwise: date) -> date:
    """Parse a day in any of the usual notations, or return the default; raises `UserError`."""
    from storage.errors import UserError
    from storage.model.kinds import DATE

    try:
        return DATE.parse(text) if text else otherwise
    except ValueError as error:
        raise UserError(f"{error}。") from None
