"""核对: verify that a package is complete, unchanged, and consistent in itself.

The city runs this on files alone, without a ledger. The checksum list proves the files, as long as
it is the list that was sent; where a file was changed, the hidden sheet names the cell; the letter
prints the files' hashes, and the report's footer prints the checksum of the workbook's figures.
Whoever changes a file can rewrite all of these: only the stamped letter on paper reveals that.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
from exports.files import sha256_of
from exports.package.checksums import SHOWN, read_list
from exports.package.container import archive_findings, mail_findings, open_archive, open_mail
from exports.package.file_names import BOOK, LETTER, LIST_NAME, REPORT
from exports.package.file_set import embedded_findings, foreign_findings, parse_name
from exports.package.finding import Finding
from exports.package.folder import unlisted_findings
from exports.package.package_files import archive_of, mail_of
from exports.package.printed_lists import draft_mark_findings, letter_findings, report_findings
from exports.package.workbook_diff import (
    differences,
    find_hidden_sheet,
    heading_over,
    row_label,
    texts_of,
)
from exports.reports.fingerprint import FIGURE_COLUMNS, figures_digest, short_digest
from storage.errors import UserError
from storage.intake.read import read_book
from storage.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from exports.package.hidden_sheet import Hidden
    from exports.package.workbook_diff import Difference
    from storage.intake.read import Book
    from storage.progress import Progress

__all__ = ["Finding", "is_draft", "verdict", "verify"]

FIGURES_SHEET = "W01"
MEANING = (
    "这只说明文件与随包的清单相符：换了文件的人，也能另写清单、另印一份函。要弄清有没有人换过，"
)
WITH_LETTER = f"请把上面的 SHA-256 前{SHOWN}位与盖了章的报送函逐个核对，或打电话请报送人念一遍。"
BY_PHONE = f"请打电话让报送人念各文件的 SHA-256 前{SHOWN}位，与上面的核对。"


def verify(path: Path, progress: Progress = silent) -> list[Finding]:
    """Verify a folder, a .zip or an .eml; raises `UserError` where it is no package."""
    with _unpacked(path) as (folder, found):
        if found:  # with two files of one name nothing further can be attributed
            return found
        hashes, faults = _load_list(folder, path)
        found = [*faults, *foreign_findings(hashes)]
        for done, (name, sha256) in enumerate(hashes.items()):
            progress(done, len(hashes) + 1)
            found += _file_findings(folder / name, sha256)
        found += (
            _unlisted_findings(folder, hashes)
            if path.is_dir()
            else unlisted_findings(folder, hashes)
        )
        found += _content_findings(folder, hashes)
        progress(len(hashes) + 1, len(hashes) + 1)
        return found


def verdict(found: Sequence[Finding]) -> str:
    """Return the conclusion for the reader, with what the verification cannot prove."""
    faults = sum(one.is_fault for one in found)
    if faults:
        return f"不能当作原来的报送包收下：有 {faults} 处不对。请向报送人问清楚，或请其重新报送。"
    compare = BY_PHONE if is_draft(found) else WITH_LETTER
    return f"与清单一致：文件齐全，互相对得上。{MEANING}{compare}"


def is_draft(found: Sequence[Finding]) -> bool:
    """Whether the workbook declares the package a draft."""
    return any(one.kind == "good" and one.text.startswith(DRAFT_WORD) for one in found)


@contextmanager
def _unpacked(path: Path) -> Iterator[tuple[Path, list[Finding]]]:
    if path.is_dir():
        yield path, []
        return
    if not path.is_file():
        raise UserError(f"找不到“{path}”：请给出报送包的文件夹或 zip。")
    with (open_mail if path.suffix.lower() == ".eml" else open_archive)(path) as taken_out:
        yield taken_out


def _load_list(folder: Path, path: Path) -> tuple[Mapping[str, str], Sequence[Finding]]:
    try:
        listed = read_list((folder / LIST_NAME).read_bytes().decode("utf-8", errors="replace"))
    except OSError:
        listed = read_list("")
    if not listed.hashes and not listed.faults:
        raise UserError(f"《{path.name}》里没有“{LIST_NAME}”，不是报送包，无从核对。")
    return listed


def _file_findings(file: Path, sha256: str) -> Iterator[Finding]:
    if not file.is_file():
        yield Finding("missing", file.name, "清单里有，文件不在")
        return
    yield from embedded_findings(file)
    if sha256_of(file) != sha256:
        yield Finding("changed", file.name, "与清单不符：文件变过，或清单不是它的")
    else:
        yield Finding("good", file.name, f"与清单一致（SHA-256 前{SHOWN}位 {sha256[:SHOWN]}）")


def _unlisted_findings(folder: Path, hashes: Mapping[str, str]) -> Iterator[Finding]:
    """Yield findings on the folder's other files: the archive, the drafted mail, foreign ones."""
    quarter = next(iter(hashes), "").partition("_")[0]
    mails = {mail_of(quarter, draft=draft) for draft in (True, False)}
    archive = archive_of(hashes)
    yield from unlisted_findings(folder, hashes, {archive, *mails}, own=True)
    carried = {**hashes, LIST_NAME: sha256_of(folder / LIST_NAME)}
    if archive and (folder / archive).is_file():
        yield from archive_findings(folder / archive, carried)
    for mail in sorted(mails):
        if (folder / mail).is_file():
            yield from mail_findings(folder / mail, carried)


