"""A workbook is the same file wherever it was put together."""

import zipfile

from exports.workbook.workbook import BLOCK, PlainZip


def _packed(folder, name, data):
    part, made = folder / "part", folder / "made.zip"
    part.write_bytes(data)
    with PlainZip(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.write(str(part), name)
    return made.read_bytes()


def test_lines_that_windows_ended_its_way_end_as_everywhere(tmp_path):
    long = b"<t>" + b"x" * (BLOCK - 4) + b"\r\n" + b"y" * BLOCK + b"</t>\r\n"
    assert long[BLOCK - 1 : BLOCK + 1] == b"\r\n"  # cut in two between two readings
    made = _packed(tmp_path, "xl/sheet1.xml", long)
    assert made == _packed(tmp_path, "xl/sheet1.xml", long.replace(b"\r\n", b"\n"))


def test_a_picture_stays_as_it_is(tmp_path):
    _packed(tmp_path, "xl/media/image1.png", b"\x89PNG\r\n\x1a\n")
    with zipfile.ZipFile(tmp_path / "made.zip") as made:
        assert made.read("xl/media/image1.png") == b"\x89PNG\r\n\x1a\n"
