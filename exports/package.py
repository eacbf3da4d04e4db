"""A quarter's files: workbook, report, roster, and the list that proves they are unchanged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from exports.files import replacing, safe_name, sha256_of
from exports.reports import roster, sheets_of
from exports.reports.material import PRIVACY, material_of
from exports.reports.report import report_of
from exports.sheet import sheet_of
from exports.workbook import Imprint, write_workbook
from storage import export_log
from storage.errors import UserError
from storage.listing import count, every
from storage.policy import office_of
from storage.progress import silent

if TYPE_CHECKING:
    from exports.reports.material import Material
    from storage.listing import Query
    from storage.period import Quarter
    from storage.progress import Progress
    from storage.store import Store

LIST_NAME = "校验清单.txt"
SHORTEST_REASON = 4  # characters; less than "上级要求" is no reason


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written."""

    path: Path
    what: str
    sha256: str
    size: int


def write_package(
    store: Store,
    quarter: Quarter,
    out: Path,
    privacy: str,
    *,
    reason: str = "",
    on: date,
    version: int | None = None,
    progress: Progress = silent,
) -> list[Written]:
    """Write the quarter's files into a folder, each whole or not at all, and note each of them.

    A sealed quarter is written as it was sealed, in that version or the last, on whatever day.
    `privacy`: "summary" gives no roster, "masked" hides most of every number, "full" hides nothing
    and needs a reason.
    """
    _refuse_unexplained(privacy, reason)
    _make(out)
    makers = (_workbook, _report, _roster)[: 2 if privacy == "summary" else 3]
    with (
        material_of(store, quarter, privacy, on, version) as material,
        TemporaryDirectory(prefix="~", dir=out) as folder,
    ):
        staged = [
            make(material, Path(folder), _part_of(progress, number, len(makers)))
            for number, make in enumerate(makers)
        ]
        staged.append(_checksums(staged, Path(folder)))
        return [_put(store, one, out, privacy, reason) for one in staged]


def _part_of(progress: Progress, number: int, parts: int) -> Progress:
    """The progress of one file as a part of the whole package's, which is counted in hundreds."""

    def tell(done: int, total: int) -> None:
        progress(100 * number + 100 * done // max(total, 1), 100 * parts)

    return tell


def _put(store: Store, staged: Written, out: Path, privacy: str, reason: str) -> Written:
    """Move a file to where it belongs and note it; all are finished before the first is moved."""
    path = out / staged.path.name
    with replacing(path) as partial:
        staged.path.replace(partial)
    export_log.note(store, staged.what, privacy, reason, path.name, staged.sha256)
    return replace(staged, path=path)


def _refuse_unexplained(privacy: str, reason: str) -> None:
    if privacy not in PRIVACY:
        raise UserError(f"没有“{privacy}”这种隐私档位，可用：{'、'.join(PRIVACY)}。")
    if privacy == "full" and len(reason.strip()) < SHORTEST_REASON:
        raise UserError("给出完整证件号码要写明理由（向谁提供、作什么用），理由会记入导出记录。")


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"建不了文件夹《{out}》：{error.strerror or error}。请换一个位置。"
        ) from error


def _named(material: Material, what: str, suffix: str) -> str:
    return safe_name(f"{material.quarter}_{material.county}_{what}{suffix}")


def _imprint(material: Material, title: str) -> Imprint:
    left = f"{material.office.name}　{material.quarter.label.replace(' ', '')}"
    return Imprint(title, left, material.foot, material.made_on)


def _workbook(material: Material, out: Path, progress: Progress) -> Written:
    path = out / _named(material, "季度报表", ".xlsx")
    imprint = _imprint(material, f"{material.title}季度报表")
    write_workbook(path, sheets_of(material), imprint, progress)
    return _written(path, "季度报表")


def _report(material: Material, out: Path, progress: Progress) -> Written:
    path = out / _named(material, "季度报告", ".pdf")
    data = report_of(material, progress).data
    with replacing(path, needs=len(data)) as partial:
        partial.write_bytes(data)
    return _written(path, "季度报告")


def _roster(material: Material, out: Path, progress: Progress) -> Written:
    what = f"附册_志愿者名册({material.privacy_word})"
    path = out / _named(material, what, ".xlsx")
    sheet = roster.sheet(material)
    write_workbook(path, [sheet], _imprint(material, sheet.title), progress)
    return _written(path, "附册：志愿者名册")


def _checksums(written: list[Written], out: Path) -> Written:
    """List the files with their SHA-256, as `sha256sum -c` reads it."""
    path = out / LIST_NAME
    with replacing(path) as partial:
        lines = (f"{one.sha256}  {one.path.name}\n" for one in written)
        partial.write_text("".join(lines), "utf-8", newline="\n")
    return _written(path, "校验清单")


def _written(path: Path, what: str) -> Written:
    return Written(path, what, sha256_of(path), path.stat().st_size)


def preview(
    store: Store,
    quarter: Quarter,
    privacy: str,
    on: date | None = None,
    version: int | None = None,
    progress: Progress = silent,
) -> bytes:
    """The report as it would be written, for showing."""
    with material_of(store, quarter, privacy, on or date.today(), version) as material:
        return report_of(material, progress).data


def export_table(
    store: Store, query: Query[Any], path: Path, *, masked: bool, progress: Progress = silent
) -> Written:
    """Write what a ledger's list shows, as a workbook that can be imported again."""
    table, today = query.table, query.on
    office = office_of(store)
    sheet = sheet_of(
        table,
        every(store, query),
        tuple(table.shown),
        masked=masked,
        size=count(store, query),
    )
    privacy = "masked" if masked else "full"
    right = f"{PRIVACY[privacy]} · 生成于 {today:%Y-%m-%d}"
    imprint = Imprint(table.label, office.name if office else "", right, today)
    write_workbook(path, [sheet], imprint, progress)
    written = _written(path, f"{table.label}台账")
    export_log.note(store, written.what, privacy, "", path.name, written.sha256)
    return written
