"""Sheets -> .xlsx."""

from exports.workbook.writing import HiddenSheet, Imprint, write_workbook

__all__ = ["HiddenSheet", "Imprint", "write_workbook"]
