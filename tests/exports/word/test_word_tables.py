"""Tables of a .docx: the head on every page, rows kept whole, widths that break no word."""

from docx.oxml.ns import qn
from docx.shared import Pt

from exports.pdf import (
    Band,
    Column,
    Run,
    Table,
)
from word_papers import opened


def test_the_head_of_a_table_is_repeated_and_no_row_is_parted():
    table = Table([Column("组织"), Column("人数", "right")],
                  [Band("城区"), ["协会", Run("12", bold=True)]])  # fmt: skip
    document = opened(table)
    rows = document.tables[0].rows
    assert [row.cells[0].text for row in rows] == ["组织", "城区", "协会"]
    marks = [
        [mark.tag for mark in row._tr.trPr.iter() if mark.tag == qn("w:tblHeader")] for row in rows
    ]
    assert marks == [[qn("w:tblHeader")], [], []]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_an_empty_cell_is_no_taller_than_its_row():
    table = Table([Column("甲"), Column("乙")], [["有", ""]])
    for cell in opened(table).tables[0].rows[1].cells:
        sizes = cell.paragraphs[0]._element.xpath("./w:pPr/w:rPr/w:sz/@w:val")
        assert sizes == [str(round(table.look.size * 2))]


def test_a_code_of_digits_and_capitals_has_room_on_one_line():
    columns = [Column("名称", weight=1), Column("统一社会信用代码")]
    table = opened(Table(columns, [["仁和区青年志愿者协会", "51510411MJX0000007"]])).tables[0]
    assert table.columns[1].width >= Pt(9 * (15 * 0.55 + 3 * 0.75) + 13)
