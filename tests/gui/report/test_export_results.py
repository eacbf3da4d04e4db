"""What was exported: the files copied, and a fingerprint."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from pages.report import export
from windows import click


def test_the_files_are_copied_to_be_pasted_elsewhere(page, qtbot):
    export(qtbot, page)
    click(qtbot, page, "copy_files")
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert [url.toLocalFile() for url in urls] == [
        str(one.path) for one in page.export_side.results._written
    ]


def test_a_fingerprint_is_copied_whole(page, qtbot):
    export(qtbot, page)
    click(qtbot, page, "copy_hash")
    assert QGuiApplication.clipboard().text() == page.export_side.results._written[0].sha256
