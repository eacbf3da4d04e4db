"""Which part of an xlsx or xlsb holds which sheet."""

import re

from storage.intake.read import CellError, read_book
from tests.storage.intake.read import files


def test_parts_spelt_in_another_way_are_found(tmp_path):
    """Some exporters write backslashes, capitals, prefixes and absolute targets."""
    parts = files.xlsx_parts('<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>')
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "worksheets/", "/xl/worksheets/"
    )
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    sheet = re.sub(r"<(/?)(\w+)", r"<\1x:\2", sheet)
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns=", "xmlns:x=")
    book = read_book(files.packed(tmp_path / "名册.xlsx", parts))
    assert book.sheets[0].rows == [[None, CellError("#REF!")]]
