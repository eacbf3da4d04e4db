"""The roles of faces in an official paper, and the bundled files for each."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The faces of an official paper, by the names that clerks use."""

    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    FANG = "仿宋"
    SONG = "宋体"
    SANS = "sans"


SERIF = "NotoSerifSC-Regular"
SERIF_BOLD = "NotoSerifSC-Bold"
SANS = "NotoSansSC-Regular"
SANS_BOLD = "NotoSansSC-Bold"
KAI = "QingzhiKai-Regular"

# The first file that has the character draws it; each chain ends with the two widest.
BUNDLED = {
    Role.TITLE: (SERIF_BOLD, SERIF, SANS),
    Role.HEI: (SANS_BOLD, SANS, SERIF),
    Role.KAI: (KAI, SERIF, SANS),
    Role.FANG: (SERIF, SANS),
    Role.SONG: (SERIF, SANS),
    Role.SANS: (SANS, SERIF),
}
BUNDLED_BOLD = {
    Role.FANG: (SERIF_BOLD, SERIF, SANS),
    Role.SONG: (SERIF_BOLD, SERIF, SANS),
    Role.SANS: (SANS_BOLD, SANS, SERIF),
}
# Noto's dash is a western one, low and with gaps; a Chinese 破折号 is one line through the middle.
DRAWN_BY = {"—": KAI}
STAND_IN_NAMES = {
    SERIF: "思源宋体",
    SERIF_BOLD: "思源宋体粗体",
    SANS: "思源黑体",
    SANS_BOLD: "思源黑体粗体",
    KAI: "霞鹜文楷（改编）",
}
