"""Write a quarter's package; every file is complete before the first is moved into place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from exports.draft_mark import NOTICE
from exports.files import replacing, write_file
from exports.package import hidden_sheet
from exports.package.checksums import format_list
from exports.package.encryption import lock, refuse_weak
from exports.package.file_names import (
    ANNEX,
    ANNEX_FILE,
    ARCHIVE,
    BOOK,
    LETTER,
    LIST,
    LIST_NAME,
    REPORT,
    Written,
    package_file_name,
    written_file,
)
from exports.package.folder import set_aside
from exports.package.letter import render_letter
from exports.package.package_files import package_in
from exports.reports import roster_sheet, sheets_of
from exports.reports.narrative import render_report
from exports.reports.report_context import PRIVACY, report_context
from exports.workbook import HiddenSheet, Imprint, write_workbook
from exports.zip_files import zip_member
from storage import clock
from storage.errors import UserError
from storage.files import os_messages
from storage.files.private_files import make_folder
from storage.progress import silent
from storage.sending import export_log, sent_workbooks
from storage.store.bulk import collector_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exports.reports.report_context import ReportContext
    from storage.model.period import Quarter
    from storage.progress import Progress
    from storage.store.store import Store

BLOCK = 1 << 20


def write_archive(path: Path, files: Sequence[Path], made_on: date) -> None:
    """Write the files into a .zip, uncompressed.

    Workbooks and PDFs are compressed already, and two versions of zlib may give different bytes.
    """
    with (
        replacing(path, needs=sum(file.stat().st_size for file in files)) as partial,
        ZipFile(partial, "w", ZIP_STORED) as made,
    ):
        for file in files:
            about = zip_member(file.name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
            about.compress_type, about.file_size = ZIP_STORED, file.stat().st_size
            with file.open("rb") as source, made.open(about, "w") as target:
                while block := source.read(BLOCK):
                    target.write(block)


SHORTEST_REASON = 4  # characters; less than "上级要求" is no reason


@dataclass(slots=True)
class _PackageInProgress:
    """The state of a package while its files are written into a temporary folder."""

    context: ReportContext
    folder: Path
    password: str
    cells: hidden_sheet.Cells


def write_package(
    store: Store,
    quarter: Quarter,
    out: Path,
    privacy: str,
    *,
    reason: str = "",
    password: str = "",
    zipped: bool = False,
    on: date,
    version: int | None = None,
    progress: Progress = silent,
) -> list[Written]:
    """Write the quarter's files into a folder, each whole or not at all, and log each export.

    A sealed quarter is written as it was sealed, in `version` or the last, whatever the day.
    `privacy`: "summary" has no roster, "masked" hides most digits of every number, "full" hides
    nothing, requires a reason, and encrypts the roster by the password. `zipped` adds an archive
    of all files. Raises `UserError` for a refused privacy, reason, password, version or folder.
    """
    _check_privacy(privacy, reason, password)
    _create_folder(out)
    makers = (_workbook, _report, _annex)[: 2 if privacy == "summary" else 3]
    with (
        collector_paused(),  # repeated walks over millions of cells would freeze the window
        report_context(store, quarter, privacy, on, version) as context,
        TemporaryDirectory(prefix="~", dir=out) as folder,
    ):
        making = _PackageInProgress(context, Path(folder), password, {})
        staged = [
            make(making, _partial_progress(progress, number, len(makers)))
            for number, make in enumerate(makers)
        ]
        staged.append(_letter(making, staged))
        staged.append(_checksums(making, staged))
        if zipped:
            staged.append(_archive(making, staged))
        sent_workbooks.save_workbook(
            store, hidden_sheet.book_id(making.cells), str(quarter), making.cells
        )
        return _move_all(store, staged, out, privacy, reason)


def _move_all(
    store: Store, staged: list[Written], out: Path, privacy: str, reason: str
) -> list[Written]:
    """Move the staged files into the folder, and those of the previous package aside."""
    former = package_in(out)
    put = [_move_into_place(store, one, out, privacy, reason) for one in staged]
    set_aside(former, {one.path.name: one.sha256 for one in put})
    return put


def _partial_progress(progress: Progress, number: int, parts: int) -> Progress:
    """Return the progress of one file as its part of the package, in hundredths."""

    def report(done: int, total: int) -> None:
        progress(100 * number + 100 * done // max(total, 1), 100 * parts)

    return report


def _move_into_place(
    store: Store, staged: Written, out: Path, privacy: str, reason: str
) -> Written:
    """Move one staged file into the folder and log the export."""
    path = out / staged.path.name
    with replacing(path) as partial:
        staged.path.replace(partial)
    export_log.log_export(store, staged.what, privacy, reason, path.name, staged.sha256)
    return replace(staged, path=path)


def _check_privacy(privacy: str, reason: str, password: str) -> None:
    if privacy not in PRIVACY:
        raise UserError(f"没有“{privacy}”这种隐私档位，可用：{'、'.join(PRIVACY)}。")
    if privacy == "full":
        if len(reason.strip()) < SHORTEST_REASON:
            raise UserError(
                "给出完整证件号码要写明理由（向谁提供、作什么用），理由会记入导出记录。"
            )
        refuse_weak(password)


def _create_folder(out: Path) -> None:
    try:
        make_folder(out)
    except OSError as error:
        raise UserError(
            f"建不了文件夹《{out}》：{os_messages.reason(error)}。请换一个位置。"
        ) from error


def _imprint(context: ReportContext, title: str) -> Imprint:
    left = f"{context.office.name}　{context.quarter.label.replace(' ', '')}"
    head = NOTICE if context.draft else ""
    return Imprint(title, left, context.footer, context.made_on, head)


def _workbook(making: _PackageInProgress, progress: Progress) -> Written:
    context = making.context
    path = making.folder / package_file_name(context, BOOK, ".xlsx")
    sheets = [replace(sheet, rows=list(sheet.rows)) for sheet in sheets_of(context)]
    making.cells = hidden_sheet.cells_of(sheets)
    behind = HiddenSheet(hidden_sheet.NAME, hidden_sheet.build_rows(context, making.cells))
    imprint = _imprint(context, sheets[0].title)
    write_workbook(path, sheets, imprint, progress, hidden=behind, named=True)
    return written_file(path, BOOK)


def _report(making: _PackageInProgress, progress: Progress) -> Written:
    data = render_report(making.context, progress).data
    return _written(making, REPORT, ".pdf", data)


def _annex(making: _PackageInProgress, progress: Progress) -> Written:
    context = making.context
    what = f"{ANNEX_FILE}({context.privacy_word})"
    path = making.folder / package_file_name(context, what, ".xlsx")
    sheet = roster_sheet.sheet(context)
    write_workbook(path, [sheet], _imprint(context, sheet.title), progress)
    if not context.masked:
        lock(path, making.password)
    return written_file(path, ANNEX)


def _letter(making: _PackageInProgress, staged: list[Written]) -> Written:
    return _written(making, LETTER, ".pdf", render_letter(making.context, staged))


def _written(making: _PackageInProgress, what: str, suffix: str, data: bytes) -> Written:
    path = making.folder / package_file_name(making.context, what, suffix)
    write_file(path, data)
    return written_file(path, what)


def _checksums(making: _PackageInProgress, staged: list[Written]) -> Written:
    """Write the checksum list, which `sha256sum -c` reads."""
    path = making.folder / LIST_NAME
    write_file(path, format_list(staged).encode())
    return written_file(path, LIST)


def _archive(making: _PackageInProgress, staged: list[Written]) -> Written:
    path = making.folder / package_file_name(making.context, ARCHIVE, ".zip")
    write_archive(path, [one.path for one in staged], making.context.made_on)
    return written_file(path, ARCHIVE)


def preview(
    store: Store,
    quarter: Quarter,
    privacy: str,
    on: date | None = None,
    version: int | None = None,
    progress: Progress = silent,
) -> bytes:
    """Render the report as the package would contain it, for the viewer."""
    with report_context(store, quarter, privacy, on or clock.today(), version) as context:
        return render_report(context, progress).data
