"""Commands run in this process, on a ledger of their own."""

from __future__ import annotations

import pytest

from main import main


@pytest.fixture
def run(tmp_path, capsys):
    """Runs a command on the ledger in `tmp_path`; returns the exit code and all that was printed."""

    def call(*words):
        code = main([*map(str, words), "--data", str(tmp_path)])
        return code, "".join(capsys.readouterr())

    return call
