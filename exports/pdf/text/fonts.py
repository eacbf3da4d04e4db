"""Faces for roles, character by character: what the chosen face lacks, another draws.

Roles resolve to the PC's own Windows face (only when asked: the same data then gives other bytes
on another PC) and otherwise to the bundled ones. A character that no face has is never dropped and
never an empty box: it is printed as 〔U+2CB4E〕 and recorded in `Faces.missing`.
"""

from __future__ import annotations

import os
import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

import resources
from exports.pdf.text.roles import BUNDLED, BUNDLED_BOLD, DRAWN_BY, STAND_IN_NAMES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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
    """Return the font folders of Windows: the system's, then the user's."""
    windows, local = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    return (
        *([Path(windows, "Fonts")] if windows else []),
        *([Path(local, "Microsoft", "Windows", "Fonts")] if local else []),
    )


def find_installed_face(role: Role, folders: Iterable[Path]) -> FontFile | None:
    """Find the PC's face for a role; None where it is missing or may not be embedded."""
    for folder in folders:
        for name in WANTED.get(role, ()):
            found = FontFile(folder / name)
            if found.path.is_file() and is_embeddable(found):
                return found
    return None


def is_embeddable(face: FontFile) -> bool:
    """Whether reportlab can read the outlines and the licence bits allow embedding."""
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


BLOCK = 100


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode CMap of a font subset, correct beyond the BMP too."""
    entries = [f"<{code:02X}> <{utf16(char)}>" for code, char in enumerate(subset)]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        f"<< /Registry ({fontname})", f"/Ordering ({fontname})", "/Supplement 0", ">> def",
        f"/CMapName /{fontname} def", "/CMapType 2 def",
        "1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange",
    ]  # fmt: skip
    for first in range(0, len(entries), BLOCK):
        block = entries[first : first + BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def utf16(code: int) -> str:
    """Write one character as UTF-16 in hexadecimal."""
    return chr(code).encode("utf-16-be", "surrogatepass").hex().upper()


def repair_reportlab() -> None:
    """Replace reportlab's ToUnicode map and turn off ASCII85, for all documents."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
    rl_config.useA85 = 0


repair_reportlab()

# Invisible characters that control text: controls, bidi and joiners, variation selectors, tags.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
NEVER_DRAWN = ("Co", "Cs")  # private use looks different in every face; half a surrogate is nothing


class Glyph(NamedTuple):
    """Which registered face draws a character, and how wide, in ems."""

    face: str
    width: float


class Repertoire(dict[str, "Glyph | None"]):
    """What one role can draw; each character is looked up in the faces once."""

    def __init__(self, files: Sequence[FontFile], drawn_by: dict[str, FontFile]) -> None:
        super().__init__()
        self._files = files
        self._drawn_by = drawn_by
        self.plain = PlainWidths(self)

    def __missing__(self, char: str) -> Glyph | None:
        preferred = [self._drawn_by[char]] if char in self._drawn_by else []
        found = None
        if unicodedata.category(char) not in NEVER_DRAWN:
            glyphs = (find_glyph(file, char) for file in (*preferred, *self._files))
            found = next((glyph for glyph in glyphs if glyph), None)
        self[char] = found
        return found

    @property
    def main(self) -> str:
        """The face that draws nearly everything."""
        return register_face(self._files[0])


class PlainWidths(dict[str, float]):
    """Widths of the characters that the main face draws itself; a KeyError for any other."""

    def __init__(self, repertoire: Repertoire) -> None:
        super().__init__()
        self._repertoire = repertoire

    def __missing__(self, char: str) -> float:
        glyph = None if char == "\n" or UNSEEN.match(char) else self._repertoire[char]
        if glyph is None or glyph.face != self._repertoire.main:
            raise KeyError(char)
        self[char] = glyph.width
        return glyph.width


class Faces:
    """The faces of one document, and the characters that none of them has."""

    def __init__(self, *, own: bool = False, folders: Sequence[Path] | None = None) -> None:
        self._folders = (font_folders() if folders is None else folders) if own else ()
        self._repertoires: dict[tuple[Role, bool], Repertoire] = {}
        self.missing: set[str] = set()

    @property
    def default(self) -> str:
        """The face that every document names first."""
        return self.repertoire(Role.SANS).main

    def repertoire(self, role: Role, *, bold: bool = False) -> Repertoire:
        """Return the repertoire of a role; bold is always bundled, since few PCs have it."""
        key = (role, bold and role in BUNDLED_BOLD)
        if key not in self._repertoires:
            names = (BUNDLED_BOLD if key[1] else BUNDLED)[role]
            mine = None if key[1] else self._own(role)
            files = [*([mine] if mine else []), *map(bundled_face, names)]
            drawn_by = {} if mine else {char: bundled_face(name) for char, name in DRAWN_BY.items()}
            self._repertoires[key] = Repertoire(files, drawn_by)
        return self._repertoires[key]

    def _own(self, role: Role) -> FontFile | None:
        file = find_installed_face(role, self._folders)
        try:
            if file:
                register_face(file)
        except ttfonts.TTFError:  # a file on this PC that reportlab cannot read
            return None
        return file

    def glyphs(self, text: str, role: Role, *, bold: bool = False) -> Iterator[tuple[str, Glyph]]:
        """Yield what to draw for the text, character by character."""
        repertoire = self.repertoire(role, bold=bold)
        for char in strip_invisible(text):
            glyph = repertoire[char]
            if glyph:
                yield char, glyph
            else:
                self.missing.add(char)
                yield from self.glyphs(f"〔U+{ord(char):04X}〕", role, bold=bold)

    def substitutions(self) -> dict[Role, str]:
        """Return the name of the substitute for each role without its own face."""
        lacking = (role for role in BUNDLED if role is not Role.SANS)
        return {role: STAND_IN_NAMES[BUNDLED[role][0]] for role in lacking if not self._own(role)}


def strip_invisible(text: str) -> str:
    """Remove invisible characters; any line end becomes \\n, a tab a space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return UNSEEN.sub("", re.sub("[\u2028\u2029\x85\x0b\x0c]", "\n", text))


def bundled_face(name: str) -> FontFile:
    """Return the file of a bundled face."""
    return FontFile(resources.path(f"fonts/{name}.ttf"))


@cache
def register_face(file: FontFile) -> str:
    """Register a face, once and only when it is needed: reading one takes up to 0.1 s."""
    font = ttfonts.TTFont(f"{file.path}#{file.number}", str(file.path), subfontIndex=file.number)
    pdfmetrics.registerFont(font)
    return str(font.fontName)


def find_glyph(file: FontFile, char: str) -> Glyph | None:
    """Look a character up in one face."""
    name = register_face(file)
    face: Any = pdfmetrics.getFont(name).face
    if char == "\n":
        return Glyph(name, 0.0)
    if not face.charToGlyph.get(ord(char)):
        return None
    return Glyph(name, face.charWidths[ord(char)] / 1000)
