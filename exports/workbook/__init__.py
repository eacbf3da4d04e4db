"""Sheets -> .xlsx."""

from exports.workbook.writing import Imprint, write_workbook

__all__ = ["Imprint", "write_workbook"]
