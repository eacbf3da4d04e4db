"""报送包: a quarter's files, their letter, and the checksum list that proves them."""

from exports.package.file_names import LETTER, LIST_NAME, Written
from exports.package.ledger_workbook import export_table
from exports.package.package_writer import SHORTEST_REASON, preview, write_package

__all__ = [
    "LETTER",
    "LIST_NAME",
    "SHORTEST_REASON",
    "Written",
    "export_table",
    "preview",
    "write_package",
]
