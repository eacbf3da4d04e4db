"""Checks C1 and C18: printed figures equal their records, and workbook and report agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2

from exports.reports import figures_sheet
from exports.reports.fingerprint import fingerprint_of, short_digest
from exports.reports.narrative import render_report
from exports.reports.narrative.sheet_tables import cell_text
from exports.reports.report_context import ReportContext
from storage.counting.knowledge import as_known
from storage.progress import silent
from storage.quarter.check import SHOW_ADVICE, Check, CheckResult, Finding
from storage.quarter.readiness import check_readiness
from storage.store import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from exports.sheet import Value
    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.progress import Progress
    from storage.quarter.readiness import Readiness
    from storage.store.store import Store

CODE, VALUE = "编号", "数值"
MAX_NAMED = 4
WINDOW = 120  # characters after an indicator's code in which the report prints its figure
DETAILS = "W01 每个数都等于它的明细"
SAME = "报告里的数和报表里的相同"


def check_with_papers(
    store: Store, quarter: Quarter, today: date, progress: Progress = silent
) -> Readiness:
    """Run every check of the quarter, of its records and of the papers made from them."""
    context = ReportContext(store, quarter, "masked", today)
    with as_known(store, quarter, on=today):
        found = check_readiness(store, quarter, today)
        report = render_report(context, progress).data
        return found.with_results(check_papers(context, report))


def check_papers(context: ReportContext, report: bytes) -> tuple[CheckResult, ...]:
    """Return the results of C1 (summary W01) and C18 (the printed report)."""
    rows = _summary(context)
    return (
        _check_result("C1", DETAILS, _figures_unlike_records(context, rows), "请运行“数据检查”；"),
        _check_result(
            "C18", SAME, _figures_unlike_report(context, rows, report), "请重新生成报告；"
        ),
    )


def _check_result(code: str, label: str, wrong: Iterable[str], fix: str) -> CheckResult:
    words = list(wrong)
    text = "、".join(words[:MAX_NAMED]) + (f" 等 {len(words)} 项" if len(words) > MAX_NAMED else "")
    finding = Finding(f"{text}对不上", f"{fix}仍对不上请从备份恢复。", blocks=True, act=SHOW_ADVICE)
    check = Check(code, label, lambda _examined: ())
    return CheckResult(check, (finding,) if words else ())


def _summary(context: ReportContext) -> Mapping[str, Mapping[str, Value]]:
    """Return the rows of W01 by code, each a mapping from heading to cell."""
    sheet = figures_sheet.sheet(context)
    labels = [heading.label for heading in sheet.headings]
    rows = (dict(zip(labels, line, strict=True)) for line in sheet.rows if isinstance(line, tuple))
    return {str(row[CODE]): row for row in rows}


def _figures_unlike_records(
    context: ReportContext, rows: Mapping[str, Mapping[str, Value]]
) -> Iterator[str]:
    """Yield the labels of figures that differ from the number of their records."""
    for code, one in context.measured.items():
        if code not in rows:
            yield one.label
        elif not one.indicator.amount and not one.indicator.share_of_target:
            counted = _record_counts(context, one)
            if counted is not None and counted != _printed_counts(one, rows[code]):
                yield one.label


def _record_counts(context: ReportContext, one: MeasuredIndicator) -> tuple[int, int | None] | None:
    """Return the number of records of a figure and of its base; None if not counted so."""
    if one.unit == "是否" or context.counting.unknown(one.indicator):
        return None
    chosen = [one.part] if one.whole is None else [one.part, one.whole]
    counts = [listing.count(context.store, part.query(context.quarter)) for part in chosen]
    return (counts[0], counts[1] if len(counts) > 1 else None)


def _printed_counts(one: MeasuredIndicator, row: Mapping[str, Value]) -> tuple[Value, Value]:
    if one.whole is None:
        return row[VALUE], None
    return row["分子"], row["分母"]


def _figures_unlike_report(
    context: ReportContext, rows: Mapping[str, Mapping[str, Value]], report: bytes
) -> Iterator[str]:
    """Yield the labels of figures that the report does not print as W01 does."""
    text = _printed_text(report)
    if short_digest(fingerprint_of(context)) not in text:
        yield "页脚的报表数据校验码"
    for code, row in rows.items():
        value = re.sub(r"\s", "", cell_text(row[VALUE]))
        places = (found.end() for found in re.finditer(re.escape(code), text))
        if not any(value in text[at : at + WINDOW] for at in places):
            yield context.measured[code].label


def _printed_text(report: bytes) -> str:
    """Return all text of the report without white space."""
    document = pypdfium2.PdfDocument(report)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return re.sub(r"\s", "", "".join(pages))
