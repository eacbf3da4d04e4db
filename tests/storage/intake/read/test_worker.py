"""The worker process: records on its output and nothing else, and no life without a parent."""

import json
import subprocess
from dataclasses import asdict, replace

from storage.intake.read import LIMITS, book_reader, read_book
from tests.storage.intake.read import files
from tests.storage.intake.read.conftest import impostor


def test_what_a_library_prints_does_not_come_between(roster, monkeypatch):
    code = (
        "import os, sys; from storage.intake.read import open_file as answer, worker; read = answer.of_file\n"
        "def noisy(*given):\n"
        "    os.write(1, b'noise'); print('noise', flush=True); yield from read(*given)\n"
        "answer.of_file = noisy; worker.main()"
    )
    impostor(monkeypatch, code)
    assert read_book(roster).sheets[0].rows == files.ROSTER


def test_a_worker_that_fills_stderr_does_not_block(roster, monkeypatch):
    code = "import sys; sys.stderr.write('x' * 1_000_000); "
    impostor(monkeypatch, code + "from storage.intake.read.worker import main; main()")
    assert read_book(roster).sheets[0].rows == files.ROSTER


def test_the_worker_prints_nothing_but_records(roster, tmp_path):
    """Even what libraries print goes nowhere, since it may quote the sheet."""
    request = {
        "path": str(roster),
        "encoding": None,
        "password": None,
        "limits": asdict(replace(LIMITS, seconds=5)),
        "attempt": 0,
    }
    run = subprocess.run(
        book_reader.command(),
        input=(json.dumps(request) + "\n").encode(),
        capture_output=True,
        cwd=book_reader.ROOT,
        check=True,
    )
    assert run.stderr == b""
    assert [next(iter(json.loads(line))) for line in run.stdout.splitlines()] == [
        "book", "opened", "sheet", "at", "end", "done"
    ]  # fmt: skip


def test_the_worker_ends_when_its_output_is_closed(large):
    """A worker whose parent is gone must not read on for ever."""
    request = {
        "path": str(large),
        "encoding": None,
        "password": None,
        "limits": asdict(replace(LIMITS, seconds=5)),
        "attempt": 0,
    }
    worker = subprocess.Popen(
        book_reader.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, cwd=book_reader.ROOT,
    )  # fmt: skip
    worker.stdin.write((json.dumps(request) + "\n").encode())
    worker.stdin.close()
    worker.stdout.close()
    assert worker.wait(20) != 0
