"""The draft mark (草稿): the words that mark every paper of a quarter that is not sealed yet."""

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
    """Return the title of a draft."""
    return f"{title}（{WORD}）"


def headed(sheet: Sheet) -> Sheet:
    """Return the sheet with the draft mark in its title."""
    return replace(sheet, title=called(sheet.title))
