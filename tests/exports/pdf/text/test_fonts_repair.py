"""The repaired text map of reportlab."""

from __future__ import annotations

import re

from reportlab.pdfbase import ttfonts

from exports.pdf.text.fonts import to_unicode_map


def test_a_character_beyond_the_bmp_is_written_as_utf_16():
    assert "<01> <D872DF4E>" in to_unicode_map("F", [0x41, 0x2CB4E])


def test_blocks_have_at_most_a_hundred_entries():
    text = to_unicode_map("F", list(range(0x4E00, 0x4E00 + 250)))
    assert [int(count) for count in re.findall(r"(\d+) beginbfchar", text)] == [100, 100, 50]


def test_reportlab_uses_it():
    import exports.pdf.text.fonts  # noqa: F401  importing it repairs reportlab

    assert ttfonts.makeToUnicodeCMap is to_unicode_map
