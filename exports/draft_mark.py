"""The draft mark (草稿): the words that mark every paper of a quarter that is not sealed yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.sheet import Sheet

DRAFT_WORD = "草稿"
NOTICE = f"{DRAFT_WORD}（尚未封存，不作报送依据）"
NO_SEAL = f"（{DRAFT_WORD}　不作报送依据）"  # where a final paper has room for the seal
UNEDITED = f"［{DRAFT_WORD}］"  # before a sentence that the program wrote and nobody has edited
UNEDITED_FINAL = "［程序拟写］"  # the same in final papers, which bear no trace of a draft
MAY_CHANGE = "这个季度还没有封存，数字还会变，不作报送依据"


def draft_title(title: str) -> str:
    """Return the title of a draft."""
    return f"{title}（{DRAFT_WORD}）"


def with_draft_title(sheet: Sheet) -> Sheet:
    """Return the sheet with the draft mark in its title."""
    return replace(sheet, title=draft_title(sheet.title))
