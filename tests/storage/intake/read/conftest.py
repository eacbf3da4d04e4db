"""Rosters for the worker, replacements for it, and a check that none outlives its test."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from storage.intake.read import book_reader
from tests.storage.intake.read import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = 40_000


def workers() -> list[psutil.Process]:
    """List the worker processes that are children of this one; a zombie counts."""
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if child.status() == psutil.STATUS_ZOMBIE or "storage.intake.read.worker" in child.cmdline()
    ]


@pytest.fixture(autouse=True)
def _no_worker_left_behind() -> Iterator[None]:
    before = {worker.pid for worker in workers()}
    yield
    left = [worker for worker in workers() if worker.pid not in before]
    assert not left, f"workers left running: {left}"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return files.xlsx(tmp_path / "名册.xlsx")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A second of work for the worker."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>" * ROWS
    return files.packed(tmp_path / "名册.xlsx", files.xlsx_parts(rows))


def impostor(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Start this code instead of the worker."""
    monkeypatch.setattr(book_reader, "command", lambda: [sys.executable, "-c", code])
