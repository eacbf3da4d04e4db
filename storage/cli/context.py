"""What every command of the command line stands on: the ledger it opens, and how it answers."""

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
    """Where the ledger lies, as told or as found beside the program at `options.here`."""
    from storage.files.location import home

    return Path(options.data) if getattr(options, "data", None) else home(options.here)


def open_store(options: argparse.Namespace) -> Store:
    """The ledger, made if there never was one; where one is lost, what is left of it is told."""
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
    """Answer a script."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def day_of(text: str | None, otherwise: date) -> date:
    """The day that was written, in any way that people write one; raises `UserError`."""
    from storage.errors import UserError
    from storage.model.kinds import DATE

    try:
        return DATE.parse(text) if text else otherwise
    except ValueError as error:
        raise UserError(f"{error}。") from None
