"""The worker may die, hang, lie or be told to stop: this side always knows, and cleans up."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace

import psutil
import pytest
import xlsxwriter
import xlwt

from storage.errors import Cancelled, UserError
from storage.intake.read import LIMITS, Limits, book_reader, read_book
from tests.storage.intake.read import files
from tests.storage.intake.read.conftest import workers

ROWS = 40_000
DAMAGED = "^《名册.xlsx》读不出来：文件已损坏或结构异常。请在 WPS 中打开后另存为 xlsx 再导入。$"


@pytest.fixture
def roster(tmp_path):
    return files.xlsx(tmp_path / "名册.xlsx")


@pytest.fixture
def large(tmp_path):
    """A second of work for the worker."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>" * ROWS
    return files.packed(tmp_path / "名册.xlsx", files.xlsx_parts(rows))


def impostor(monkeypatch, code):
    """Start this code instead of the worker."""
    monkeypatch.setattr(book_reader, "command", lambda: [sys.executable, "-c", code])


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


def test_what_a_library_prints_does_not_come_between(roster, monkeypatch):
    code = (
        "import os, sys; from storage.intake.read import open_file as answer, worker; read = answer.of_file\n"
        "def noisy(*given):\n"
        "    os.write(1, b'noise'); print('noise', flush=True); yield from read(*given)\n"
        "answer.of_file = noisy; worker.main()"
    )
    impostor(monkeypatch, code)
    assert read_book(roster).sheets[0].rows == files.ROSTER


def test_a_worker_that_never_answers_is_stopped_in_time(roster, monkeypatch):
    impostor(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(UserError, match="《名册.xlsx》读了 1 秒还没有读完，已经停下"):
        read_book(roster, limits=Limits(seconds=1.0, seconds_per_mb=0.0))
    assert time.monotonic() - began < 3


def test_a_worker_that_fills_stderr_does_not_block(roster, monkeypatch):
    code = "import sys; sys.stderr.write('x' * 1_000_000); "
    impostor(monkeypatch, code + "from storage.intake.read.worker import main; main()")
    assert read_book(roster).sheets[0].rows == files.ROSTER


def test_a_program_that_cannot_be_started_is_said(roster, monkeypatch):
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


def test_when_the_first_reader_fails_the_second_reads(tmp_path):
    """calamine knows no workbook part under another name; openpyxl asks the relationships."""
    parts = files.xlsx_parts(f'<row r="2">{files.text_cell("B2", "张㛃")}</row>')
    parts["xl/book.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/book.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = str(parts[name]).replace("workbook.xml", "book.xml")
    (sheet,) = read_book(files.packed(tmp_path / "名册.xlsx", parts)).sheets
    assert (sheet.first_row, sheet.rows) == (2, [[None, "张㛃"]])


def test_the_second_reader_of_xlsx_sees_what_the_first_sees(tmp_path, monkeypatch):
    """Merged areas, hidden rows, errors, dates: the same whichever reader it was."""
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("一")
        sheet.merge_range("B2:C3", "标题")
        sheet.set_row(4, options={"hidden": True})
        sheet.write_formula("A5", "=NA()", None, "#N/A")
        sheet.write("B5", 39449, made.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write("C5", True)
        sheet.write("D5", 13800000000)
        sheet.write("E5", 1.5, made.add_format({"num_format": "[h]:mm"}))
        made.add_worksheet("二").hide()
    first = read_book(path)
    monkeypatch.setattr(book_reader, "count", lambda: iter([1]))
    assert read_book(path) == first


def test_later_readers_of_an_old_workbook_say_what_they_cannot_see(tmp_path, monkeypatch):
    path = tmp_path / "名册.xls"
    made = xlwt.Workbook()
    made.add_sheet("一").write_merge(0, 1, 0, 1, "标题")
    made.get_sheet(0).write(2, 0, "张㛃")
    made.save(str(path))
    first = read_book(path)
    said = {1: "合并的单元格和隐藏的行没有认出来", 2: "如有出错的单元格，只能读作空白"}
    for attempt, warning in said.items():
        monkeypatch.setattr(book_reader, "count", lambda attempt=attempt: iter([attempt]))
        later = read_book(path)
        assert later.sheets[0].rows == first.sheets[0].rows
        assert [warning in one for one in later.warnings] == [True]


def test_the_worker_says_nothing_but_records(roster, tmp_path):
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


def test_the_worker_ends_when_nobody_listens(large):
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


def test_several_files_can_be_read_at_once(roster):
    found = []
    threads = [threading.Thread(target=lambda: found.append(read_book(roster))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(one == found[0] for one in found)


def test_the_fence_holds_memory_and_leaves_no_core(tmp_path):
    code = (
        "import resource; from storage.intake.read.limits import confine; confine(1 << 28, 3);"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0],"
        " resource.getrlimit(resource.RLIMIT_CPU)[0]);"
        "x = bytearray(1 << 29)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=book_reader.ROOT,
        check=False,
    )
    assert run.stdout.split() == ["0", "8"]
    assert "MemoryError" in run.stderr


def test_a_packaged_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert book_reader.command() == [sys.executable, "--sheet-worker"]


def test_the_worker_is_found_from_any_folder(roster, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path)]))
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    assert read_book(roster).sheets[0].rows == files.ROSTER
