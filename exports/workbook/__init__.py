"""Writing of sheets to .xlsx workbooks."""

from exports.workbook.sheet_setup import HiddenSheet, Imprint
from exports.workbook.workbook import write_workbook

__all__ = ["HiddenSheet", "Imprint", "write_workbook"]
