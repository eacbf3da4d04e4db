"""Thousands of damaged files: each ends in a book or a sentence, and none takes more than a worker.

The damaged files go through one worker after another, as the program speaks to it, so that a
few hundred take seconds; those that did most harm then go through `read_book` itself.
"""

import json
import random
import subprocess
import threading
import zipfile
from collections import Counter
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import pytest

from storage.errors import UserError
from storage.intake.columns.mapped_table import sex_codes
from storage.intake.read import LIMITS, book_reader, read_book, wire
from storage.intake.read.assembly import Assembly
from storage.intake.rows.row_kinds import skip_reason
from storage.intake.rows.row_parser import RowParser
from storage.intake.tables.header import body_rows, find_header
from storage.intake.vocabulary.column_match import match
from storage.model.tables import VOLUNTEERS
from tests.storage.intake.read import files, xlsb

ROSTERS = Path(__file__).parents[3] / "reference" / "rosters"
SEEDS = [
    "class_sheets.xlsx", "two_row_header.xlsx", "old_xls.xls", "pinyin_headers.xls", "wps_et.et",
    "ods.ods", "html_xls.xls", "gbk_csv.csv",
]  # fmt: skip
PASSWORD = "青年节54"
PEOPLE = [["姓名", "身份证号", "班级"], *([f"张{at}", str(5104 + at), "高一"] for at in range(40))]
PER_WORKER = 40  # files, before the worker is a new one
PATIENCE = 15.0  # seconds for one file


class Readers:
    """A worker kept for many files; a new one when it dies, hangs or has served enough."""

    def __init__(self):
        self.deaths = 0
        self._served = 0
        self._worker = None

    def read(self, path, attempt):
        """Read with one reader; say how it ended, and what the parent made of it."""
        if self._worker is None or self._served >= PER_WORKER:
            self.close()
            self._start()
        self._served += 1
        request = {
            "path": str(path),
            "encoding": None,
            "password": PASSWORD,
            "limits": asdict(replace(LIMITS, seconds=600)),
            "attempt": attempt,
        }
        watchdog = threading.Timer(PATIENCE, self._worker.kill)
        watchdog.start()
        try:
            return self._converse(request)
        finally:
            watchdog.cancel()
            watchdog.join()

    def _converse(self, request):
        assembly = Assembly()
        self._worker.stdin.write((json.dumps(request) + "\n").encode())
        self._worker.stdin.flush()
        for line in self._worker.stdout:
            record = wire.load(line)
            if "failed" in record:
                return "failed", assembly
            if not assembly.take(record):
                return "read" if assembly.book else "refused", assembly
        self.deaths += 1
        self.close()
        return "died", assembly

    def _start(self):
        self._served = 0
        self._worker = subprocess.Popen(
            book_reader.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, cwd=book_reader.ROOT,
        )  # fmt: skip

    def close(self):
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()
            self._worker.stdin.close()
            self._worker.stdout.close()
            self._worker = None


@pytest.fixture
def readers():
    one = Readers()
    yield one
    one.close()


def flipped(data, chance):
    for _ in range(chance.choice((1, 3, 20, 200))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def cut(data, chance):
    return data[: chance.randrange(len(data))]


def repeated(data, chance):
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 2000)]
    return data[:start] + piece * chance.randrange(2, 5) + data[start:]


def swollen(data, chance):
    """Set a few bytes to the values that make lengths and counts enormous."""
    for _ in range(chance.choice((1, 4, 12))):
        place = chance.randrange(len(data))
        data[place : place + 4] = chance.choice(
            (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0")
        )
    return data


def tailed(data, chance):
    return data[: chance.randrange(len(data))] + chance.randbytes(chance.randrange(3000))


def inside(data, chance):
    """Damage one member of a zip form and pack it again, so that the zip itself is sound."""
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    name = chance.choice(sorted(name for name, content in parts.items() if content))
    parts[name] = chance.choice((flipped, cut, repeated, renumbered))(parts[name], chance)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))
    return target.getvalue()


