"""Sheets -> .xlsx."""

from exports.workbook.workbook import HiddenSheet, Imprint, write_workbook

__all__ = ["HiddenSheet", "Imprint", "write_workbook"]
