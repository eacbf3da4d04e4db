"""Word documents: read where they are wanted, and no way in for what is hostile."""

import dataclasses

import pytest

import notices
from storage.errors import UserError
from storage.intake.read import LIMITS, read_book

WANTED = dataclasses.replace(LIMITS, documents=True)
ROWS = (
    ("一、甲", "1. 乙", "做完。", "团市委", "市民政局"),
    ("一、甲", "1. 乙", "再做。", "市文明办", ""),
)


def document(inside: str) -> str:
    return f'<w:document xmlns:w="{notices.WORD}"><w:body>{inside}</w:body></w:document>'


def cells(*texts: str) -> str:
    return "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)


def rows_of(path):
    (sheet,) = read_book(path, limits=WANTED).sheets
    return sheet.rows


def test_a_document_is_no_roster_unless_it_is_wanted(tmp_path):
    path = notices.as_docx(tmp_path / "通知.docx", "标题", ROWS)
    with pytest.raises(UserError, match="是文字文档，不是表格"):
        read_book(path)


def test_paragraphs_and_rows_come_in_order_and_merged_cells_are_reported(tmp_path):
    (sheet,) = read_book(
        notices.as_docx(tmp_path / "通知.docx", "标题", ROWS), limits=WANTED
    ).sheets
    assert sheet.rows == [
        ["标题"],
        list(notices.HEADER),
        ["一、甲", "1. 乙", "做完。", "团市委", "市民政局"],
        [None, None, "再做。", "市文明办"],
        ["抄送：各县（区）。"],
    ]
    assert set(sheet.merged) == {(3, 1, 4, 1), (3, 2, 4, 2)}


def test_cells_over_several_columns_keep_the_others_in_place(tmp_path):
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{cells("甲")[6:]}'
    late = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cells("丙")}</w:tr>'
    inside = f"<w:tbl><w:tr>{wide}{cells('乙')}</w:tr>{late}</w:tbl>"
    path = notices.docx(tmp_path / "通知.docx", document(inside))
    assert rows_of(path) == [["甲", None, None, "乙"], [None, None, "丙"]]


def test_a_table_within_a_cell_is_that_cells_text(tmp_path):
    inner = f"<w:tbl><w:tr>{cells('内一', '内二')}</w:tr></w:tbl>"
    inside = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc>{cells('外')}</w:tr></w:tbl>"
    assert rows_of(notices.docx(tmp_path / "通知.docx", document(inside))) == [["内一\n内二", "外"]]


def test_deleted_text_is_no_text_and_breaks_are_breaks(tmp_path):
    inside = (
        "<w:p><w:r><w:t>留</w:t><w:br/></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>"
    )
    assert rows_of(notices.docx(tmp_path / "通知.docx", document(inside))) == [["留\n增"]]


@pytest.mark.parametrize(
    "part",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + document("&e;"),
        f'<?xml version="1.0"?><!--{" " * 5000}--><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "&a;&a;">]>'
        + document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"),
        document("<w:p>")[:60],
        document("<w:tbl><w:tr>" + cells("x") * 100_000 + "</w:tr></w:tbl>"),
        document(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc>'
            + cells("x")
            + "</w:tr></w:tbl>"
        ),
        document("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000),
        document(f"<w:p><w:r><w:t>{'长' * 40_000}</w:t></w:r></w:p>"),
        document("<w:p/>" * 10)[:-20]
        + "<w:p><w:r><w:t>\x01</w:t></w:r></w:p></w:body></w:document>",
        "not xml at all",
        "",
    ],
    ids=[
        "external",
        "laughs late",
        "cut",
        "wide",
        "span",
        "nested",
        "long",
        "control",
        "text",
        "empty",
    ],
)
def test_hostile_documents_are_refused_in_a_sentence(tmp_path, part):
    path = notices.docx(tmp_path / "通知.docx", part)
    try:
        sheets = read_book(path, limits=WANTED).sheets
    except UserError as error:
        assert str(error).startswith("《通知.docx》")
        assert str(error).endswith("。")
    else:
        assert all(
            "root:" not in str(row) and "haha" not in str(row) for s in sheets for row in s.rows
        )


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc>{cells("x")}</w:tr></w:tbl>', "超过 200 列"),
        (f"<w:tbl><w:tr>{cells('x') * 300}</w:tr></w:tbl>", "超过 200 列"),
        (f"<w:p><w:r><w:t>{'长' * 40_000}</w:t></w:r></w:p>", "有单元格超过 32,767 个字"),
    ],
    ids=["span", "wide", "long"],
)  # fmt: skip
def test_what_no_notice_has_is_named(tmp_path, inside, reason):
    with pytest.raises(UserError, match=reason):
        read_book(notices.docx(tmp_path / "通知.docx", document(inside)), limits=WANTED)


@pytest.mark.parametrize("gap", ["", f"<!--{' ' * 5000}-->"], ids=["at once", "after a kilobyte"])
def test_a_declared_document_type_is_never_read(tmp_path, gap):
    part = f'<?xml version="1.0"?>{gap}<!DOCTYPE x>{document("<w:p/>")}'
    with pytest.raises(UserError, match="^《通知.docx》.*。$"):
        read_book(notices.docx(tmp_path / "通知.docx", part), limits=WANTED)


def test_a_document_packed_beyond_belief_is_not_unpacked(tmp_path):
    path = notices.docx(tmp_path / "通知.docx", document("<w:p/>") + " " * (60 << 20))
    with pytest.raises(UserError, match="压缩得极不寻常"):
        read_book(path, limits=WANTED)


def test_an_old_document_is_to_be_saved_anew(tmp_path):
    path = tmp_path / "通知.doc"
    name = ("WordDocument\0").encode("utf-16-le")
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entry + bytes(512))
    with pytest.raises(UserError, match="另存为 docx 再导入"):
        read_book(path, limits=WANTED)
    with pytest.raises(UserError, match="不是表格"):
        read_book(path)
