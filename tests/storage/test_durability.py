"""Acknowledged edits survive, and no edit is saved partly, however the program ends."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from storage.model.tables import VOLUNTEERS
from storage.store.store import Store

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("FAULT_N", "12"))

WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    sys.path[:0] = [{root!r}, {tests!r}]
    from people import volunteer
    from storage.store.store import Store
    from storage.model.tables import VOLUNTEERS
    store = Store(Path(sys.argv[1]))
    start = int(sys.argv[2])
    print("ready", flush=True)
    for batch in range(start, start + 1000):
        people = [volunteer("王伟", id_number=f"E{{batch:015}}{{n:03}}", note=str(batch)) for n in range(40)]
        with store.edit(str(batch)) as edit:
            edit.save_new(VOLUNTEERS, people)
        print(batch, flush=True)
    """
).format(root=str(ROOT), tests=str(ROOT / "tests"))


def test_a_killed_program_loses_no_acknowledged_edit_and_saves_no_partial_one(tmp_path):
    path = tmp_path / "ledger.db"
    chance = random.Random(20261123)
    Store(path).close()
    for round_ in range(ROUNDS):
        said = _killed_while_writing(path, round_ * 1000, chance.uniform(0, 0.15))
        with Store(path) as store:
            assert store.value("PRAGMA integrity_check") == "ok"
            per_batch = dict(
                store.connection.execute(
                    "SELECT CAST(note AS INTEGER), count(*) FROM volunteer GROUP BY note"
                ).fetchall()
            )
            assert set(per_batch.values()) <= {40}
            assert said <= set(per_batch)
            assert store.count(VOLUNTEERS) == store.value("SELECT count(*) FROM volunteer_search")
            assert store.count(VOLUNTEERS) == store.value("SELECT count(*) FROM change")


def _killed_while_writing(path, start, delay):
    """Run the writer, kill it at some moment, and return the batches it said were kept."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(start)],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout.readline().strip() == "ready"
        time.sleep(delay)
        child.kill() if sys.platform == "win32" else child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().split("\n")
    complete = lines[:-1]  # a line without its end was not said
    return {int(line) for line in complete}


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_write_that_fails_rolls_back_and_the_ledger_stays_sound(tmp_path):
    path = tmp_path / "ledger.db"
    Store(path).close()
    code = textwrap.dedent(
        """
        import resource, signal, sys
        from pathlib import Path
        sys.path[:0] = [{root!r}, {tests!r}]
        from people import volunteer
        from storage.errors import UserError
        from storage.store.store import Store
        from storage.model.tables import VOLUNTEERS
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = Store(Path(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
        try:
            with store.edit("录入") as edit:
                edit.save_new(VOLUNTEERS, [volunteer("王伟", note="长" * 900, id_number=f"E{{n:019d}}") for n in range(400)])
        except UserError as error:
            print(error)
        """
    ).format(root=str(ROOT), tests=str(ROOT / "tests"))
    for limit in (20_000, 200_000, 600_000):
        done = subprocess.run(
            [sys.executable, "-c", code, str(path), str(limit)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "磁盘已满" in done.stdout, done.stderr
        with Store(path) as store:
            assert store.count(VOLUNTEERS) == 0
            assert store.value("PRAGMA integrity_check") == "ok"
