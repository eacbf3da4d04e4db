"""The request for a joint branch (请示) as a .docx: text, room for the seal, list of members."""

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
TITLE_LINE = 20  # characters of a title that fit on one line
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
    """Write the draft and log the export; return the partners whose counts do not match.

    Raises:
        UserError: the file cannot be written there.
    """
    paper, members = draft_request(store, group, on), members_of(store, group, on)
    rows = [[str(number), *_cells(one, on)] for number, one in enumerate(members, 1)]
    story: list[Any] = [
        title(_break_title(paper.title)),
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
    """Return a member's cells: only the year of birth, and children under 14 by surname."""
    name = redact_name(one.name) if is_young(one.birth_date, on) else one.name
    return one.organization, name, one.sex, one.birth_date[:4], one.joined_on


def _break_title(text: str) -> str:
    """Return the title, broken before 联合 where it is too long for one line."""
    before, branch, after = text.rpartition("联合")
    return f"{before}\n{branch}{after}" if before and len(text) > TITLE_LINE else text
