"""The cells of a workbook are saved whole, however many rows, as chunks of one JSON text."""

from __future__ import annotations

import json
import zlib

import pytest

from storage.sending import sent_workbooks

LONG = {
    number: [f"行{number}", "1", '引"号']
    for number in range(1, 2 * sent_workbooks.ROWS_PER_CHUNK + 2)
}


@pytest.mark.parametrize(
    "cells",
    [{}, {"W01": {}}, {"W01": LONG, "W02": {}, "W03": {3: ["𬭎", ""]}}, {"W01": {1: ["\ud800"]}}],
)
def test_a_workbook_is_loaded_as_it_was_saved(store, cells):
    sent_workbooks.save_workbook(store, "mark", "2026Q3", cells)
    assert sent_workbooks.load_cells(store, "mark") == cells
    packed = store.value("SELECT cells FROM made_book")
    text = json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
    assert zlib.decompress(packed) == text.encode("utf-8", "surrogatepass")
