"""核对: whether the files of a package belong together and are as they were made.

The city runs this, on files alone: it needs no ledger. The list proves the files; where one has
been changed, the hidden sheet names the cell; the report's foot and the workbook's figures must
bear the same mark.
"""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import pypdfium2

from exports.files import MEGABYTE, safe_name, sha256_of
from exports.fingerprint import FIGURE_COLUMNS, digest, short
from exports.package.comparing import called, differences, heading_over, hidden_in, texts_of
from exports.package.found import listed
from exports.package.naming import ARCHIVE, BOOK, LIST_NAME, REPORT
from storage.errors import UserError
from storage.intake.reading import read_book
from storage.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exports.package.comparing import Difference
    from exports.package.hidden import Hidden
    from storage.intake.reading import Book
    from storage.progress import Progress

MOST_FILES, LARGEST = 100, 400 * MEGABYTE
FIGURES_SHEET = "W01"
Kind = Literal["good", "changed", "missing", "extra", "figures", "cell"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; all but `good` say that something is amiss."""

    kind: Kind
    file: str
    text: str
    sheet: str = ""
    cell: str = ""

    def as_json(self) -> dict[str, str]:
        """For scripts."""
        names = ("kind", "file", "sheet", "cell", "text")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def verify(path: Path, progress: Progress = silent) -> list[Finding]:
    """Look at a package, a folder or a .zip; raises `UserError` where it is none."""
    with _unpacked(path) as folder:
        hashes = _list_of(folder, path)
        found: list[Finding] = []
        for done, (name, sha256) in enumerate(hashes.items()):
            progress(done, len(hashes) + 1)
            found.append(_file(folder / name, sha256))
        found += _extra(folder, hashes)
        found += _contents(folder, hashes)
        progress(len(hashes) + 1, len(hashes) + 1)
        return found


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield path
        return
    if not path.is_file():
        raise UserError(f"找不到“{path}”：请给出报送包的文件夹或 zip。")
    with TemporaryDirectory(prefix="核对-") as folder:
        try:
            _unpack(path, Path(folder))
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise UserError(f"《{path.name}》打不开：不是 zip，或已损坏。") from error
        yield Path(folder)


def _unpack(path: Path, folder: Path) -> None:
    """Take the files out flat, under names that lead nowhere else."""
    with zipfile.ZipFile(path) as packed:
        files = [one for one in packed.infolist() if not one.is_dir()]
        if len(files) > MOST_FILES or sum(one.file_size for one in files) > LARGEST:
            raise UserError(f"《{path.name}》里的文件太多或太大，不像报送包，没有打开。")
        for one in files:
            name = safe_name(one.filename.replace("\\", "/").rpartition("/")[2])
            with packed.open(one) as source, (folder / name).open("wb") as target:
                left = one.file_size  # what it says; a bomb says less than it holds
                while left > 0 and (block := source.read(min(left, MEGABYTE))):
                    target.write(block)
                    left -= len(block)


def _list_of(folder: Path, path: Path) -> Mapping[str, str]:
    try:
        hashes = listed((folder / LIST_NAME).read_text("utf-8", errors="replace"))
    except OSError:
        hashes = {}
    if not hashes:
        raise UserError(f"《{path.name}》里没有“{LIST_NAME}”，不是报送包，无从核对。")
    return hashes


def _file(file: Path, sha256: str) -> Finding:
    if not file.is_file():
        return Finding("missing", file.name, "清单里有，文件不在")
    if sha256_of(file) != sha256:
        return Finding("changed", file.name, "文件改动过，与清单不符")
    return Finding("good", file.name, "与清单一致")


def _extra(folder: Path, hashes: Mapping[str, str]) -> Iterator[Finding]:
    for file in sorted(folder.iterdir()):
        ours = (
            file.name == LIST_NAME
            or file.suffix == ".eml"
            or (ARCHIVE in file.name and file.suffix == ".zip")
        )
        if file.is_file() and file.name not in hashes and not ours and file.name[0] not in "~.":
            yield Finding("extra", file.name, "不在清单里，不是随包生成的")


def _contents(folder: Path, hashes: Mapping[str, str]) -> Iterator[Finding]:
    """The workbook against its own hidden sheet, and the report against the workbook."""
    book_file = next((folder / n for n in hashes if BOOK in n and n.endswith(".xlsx")), None)
    report = next((folder / n for n in hashes if REPORT in n and n.endswith(".pdf")), None)
    if book_file is None or not book_file.is_file():
        return
    book = read_book(book_file)
    known = hidden_in(book)
    if known is None:
        yield Finding("figures", book_file.name, "用来核对的隐藏表不在了，认不出改了哪里")
        return
    yield from (_told(book_file.name, one, book) for one in differences(known, book))
    yield from _figures(book_file.name, known, book)
    if report is not None and report.is_file():
        yield _report(report, known)


def _told(file: str, one: Difference, book: Book) -> Finding:
    what = {
        "changed": f"改成了“{one.theirs}”" if one.theirs else "被清空了",
        "added": f"是多出来的：{one.theirs}" if one.row else "这张表是多出来的",
        "removed": "原来的这一行不见了",
        "lost": "这张表不见了",
    }[one.kind]
    beside = _beside(one, book)
    return Finding("cell", file, f"《{one.sheet}》{one.cell}{beside}{what}", one.sheet, one.cell)


def _beside(one: Difference, book: Book) -> str:
    """What the row is called and what stands over the column: the cell by its meaning."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == one.sheet), None)
    if sheet is None or one.kind != "changed":
        return ""
    rows = texts_of(sheet)
    words = (called(rows.get(one.row, []), one.place), heading_over(rows, one.place))
    said = "，".join(word for word in words if word)
    return f"（{said}）" if said else ""


def _figures(file: str, known: Hidden, book: Book) -> Iterator[Finding]:
    """The mark that was printed, the hidden figures and the visible ones must be one."""
    if known.digest != known.facts.get("figures"):
        yield Finding("figures", file, "隐藏表里的指标数与它自己的校验码不符")
    shown = digest(known.quarter, visible_figures(book))
    if shown != known.digest:
        yield Finding("figures", file, "看得见的指标数与制表时的不同")
    else:
        yield Finding("good", file, f"指标数与校验码 {short(known.digest)} 一致")


def visible_figures(book: Book) -> list[tuple[str, ...]]:
    """The figures as the workbook shows them, by its own headings."""
    sheet = next((one for one in book.sheets if one.name.startswith(FIGURES_SHEET)), None)
    rows = list(texts_of(sheet).values()) if sheet else []
    heads = [["".join(text.split()) for text in row] for row in rows]
    at = next((n for n, row in enumerate(heads) if set(FIGURE_COLUMNS) <= set(row)), None)
    if at is None:
        return []
    places = [heads[at].index(label) for label in FIGURE_COLUMNS]
    lines = ([*row, *[""] * len(heads[at])] for row in rows[at + 1 :])
    return [
        tuple(row[place] for place in places)
        for row in lines
        if row[places[0]] and row[places[0] + 1]
    ]


def _report(file: Path, known: Hidden) -> Finding:
    wanted = short(known.digest)
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        return Finding("figures", file.name, "报告打不开，可能已损坏")
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    lacking = [number for number, text in enumerate(pages, 1) if wanted not in text]
    if lacking:
        listed_pages = "、".join(map(str, lacking[:5]))
        return Finding("figures", file.name, f"第 {listed_pages} 页的校验码与报表不一致")
    return Finding("good", file.name, f"每页都印着校验码 {wanted}，与报表一致")
