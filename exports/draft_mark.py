"""草稿: how the papers of a quarter that is not sealed say so wherever they go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.sheet import Sheet

WORD = "草稿"
NOTICE = f"{WORD}（尚未封存，不作报送依据）"
NO_SEAL = f"（{WORD}　不作报送依据）"  # where a final paper has room for the seal
UNEDITED = f"［{WORD}］"  # before a sentence that the program wrote and nobody has edited
UNEDITED_AT_LAST = "［程序拟写］"  # the same in final papers, which bear no trace of a draft
MAY_CHANGE = "这个季度还没有封存，数字还会变，不作报送依据"


def called(title: str) -> str:
    """What a paper is called that is a draft."""
    return f"{title}（{WORD}）"


def headed(sheet: Sheet) -> Sheet:
    """The sheet with the word in its title, which stands on the screen and on the first page."""
    return replace(sheet, title=called(sheet.title))
