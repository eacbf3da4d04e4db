"""Rosters written for one test."""

from datetime import date

from openpyxl import Workbook

from exports.sheet import sheet_of
from exports.workbook import Imprint, write_workbook
from people import id_number
from storage.masking.outgoing_rows import MASKED, Outgoing
from storage.store.listing import Query, every

ON = date(2026, 10, 8)
HEADER = ["姓名", "性别", "出生日期", "身份证号", "班级", "联系电话"]


def write(path, rows, header=HEADER, title="Sheet1"):
    """A workbook with these rows below a header."""
    book = Workbook()
    book.active.title = title
    book.active.append(header)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def person(name="王雨欣", number=None, header=HEADER, **more):
    """The cells of a person, with a sound ID number where none is given."""
    cells = {"姓名": name, "身份证号": number or id_number(), "班级": "高一（3）班", **more}
    return [cells.get(word) for word in header]


def export(store, table, path):
    """All of a table as we give it out."""
    rows = list(every(store, Query(table)))
    sheet = sheet_of(table, rows, list(table.shown), Outgoing(store, ON, MASKED))
    write_workbook(path, [sheet], Imprint("台账", "", "", ON))
    return path
