"""The PC's own Chinese faces: where they lie, and whether a PDF may carry them."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exports.pdf.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

WANTED = {
    Role.TITLE: ("FZXBSJW.TTF", "FZXBSJW--GB1-0.TTF", "方正小标宋简体.ttf", "FZXBSK.TTF"),
    Role.HEI: ("simhei.ttf",),
    Role.KAI: ("simkai.ttf",),
    Role.FANG: ("simfang.ttf",),
    Role.SONG: ("simsun.ttc",),
}
RESTRICTED = 0x0002  # OS/2 fsType: no embedding at all
NO_SUBSET, BITMAP_ONLY = 0x0100, 0x0200
HEAD = struct.Struct(">4sHHHH")
RECORD = struct.Struct(">4sLLL")


class FontFile(NamedTuple):
    """One face in a file; a collection holds several."""

    path: Path
    number: int = 0


def font_folders() -> tuple[Path, ...]:
    """Say where Windows keeps fonts: those of the PC, then those of the person."""
    windows, local = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    return (
        *([Path(windows, "Fonts")] if windows else []),
        *([Path(local, "Microsoft", "Windows", "Fonts")] if local else []),
    )


def own_face(role: Role, folders: Iterable[Path]) -> FontFile | None:
    """Find the PC's face for a role, if it is there and a PDF may carry it."""
    for folder in folders:
        for name in WANTED.get(role, ()):
            found = FontFile(folder / name)
            if found.path.is_file() and embeddable(found):
                return found
    return None


def embeddable(face: FontFile) -> bool:
    """Say whether reportlab can read the outlines and the licence bits allow embedding."""
    try:
        tables = _tables(face)
        if b"glyf" not in tables or b"OS/2" not in tables:
            return False
        return _allows(struct.unpack(">H", tables[b"OS/2"][8:10])[0])
    except (OSError, struct.error, IndexError):
        return False


def _allows(bits: int) -> bool:
    return bits & 0x000F != RESTRICTED and not bits & (NO_SUBSET | BITMAP_ONLY)


def _tables(face: FontFile) -> dict[bytes, bytes]:
    """Read the table directory of a face, with the beginning of each table."""
    with face.path.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * face.number)
            (start,) = struct.unpack(">L", file.read(4))
        file.seek(start)
        _, count, *_ = HEAD.unpack(file.read(HEAD.size))
        records = [RECORD.unpack(file.read(RECORD.size)) for _ in range(count)]
        return {tag: _peek(file, offset) for tag, _, offset, _ in records}


def _peek(file: BinaryIO, offset: int) -> bytes:
    file.seek(offset)
    return file.read(16)
