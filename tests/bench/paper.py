"""A long roster as a workbook, and the quarter's report as a PDF, beside the bare writers."""

from __future__ import annotations

from datetime import date

from tests.bench.county import ledger
from tests.bench.measuring import Case, Figure, Setting, Times, timed

TODAY = date(2026, 10, 12)


def _annex(setting: Setting) -> Times:
    """The masked roster, read from the ledger and written as it is given out."""
    from exports.package import export_table
    from storage.listing import Query
    from storage.store import Store
    from storage.tables import VOLUNTEERS

    times: Times = {}
    with Store(ledger(setting.people)) as store:
        query = Query(VOLUNTEERS, condition=f"t.id <= {setting.rows}")
        with timed(times, "annex"):
            export_table(store, query, setting.path / "annex.xlsx", masked=True)
    return times


def _bare_annex(setting: Setting) -> Times:
    """XlsxWriter writing as many rows of the same cells, styled alike, from memory."""
    import xlsxwriter

    from storage.listing import Query, every
    from storage.store import Store
    from storage.tables import VOLUNTEERS

    with Store(ledger(setting.people)) as store:
        query = Query(VOLUNTEERS, condition=f"t.id <= {setting.rows}")
        rows = [list(row.texts().values()) for row in every(store, query)]
    times: Times = {}
    with timed(times, "annex"), xlsxwriter.Workbook(str(setting.path / "bare.xlsx")) as book:
        sheet = book.add_worksheet()
        style = book.add_format({"border": 4, "num_format": "@"})
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(at, column, text, style)
                else:
                    sheet.write_blank(at, column, None, style)
    return times


def _report(setting: Setting) -> Times:
    """The quarter's report of the sample county, figures and all."""
    from exports.package import preview
    from storage.period import Quarter
    from storage.store import Store

    times: Times = {}
    with Store(setting.path / "sample.db") as store, timed(times, "report"):
        content = preview(store, Quarter.reported_on(TODAY), "masked")
    setting.path.joinpath("report.pdf").write_bytes(content)
    return times


def _bare_report(setting: Setting) -> Times:
    """reportlab drawing the same text, line by line, in one face."""
    import pypdfium2
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from resources import path

    pdf = pypdfium2.PdfDocument(setting.path / "report.pdf")
    pages = [page.get_textpage().get_text_bounded().splitlines() for page in pdf]
    pdf.close()
    times: Times = {}
    with timed(times, "report"):
        face = TTFont("bench", str(path("fonts/NotoSerifSC-Regular.ttf")))
        pdfmetrics.registerFont(face)
        canvas = Canvas(str(setting.path / "bare.pdf"))
        for lines in pages:
            canvas.setFont("bench", 10)
            for at, line in enumerate(lines):
                canvas.drawString(40, 800 - at * 12, line)
            canvas.showPage()
        canvas.save()
    return times


def _prepare(setting: Setting) -> None:
    from resources import path
    from storage.demo import make_county
    from storage.seeds import sow
    from storage.store import Store

    ledger(setting.people)
    with Store(setting.path / "sample.db") as store:
        sow(store, path("seeds/areas.csv"))
        make_county(store, TODAY)


def _figures(setting: Setting) -> tuple[Figure, ...]:
    return (
        Figure(f"{setting.rows:,} 行名册的工作簿", "ours.annex", "bare.annex", aim=1.5),
        Figure("季度报告 PDF（示例县）", "report.report", "lines.report", aim=3),
    )


CASE = Case(
    name="paper",
    sides={"ours": _annex, "bare": _bare_annex, "report": _report, "lines": _bare_report},
    figures=_figures,
    prepare=_prepare,
)
