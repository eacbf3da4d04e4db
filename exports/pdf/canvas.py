"""The canvas of one document: its faces, its outline, and nothing that differs from day to day."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from exports.pdf.text.fonts import Faces

FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC)


class Stamp:
    """The date inside the file, in the form reportlab wants it."""

    def __init__(self, made: datetime) -> None:
        self.YMDhms = made.timetuple()[:6]
        minutes = int((made.utcoffset() or timedelta()).total_seconds()) // 60
        self.dhh, self.dmm = int(minutes / 60), abs(minutes) % 60


class Paper(Canvas):  # type: ignore[misc]
    """A canvas that knows the faces of its document."""

    def __init__(self, target: object, *, faces: Faces, made: datetime, **settings: Any) -> None:
        settings["initialFontName"] = faces.default  # else Helvetica is named, and not embedded
        settings["invariant"] = True
        super().__init__(target, **settings)
        self.faces = faces
        self._later: dict[str, Callable[[int], None]] = {}
        self._depth = -1
        self._entries = 0
        # reportlab offers no other way, and would look at the environment
        self._doc._timeStamp = Stamp(made)  # noqa: SLF001
        self._doc.signature = hashlib.md5(made.isoformat().encode(), usedforsecurity=False)

    def enter(self, text: str, level: int) -> None:
        """Add the current page to the outline. A level may not skip one, so it is capped."""
        self._depth = min(level, self._depth + 1)
        self._entries += 1
        key = f"entry{self._entries}"
        self.bookmarkPage(key)
        self.addOutlineEntry(text.replace("\n", ""), key, self._depth)

    def later(self, name: str, draw: Callable[[int], None]) -> None:
        """Leave a place on this page for what needs to know how many pages there are."""
        self.doForm(name)
        self._later[name] = draw

    def showPage(self) -> None:  # noqa: N802  reportlab's name
        """Close the page and add its content to the file's identifier."""
        self._doc.updateSignature("\n".join(self._code))
        super().showPage()

    def save(self) -> None:
        """Fill the places left open, then write the file."""
        total = self.getPageNumber() - 1
        for name, draw in self._later.items():
            self.beginForm(name, 0, 0, *self._pagesize)
            draw(total)
            self.endForm()
        for font in (
            self._doc.delayedFonts
        ):  # a page holds glyph codes, which identify text only with the subset
            self._doc.updateSignature(str(font.state[self._doc].subsets))
        super().save()