def _content_findings(folder: Path, hashes: Mapping[str, str]) -> Iterator[Finding]:
    """Compare the workbook with its own hidden sheet, and the papers with the workbook."""
    files = {name.what: folder / file for file in hashes if (name := parse_name(file))}
    files = {what: file for what, file in files.items() if file.is_file()}
    known = None
    if BOOK in files:
        known, found = _workbook_findings(files[BOOK])
        yield from found
    if REPORT in files and known is not None:
        yield report_findings(files[REPORT], known)
    if LETTER in files:
        letter = files[LETTER]
        others = {name: sha256 for name, sha256 in hashes.items() if name != letter.name}
        yield from letter_findings(letter, others, known)
    yield from _draft_findings([files[what] for what in (REPORT, LETTER) if what in files], known)


def _draft_findings(papers: Sequence[Path], known: Hidden | None) -> Iterator[Finding]:
    """Check that names, papers and workbook agree on draft or version; report a draft."""
    name = parse_name(papers[0].name) if papers else None
    if name is None or known is None:
        return
    version = known.facts.get("version", "")
    if (name.version or "0") != version:
        version_text = f"第{version}版" if version != "0" else DRAFT_WORD
        yield Finding("figures", papers[0].name, f"文件名与报表不符：报表里记的是{version_text}")
    if name.draft or name.version:  # older programs marked no draft
        for paper in papers:
            yield from draft_mark_findings(paper, draft=name.draft)
    if version == "0":
        yield Finding("good", papers[0].name, f"{DRAFT_WORD}：{MAY_CHANGE}")


def _workbook_findings(file: Path) -> tuple[Hidden | None, list[Finding]]:
    """Return the hidden sheet, None where it is missing, and the cells that differ from it."""
    try:
        book = read_book(file)
    except UserError as error:
        return None, [Finding("figures", file.name, str(error))]
    known = find_hidden_sheet(book)
    if known is None:
        return None, [Finding("figures", file.name, "用来核对的隐藏表不在了，认不出改了哪里")]
    cells = (_difference_text(file.name, one, book) for one in differences(known, book))
    return known, [*cells, *_figure_findings(file.name, known, book)]


def _difference_text(file: str, one: Difference, book: Book) -> Finding:
    what = {
        "changed": f"改成了“{one.theirs}”" if one.theirs else "被清空了",
        "added": f"是多出来的：{one.theirs}" if one.row else "这张表是多出来的",
        "removed": "原来的这一行不见了",
        "lost": "这张表不见了",
    }[one.kind]
    cell = _cell_name(one, book)
    return Finding("cell", file, f"《{one.sheet}》{one.cell}{cell}{what}", one.sheet, one.cell)


def _cell_name(one: Difference, book: Book) -> str:
    """Describe a cell by the label of its row and the heading of its column."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == one.sheet), None)
    if sheet is None or one.kind != "changed":
        return ""
    rows = texts_of(sheet)
    words = (row_label(rows.get(one.row, []), one.place), heading_over(rows, one.place))
    joined = "，".join(word for word in words if word)
    return f"（{joined}）" if joined else ""


def _figure_findings(file: str, known: Hidden, book: Book) -> Iterator[Finding]:
    """Check that stated checksum, hidden figures and visible figures agree."""
    if known.digest != known.facts.get("figures"):
        yield Finding("figures", file, "隐藏表里的指标数与它自己的校验码不符")
    shown = figures_digest(known.quarter, visible_figures(book))
    if shown != known.digest:
        yield Finding("figures", file, "看得见的指标数与制表时的不同")
    else:
        yield Finding("good", file, f"指标数与校验码 {short_digest(known.digest)} 一致")


def visible_figures(book: Book) -> list[tuple[str, ...]]:
    """Return the figures of the visible sheet, located by its own headings."""
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
