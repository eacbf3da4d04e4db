"""Commands called in this process, on the ledger of a test."""

import pytest

import main


@pytest.fixture
def call(store, capsys):
    """Run a command on the test's ledger; returns its exit code, output and complaint."""

    def run(*words):
        code = main.main([*map(str, words), "--data", str(store.path.parent)])
        return code, *capsys.readouterr()

    return run
