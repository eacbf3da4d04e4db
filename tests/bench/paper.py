"""A long roster as a workbook, and the quarter's report as a PDF, beside the bare writers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.bench.county import ledger
from tests.bench.measuring import Case, Figure, Setting, Times, timed

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store.store import Store

TODAY = date(2026, 10, 12)


def _sheet(store: Store) -> Any:
    """Everybody in the ledger, masked, as the roster that goes with a quarter's papers."""
    from exports.reports import roster_sheet
    from exports.reports.report_context import ReportContext
    from storage.model.period import Quarter

    return roster_sheet.sheet(ReportContext(store, Quarter.reported_on(TODAY), "masked", TODAY))


def _annex(setting: Setting) -> Times:
    """Read from the ledger, masked, columns fitted, looked through for what could run, written."""
    from exports.workbook import Imprint, write_workbook
    from storage.store.store import Store

    times: Times = {}
    with Store(ledger(setting.rows)) as store, timed(times, "annex"):
        imprint = Imprint("花名册", "共青团仁和区委员会", "脱敏", TODAY)
        write_workbook(setting.path / "annex.xlsx", [_sheet(store)], imprint)
    return times


def bare_annex(setting: Setting) -> Times:
    """XlsxWriter writing the same cells, styled alike, from memory."""
    import xlsxwriter

    from storage.store.store import Store

    with Store(ledger(setting.rows)) as store:
        rows = list(_sheet(store).rows)
    assert len(rows) == setting.rows
    times: Times = {}
    with timed(times, "annex"), xlsxwriter.Workbook(setting.path / "bare.xlsx") as book:
        frame = {"font_name": "宋体", "border": 1, "valign": "vcenter", "indent": 1}
        look = book.add_format({**frame, "num_format": "@"})
        page = book.add_worksheet()
        for at, values in enumerate(rows):
            for place, value in enumerate(values):
                if isinstance(value, str) and value:
                    page.write_string(at, place, value, look)
                elif value:
                    page.write(at, place, value, look)
    return times


def _report(setting: Setting) -> Times:
    """The quarter's report of the sample county, figures and all."""
    from exports.package import preview
    from storage.model.period import Quarter
    from storage.store.store import Store

    times: Times = {}
    with Store(setting.path / "sample.db") as store, timed(times, "report"):
        content = preview(store, Quarter.reported_on(TODAY), "masked")
    setting.path.joinpath("report.pdf").write_bytes(content)
    return times


def _bare_report(setting: Setting) -> Times:
    """reportlab drawing the same pieces of text in the same faces at the same places."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from resources import path

    pages = _texts(setting.path / "report.pdf")
    times: Times = {}
    with timed(times, "report"):
        for face in sorted({one[1] for page in pages for one in page}):
            registerFont(TTFont(face, str(path(f"fonts/{face}.ttf"))))
        canvas = Canvas(str(setting.path / "bare.pdf"))
        for page in pages:
            for text, face, size, x, y in page:
                canvas.setFont(face, size)
                canvas.drawString(x, y, text)
            canvas.showPage()
        canvas.save()
    return times


def _texts(pdf: Path) -> list[list[tuple[str, str, float, float, float]]]:
    """Every piece of text on every page, with its face, size and place."""
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        texts = []
        for one in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage()):
            face = one.get_font().get_base_name().removesuffix("-Half")  # our own narrower signs
            matrix = one.get_matrix()
            texts.append((one.extract(), face, one.get_font_size() * matrix.d, matrix.e, matrix.f))
        pages.append(texts)
    return pages


def _prepare(setting: Setting) -> None:
    from resources import path
    from storage.demo import make_county
    from storage.seeds import seed
    from storage.store.store import Store

    ledger(setting.rows)
    with Store(setting.path / "sample.db") as store:
        seed(store, path("seeds"))
        make_county(store, TODAY)


def _figures(setting: Setting) -> tuple[Figure, ...]:
    return (
        Figure(f"{setting.rows:,} 行名册的工作簿", "ours.annex", "bare.annex", aim=1.5),
        Figure(f"{setting.rows:,} 行名册的工作簿：内存", "ours.MB", "bare.MB", aim=1),
        Figure("季度报告 PDF（示例县）", "report.report", "lines.report", aim=3),
    )


CASE = Case(
    name="paper",
    sides={"ours": _annex, "bare": bare_annex, "report": _report, "lines": _bare_report},
    figures=_figures,
    prepare=_prepare,
)
