from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from gui.widgets.pdf.pdf_file import PdfFile
from papers import pdf
from storage.errors import UserError


def test_bands_of_a_page_are_parts_of_the_whole_picture(qapp):
    file = PdfFile(pdf(("共青团仁和区委",)))
    size = QSize(595, 842)
    full_text = file.image(0, size)
    assert file.image(0, size, top=60, height=100) == full_text.copy(0, 60, 595, 100)
    assert file.image(0, size, top=800, height=100).height() == 42
    file.close()


def test_the_boxes_of_a_text_are_where_it_is_painted(qapp):
    file = PdfFile(pdf((), ("仁和区㛃䶮", "第二行")))
    text = file.text(1)
    (span,) = text.find("㛃䶮")
    (area,) = text.areas(span)
    assert area.left == pytest.approx(80 + 3 * 16, abs=1)
    assert area.top < 100 < area.bottom
    file.close()


def test_what_is_no_pdf_is_refused_in_a_sentence():
    with pytest.raises(UserError, match="打不开"):
        PdfFile(b"PK\x03\x04 not a pdf")


def test_a_file_read_from_disk_is_not_held(tmp_path, qapp):
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf(("一",)))
    file = PdfFile.open(path)
    path.unlink()
    assert len(file.sizes) == 1
    file.close()


def test_many_pages_are_read_one_after_another(qapp):
    file = PdfFile(pdf(*((f"第{number}页",) for number in range(20))))
    found = [file.text(index).find(f"第{index}页") for index in range(20)]
    assert all(found)
    assert file.text(0).find("第0页")
    file.close()
