"""The worker may die, hang, lie or be told to stop: this side always knows, and cleans up."""

import os
import signal
import sys
import threading
import time

import psutil
import pytest

from storage.errors import Cancelled, UserError
from storage.intake.read import Limits, book_reader, read_book
from tests.storage.intake.read import files
from tests.storage.intake.read.conftest import ROWS, impostor, workers

DAMAGED = "^《名册.xlsx》读不出来：文件已损坏或结构异常。请在 WPS 中打开后另存为 xlsx 再导入。$"


HELLO = 'import sys; sys.stdin.readline(); print(\'{"book":{"kind":"xlsx","more":false}}\'); '
OPENED = """print('{"opened":{"encoding":null,"date1904":false}}'); """
OPENED += """print('{"sheet":{"name":"x","expected":1}}'); """
LAST = """print('{"end":{"hidden":false,"merged":[],"hidden_rows":[]}}'); """
LAST += """print('{"done":{"sheets":1,"warnings":[]}}'); """


def rows(at):
    return f"""print('{{"at":{at},"rows":[["x"]]}}'); """


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(0)",
        "import os; os.abort()",
        HELLO + "sys.exit(0)",
        HELLO + "print('{}')",
        HELLO + "print('[1]')",
        HELLO + "print('nonsense')",
        HELLO + "print('[' * 100000)",
        HELLO + 'print(\'{"done":{"sheets":0,"warnings":[]}}\')',
        HELLO + OPENED + rows(1) + rows(3) + LAST,
        HELLO + OPENED + rows(2) + rows(2) + LAST,
        HELLO + rows(1) + OPENED + LAST,
        HELLO + 'print(\'{"at":1,"rows":[["x"]]}\')',
        HELLO + OPENED + 'print(\'{"done":{"sheets":1,"warnings":[]}}\')',
        HELLO + "sys.stdout.write('{\"done\":'); sys.stdout.flush()",
        HELLO + 'print(\'{"failed":"PanicException"}\')',
        HELLO + 'print(\'{"d":"2008-99-99"}\')',
    ],
)
def test_anything_but_a_last_word_in_order_is_a_failure(roster, monkeypatch, code):
    impostor(monkeypatch, code)
    with pytest.raises(UserError, match=DAMAGED):
        read_book(roster)


def test_words_in_order_are_a_book(roster, monkeypatch):
    impostor(monkeypatch, HELLO + OPENED + rows(3) + rows(4) + LAST)
    (sheet,) = read_book(roster).sheets
    assert (sheet.first_row, sheet.rows) == (3, [["x"], ["x"]])


def test_a_line_without_end_is_cut_off(roster, monkeypatch):
    monkeypatch.setattr(book_reader, "LONGEST_LINE", 1 << 20)
    impostor(monkeypatch, HELLO + "\nwhile True: sys.stdout.write('[' * 65536)")
    with pytest.raises(UserError, match=DAMAGED):
        read_book(roster)


def test_a_worker_that_never_answers_is_stopped_in_time(roster, monkeypatch):
    impostor(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(UserError, match="《名册.xlsx》读了 1 秒还没有读完，已经停下"):
        read_book(roster, limits=Limits(seconds=1.0, seconds_per_mb=0.0))
    assert time.monotonic() - began < 3


def test_a_worker_that_cannot_be_started_is_reported(roster, monkeypatch):
    monkeypatch.setattr(book_reader, "command", lambda: ["/nonexistent/program"])
    with pytest.raises(UserError, match="《名册.xlsx》没有读成：读取表格的程序启动不了"):
        read_book(roster)


def test_cancelling_kills_the_worker_at_once(large):
    seen = []

    def stop(done, total):
        seen.append([worker.pid for worker in workers()])
        raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        read_book(large, progress=stop)
    assert time.monotonic() - began < 2
    assert len(seen[0]) == 1
    assert not psutil.pid_exists(seen[0][0])


def test_cancelling_while_rows_arrive_kills_the_worker(large, monkeypatch):
    monkeypatch.setattr(book_reader, "BREATH", 0.001)

    def stop(done, total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_book(large, progress=stop)
    assert not workers()


def test_progress_grows_and_ends_complete(large, monkeypatch):
    monkeypatch.setattr(book_reader, "BREATH", 0.001)
    reports = []
    read_book(large, progress=lambda done, total: reports.append((done, total)))
    assert reports == sorted(reports, key=lambda report: report[0])
    assert reports[-1] == (ROWS, ROWS)
    assert all(done < total for done, total in reports[:-1])
    assert len({done for done, _ in reports}) > 2


def test_a_worker_killed_from_outside_gives_way_to_the_second_reader(large, monkeypatch):
    """The kill falls on the first worker; the second reader must then have the whole sheet."""
    monkeypatch.setattr(book_reader, "BREATH", 0.001)
    killed = []

    def kill(done, total):
        if done and not killed:
            (worker,) = workers()
            worker.send_signal(signal.SIGKILL)
            killed.append(worker.pid)

    assert len(read_book(large, progress=kill).sheets[0].rows) == ROWS
    assert killed


def test_several_files_can_be_read_at_once(roster):
    found = []
    threads = [threading.Thread(target=lambda: found.append(read_book(roster))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(one == found[0] for one in found)


def test_a_packaged_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert book_reader.command() == [sys.executable, "--sheet-worker"]


def test_the_worker_is_found_from_any_folder(roster, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path)]))
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    assert read_book(roster).sheets[0].rows == files.ROSTER
