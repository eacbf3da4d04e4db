"""Faces: every character is drawn by some face, found again in the text, or shown to be missing."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from reportlab.pdfbase import ttfonts

import resources
from exports.pdf import Paragraph, Role, Run, Style, body
from exports.pdf.text.fonts import Faces, FontFile, is_embeddable, to_unicode_map

RARE = "㛃䶮𬭎𫖯堃喆𠅤"
BUNDLED = sorted(resources.path("fonts").glob("*.ttf"))


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_rare_names_are_found_again_in_every_face(make, role, bold):
    made = make([Paragraph(f"张{RARE}王", Style(role=role, bold=bold))])
    assert f"张{RARE}王" in made.text
    assert made.result.missing_glyphs == ()


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="Poppler's pdftotext is not installed")
@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_poppler_finds_the_rare_names_too(make, role, tmp_path):
    file = tmp_path / "names.pdf"
    file.write_bytes(make([Paragraph(f"张{RARE}王。”（测", Style(role=role))]).data)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout
    assert f"张{RARE}王。”（测" in text.decode()


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("pdffonts"), reason="Poppler's pdffonts is not installed")
def test_poppler_finds_every_font_embedded_and_with_a_text_map(make, tmp_path):
    file = tmp_path / "fonts.pdf"
    file.write_bytes(make([Paragraph(RARE, Style(role=role)) for role in Role]).data)
    table = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True).stdout
    rows = table.splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_every_font_is_embedded(make):
    data = make([Paragraph(f"字Aa{RARE}", Style(role=role)) for role in Role]).data
    assert data.count(b"/FontFile2 ") == data.count(b"/Type /FontDescriptor") > 3
    assert b"Helvetica" not in data


def test_what_no_face_has_is_shown_and_reported(make):
    made = make([body("王\U0002ffff强\ue123、\ud800")])
    assert "王〔U+2FFFF〕强〔U+E123〕、〔U+D800〕" in made.text
    assert made.result.missing_glyphs == ("\ud800", "\ue123", "\U0002ffff")


def test_signs_that_steer_text_are_not_drawn(make):
    made = make([body("王\u202e小\u200b明\ufeff\U000e0100\x07\xad")])
    assert "王小明" in made.text
    assert made.result.missing_glyphs == ()


def test_a_dash_is_one_full_line_through_the_middle():
    glyph = Faces().repertoire(Role.FANG)["—"]
    assert glyph.width == 1.0


def test_chinese_quotation_marks_are_full_width_in_every_role():
    faces = Faces()
    assert {faces.repertoire(role)[mark].width for role in Role for mark in "“”‘’"} == {1.0}


def test_figures_in_tables_are_all_equally_wide():
    repertoire = Faces().repertoire(Role.SANS)
    assert len({repertoire[figure].width for figure in "0123456789"}) == 1


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_bundled_faces_have_outlines_reportlab_reads_and_may_be_embedded(file):
    assert is_embeddable(FontFile(file))
    with TTFont(file, lazy=True) as font:
        assert "glyf" in font
        assert font["OS/2"].fsType == 0


def test_the_face_of_the_window_and_of_lists_has_what_gbk_and_the_standard_list_have():
    with TTFont(resources.path("fonts/NotoSansSC-Regular.ttf"), lazy=True) as font:
        has = font.getBestCmap().keys()
    gbk = {code for code in range(0x4E00, 0xA000) if chr(code).encode("gbk", "ignore")}
    assert gbk <= has
    assert set(map(ord, RARE)) <= has
    assert sum(code > 0xFFFF for code in has) >= 196


def test_fonts_stay_small_and_carry_their_licences():
    folder = resources.path("fonts")
    assert sum(file.stat().st_size for file in BUNDLED) < 45_000_000
    assert len([*folder.glob("OFL-*.txt")]) == 3


def small_font(path, *, bits=0, cff=False, chars="仿宋字U+0123456789ABCDEF〔〕"):
    """Write a font with square letters."""
    names = [".notdef", *(f"g{ord(char):X}" for char in chars)]
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"g{ord(char):X}" for char in chars})
    pen = T2CharStringPen(700, None) if cff else TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (0, 700), (700, 700), (700, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    if cff:
        builder.setupCFF("Own", {}, dict.fromkeys(names, pen.getCharString()), {})
    else:
        builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (700, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(fsType=bits, sTypoAscender=880, sTypoDescender=-120)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own"})
    builder.setupPost()
    builder.save(path)
    return path


def drawn_by(folder, char, role=Role.FANG):
    return Faces(own=True, folders=[folder]).repertoire(role)[char].face


def test_the_pcs_own_face_is_used_where_it_has_the_character(tmp_path):
    small_font(tmp_path / "simfang.ttf")
    assert "simfang" in drawn_by(tmp_path, "仿")
    assert "NotoSerifSC" in drawn_by(tmp_path, "堃")


def test_installed_faces_are_used_only_on_request(tmp_path):
    small_font(tmp_path / "simfang.ttf")
    faces = Faces(folders=[tmp_path])
    assert "NotoSerifSC" in faces.repertoire(Role.FANG)["仿"].face


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200])
def test_a_face_that_may_not_be_embedded_is_passed_over(tmp_path, bits):
    small_font(tmp_path / "simfang.ttf", bits=bits)
    assert "NotoSerifSC" in drawn_by(tmp_path, "仿")


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008])
def test_a_face_that_may_be_printed_or_edited_is_embedded(tmp_path, bits):
    assert is_embeddable(FontFile(small_font(tmp_path / "simfang.ttf", bits=bits)))


def test_postscript_outlines_and_broken_files_are_passed_over(tmp_path):
    small_font(tmp_path / "simfang.ttf", cff=True)
    assert "NotoSerifSC" in drawn_by(tmp_path, "仿")
    (tmp_path / "simkai.ttf").write_bytes(b"not a font at all")
    assert "QingzhiKai" in drawn_by(tmp_path, "仿", Role.KAI)


def test_a_face_in_a_collection_is_found(tmp_path):
    collection = TTCollection()
    collection.fonts = [TTFont(small_font(tmp_path / f"{name}.ttf")) for name in "ab"]
    collection.save(tmp_path / "simsun.ttc")
    assert "simsun.ttc" in drawn_by(tmp_path, "宋", Role.SONG)


def test_a_paper_says_which_faces_stand_in_for_others(tmp_path):
    assert Faces().substitutions()[Role.FANG] == "思源宋体"
    small_font(tmp_path / "simfang.ttf")
    assert Role.FANG not in Faces(own=True, folders=[tmp_path]).substitutions()


def test_a_run_in_its_own_face_sits_on_the_same_baseline(make):
    page = make([body(["办结", Run("12,346", role=Role.HEI), "件"])]).pages[0]
    line = page.lines[0]
    assert line.text == "办结12,346件"


def test_a_character_beyond_the_bmp_is_written_as_utf_16():
    assert "<01> <D872DF4E>" in to_unicode_map("F", [0x41, 0x2CB4E])


def test_blocks_have_at_most_a_hundred_entries():
    text = to_unicode_map("F", list(range(0x4E00, 0x4E00 + 250)))
    assert [int(count) for count in re.findall(r"(\d+) beginbfchar", text)] == [100, 100, 50]


def test_reportlab_uses_it():
    import exports.pdf.text.fonts  # noqa: F401  importing it repairs reportlab

    assert ttfonts.makeToUnicodeCMap is to_unicode_map
