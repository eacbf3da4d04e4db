"""The request for a joint branch as a .docx: the 请示, room for the seal, the list of members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import PageBreak

from exports.files import sha256_of, write_file
from exports.pdf import Column, SignatureBlock, Style, Table, body, title
from exports.pdf.text.paragraph import Paragraph
from exports.word import render_word
from storage.counting.rules.joint_request import draft_request, members_of, mismatches
from storage.masking.outgoing_rows import MASKED, is_young
from storage.model.kinds.masks import redact_name
from storage.model.tables.volunteer import VOLUNTEERS
from storage.sending import export_log

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from storage.counting.rules.joint_planner import JointGroup
    from storage.counting.rules.joint_request import ListedMember
    from storage.store.store import Store

WHAT = "联合建团请示"
A_LINE = 20  # signs of a title
_LABELS = {name: VOLUNTEERS.by_name[name].label for name in ("name", "sex", "league_joined_on")}
COLUMNS = (
    Column("序号", "right"),
    Column("所在组织"),
    Column(_LABELS["name"], "center"),
    Column(_LABELS["sex"], "center"),
    Column("出生年份", "center"),
    Column(_LABELS["league_joined_on"], "center"),
)


def write_request(store: Store, group: JointGroup, on: date, path: Path) -> list[str]:
    """Write the draft whole or not at all, and note it; returns what does not fit the counts.

    Raises:
        UserError: the file cannot be written there.
    """
    paper, members = draft_request(store, group, on), members_of(store, group, on)
    rows = [[str(number), *_cells(one, on)] for number, one in enumerate(members, 1)]
    story: list[Any] = [
        title(_heading(paper.title)),
        Paragraph(paper.to, Style(align="left")),
        *(body(text) for text in paper.text),
        SignatureBlock(paper.unit, paper.day),
        PageBreak(),
        title("团员名册"),
        Table(COLUMNS, rows),
    ]
    data = render_word(story, title=paper.title, author=paper.unit)
    write_file(path, data)
    export_log.log_export(store, WHAT, MASKED, paper.title, path.name, sha256_of(path))
    return mismatches(group, members)


def _cells(one: ListedMember, on: date) -> tuple[str, ...]:
    """A member as the list names him: no day of birth, and who is younger than 14 by surname."""
    name = redact_name(one.name) if is_young(one.birth_date, on) else one.name
    return one.organization, name, one.sex, one.birth_date[:4], one.joined_on


def _heading(text: str) -> str:
    """A title too long for a line is broken where its sense is, not inside a word."""
    before, branch, after = text.rpartition("联合")
    return f"{before}\n{branch}{after}" if before and len(text) > A_LINE else text
