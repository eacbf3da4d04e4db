"""Files made on the spot, and the certainty that no worker outlives its test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


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
