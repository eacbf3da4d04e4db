"""Make the bundled font files from their published sources. Run by hand, once per font release.

    python resources/fonts/make_fonts.py SOURCES resources/fonts

SOURCES is a folder with, under these names:

    NotoSerifSC-Regular.ttf, NotoSerifSC-Bold.ttf   npm @expo-google-fonts/noto-serif-sc 0.4.3
    NotoSansSC-Regular.ttf, NotoSansSC-Bold.ttf     npm @expo-google-fonts/noto-sans-sc 0.4.3
    LXGWWenKai-Regular.ttf                          Debian fonts-lxgw-wenkai 1.250
    Unihan_OtherMappings.txt                        Debian unicode-data 15.0 (kTGH: the 8,105)

The full Noto Serif is copied as it is: it is the face of last resort and answers for level 2 of
GB 18030-2022. The others are cut down, since an installer pays for every megabyte:

    common   通用规范汉字表 (8,105, of them 196 beyond the BMP) and GB 2312
    wide     common, GBK, Extension A, and every character beyond the BMP that the face has

Every cut keeps the signs a report may use and drops Hangul, private-use characters, hints and
layout tables. WenKai also loses its western quotation marks (they are a third as wide as Chinese
ones; the fallback supplies full-width ones), and its name: "LXGW" is a reserved font name, which a
modified copy may not carry.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable

HANGUL = (*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xA960, 0xA980),
          *range(0xAC00, 0xD800), *range(0xFFA0, 0xFFDD))  # fmt: skip
PRIVATE = range(0xE000, 0xF900)
IDEOGRAPHS = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x40000))
NAMES_KEPT = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
OWN_NAME = {1: "Qingzhi Kai", 3: "Qingzhi Kai 1.250", 4: "Qingzhi Kai", 6: "QingzhiKai-Regular"}


def standard(unihan: Path) -> set[int]:
    """Read 通用规范汉字表 from the Unihan database."""
    rows = (line.split("\t") for line in unihan.read_text("utf-8").splitlines())
    return {int(row[0][2:], 16) for row in rows if len(row) == 3 and row[1] == "kTGH"}


def encodable(codec: str, codes: Iterable[int]) -> set[int]:
    """Say which of the characters an old Chinese code knows."""
    return {code for code in codes if chr(code).encode(codec, "ignore")}


def cut(source: Path, target: Path, ideographs: set[int], without: Iterable[int] = ()) -> TTFont:
    """Keep these ideographs and all signs; write nothing that changes from run to run."""
    options = Options(
        hinting=False, layout_features=["kern"], name_IDs=NAMES_KEPT, name_languages=[0x409],
        notdef_outline=True, glyph_names=False, drop_tables=["BASE", "STAT", "vhea", "vmtx"],
    )  # fmt: skip
    options.prune_unicode_ranges = False
    font = TTFont(source, recalcTimestamp=False)
    codes = set(font.getBestCmap()) - set(IDEOGRAPHS) - set(HANGUL) - set(PRIVATE)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=(codes | ideographs) - set(without))
    subsetter.subset(font)
    font.save(target)
    return font


def rename(font: TTFont, target: Path) -> None:
    """Give the modified copy a name of its own; copyright and licence lines stay."""
    for record in font["name"].names:
        if record.nameID in OWN_NAME:
            record.string = OWN_NAME[record.nameID]
    font.save(target)


def main(sources: Path, target: Path) -> None:
    """Write the five files."""
    common = standard(sources / "Unihan_OtherMappings.txt") | encodable("gb2312", IDEOGRAPHS)
    wide = set(IDEOGRAPHS)
    shutil.copyfile(sources / "NotoSerifSC-Regular.ttf", target / "NotoSerifSC-Regular.ttf")
    for name, kept in (
        ("NotoSerifSC-Bold.ttf", common),
        ("NotoSansSC-Regular.ttf", wide),
        ("NotoSansSC-Bold.ttf", common),
    ):
        cut(sources / name, target / name, kept)
    kai = target / "QingzhiKai-Regular.ttf"
    rename(cut(sources / "LXGWWenKai-Regular.ttf", kai, common, without=map(ord, "‘’“”")), kai)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
