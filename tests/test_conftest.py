"""A run of tests is only green where every process it began ended well."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WELL = """
def test_nothing():
    pass
"""
BADLY = """
import atexit, os

def test_nothing():
    atexit.register(os._exit, 7)
"""


@pytest.mark.parametrize("spread", [(), ("-n", "2")], ids=["alone", "on two processes"])
@pytest.mark.parametrize(("body", "good"), [(WELL, True), (BADLY, False)], ids=["well", "badly"])
def test_a_process_that_ends_badly_fails_the_run(tmp_path, body, good, spread):
    shutil.copy(HERE / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {HERE.parent}\n", "utf-8")
    (tmp_path / "test_one.py").write_text(body, "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *spread, "."],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        timeout=120,
        check=False,
    )
    said = ended.stdout.decode("utf-8", "replace")
    assert "1 passed" in said
    assert (ended.returncode == 0) is good, said
    assert ("ended badly" in said) is (not good and bool(spread))