def renumbered(data, chance):
    """Replace digits, which are row numbers, references, counts and lengths."""
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57] or [0]
    for _ in range(10):
        place = chance.choice(places)
        data[place : place + 1] = chance.choice((b"", b"9" * 10, b"-", b"0", b"1e9", b"A"))
        places = [place for place in places if place < len(data)] or [0]
    return data


@pytest.fixture(scope="session")
def seeds(tmp_path_factory):
    """Sound files of every kind that is read, by name."""
    folder = tmp_path_factory.mktemp("seeds")
    files.packed(folder / "binary.xlsb", xlsb.parts())
    files.locked(files.xlsx(folder / "locked.xlsx", PEOPLE), PASSWORD)
    files.locked_old(folder / "locked.xls", PASSWORD, PEOPLE)
    files.spreadsheetml(folder / "xml.xls", PEOPLE)
    (folder / "wide.txt").write_text("\n".join("\t".join(row) for row in PEOPLE), "utf-16")
    made = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return {name: (ROSTERS / name).read_bytes() for name in SEEDS} | made


def damaged(seeds, number):
    """Make the damaged file of this number; the same number always makes the same file."""
    chance = random.Random(20261123 + number)
    name = list(seeds)[number % len(seeds)]
    data = bytearray(seeds[name])
    is_zip = data.startswith(b"PK")
    ways = [flipped, cut, repeated, swollen, tailed] + [inside] * (5 if is_zip else 0)
    way = chance.choice(ways)
    return f"{number}-{way.__name__}-{name}", bytes(way(data, chance))


def understand(store, sheet):
    """What an import makes of a sheet; anything raised is a fault of ours."""
    layout = find_header(sheet, VOLUNTEERS)
    if layout is None:
        return 0
    rows = body_rows(sheet, layout.header)
    headers = match(VOLUNTEERS, layout.texts, layout.groups)
    parser = RowParser(
        store,
        VOLUNTEERS,
        headers,
        fixed={},
        stated={},
        meanings={},
        codes={"sex": sex_codes(headers, rows)},
        date1904=sheet.date1904,
    )
    read = [parser.parse(at, row) for at, row in enumerate(rows) if not skip_reason(row, layout)]
    return len(read)


def run(readers, seeds, store, folder, numbers):
    """Read every damaged file with every reader it would get; name those that did harm."""
    ends, harm = Counter(), []
    for number in numbers:
        name, content = damaged(seeds, number)
        path = folder / name
        path.write_bytes(content)
        attempt = 0
        while True:
            end, assembly = readers.read(path, attempt)
            if end in {"read", "refused"} or not assembly.more:
                break
            attempt += 1
        if end == "died" or attempt:
            harm.append(path)
        else:
            path.unlink()
        if end == "read":
            ends["people"] += sum(understand(store, sheet) for sheet in assembly.book.sheets)
        ends[end] += 1
    return ends, harm


def check(harm):
    for path in harm:
        try:
            read_book(path)
        except UserError as error:
            assert str(error).startswith(f"《{path.name}》")
            assert str(error).endswith("。")


def test_a_few_hundred_damaged_files(readers, seeds, store, tmp_path):
    ends, harm = run(readers, seeds, store, tmp_path, range(260))
    assert ends.pop("people") > 500
    assert sum(ends.values()) == 260
    assert ends["read"] > 24
    assert ends["refused"] + ends["failed"] > 60
    check(harm[:8])


@pytest.mark.slow
@pytest.mark.parametrize("share", range(12))
def test_thousands_of_damaged_files(readers, seeds, store, tmp_path, share):
    numbers = range(1000 + share * 1000, 2000 + share * 1000)
    ends, harm = run(readers, seeds, store, tmp_path, numbers)
    ends.pop("people")
    assert sum(ends.values()) == 1000
    check(harm[:100])


def test_the_reader_in_the_worker_is_the_one_of_the_program():
    """This file speaks the parent's part itself; it must stay the same part."""
    assert book_reader.WorkerProcess is book_reader.WorkerProcess
    assert book_reader.command()[1:] == ["-m", "storage.intake.read.worker"]
