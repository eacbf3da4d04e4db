"""The only place that writes a PDF: the same story gives the same bytes."""

from __future__ import annotations

import io
from copy import copy
from functools import partial
from itertools import takewhile
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Required, TypedDict, Unpack

from reportlab.platypus import BaseDocTemplate

from exports.files import write_file
from exports.pdf.canvas import FIXED_DATE, Paper
from exports.pdf.keep_together import ClosingGroup, HeadingGroup
from exports.pdf.page import AREAS, LYING, UPRIGHT, Furniture, page_templates
from exports.pdf.signature_block import SignatureBlock
from exports.pdf.table.table import Table
from exports.pdf.text.fonts import Faces
from exports.pdf.text.paragraph import Paragraph
from storage import clock
from storage.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

DIVISIBLE = (Paragraph, Table, ClosingGroup)
MAKER = "青志台账"
ONE_AT_A_TIME = Lock()  # reportlab shares registered faces and their subsets between documents


class Options(TypedDict, total=False):
    """The options of a document: metadata, page furniture, date, and progress."""

    title: Required[str]
    author: Required[str]
    subject: str
    landscape: bool
    footer: str
    mark: str
    watermark: str
    numbering: Literal["dash", "of", "none"]
    made: datetime
    invariant: bool
    own_faces: bool
    progress: Progress


class PdfResult(NamedTuple):
    """The number of pages, and the characters that no face could draw."""

    pages: int
    missing_glyphs: tuple[str, ...]


def write_pdf(path: Path, story: Iterable[Any], **options: Unpack[Options]) -> PdfResult:
    """Render the PDF into a file; an older file stays until the new one is complete."""
    data, result = render_pdf(story, **options)
    write_file(path, data)
    return result


def render_pdf(story: Iterable[Any], **options: Unpack[Options]) -> tuple[bytes, PdfResult]:
    """Render the PDF in memory.

    Without `made` the date inside is a fixed one, so that the same story gives the same bytes on
    another day; `invariant=False` writes the present. Every page end reports progress and may end
    in `Cancelled`.
    """
    with ONE_AT_A_TIME:
        target = io.BytesIO()
        faces = Faces(own=options.get("own_faces", False))
        document = Document(target, options, faces)
        document.build(join_signatures([copy(item) for item in story]))
        missing = tuple(sorted(faces.missing))
        return target.getvalue(), PdfResult(document.page, missing)


def join_signatures(story: list[Any]) -> list[Any]:
    """Return the story with each signature block joined to the text before it."""
    made: list[Any] = []
    for item in story:
        if isinstance(item, SignatureBlock):
            text = _closing_blocks(made)
            made[len(made) - len(text) :] = [ClosingGroup(text, item)] if text else [item]
        else:
            made.append(item)
    return made


def _closing_blocks(story: Sequence[Any]) -> list[Any]:
    """Return up to two last blocks that can be split: two lines may come from both."""
    last = [*takewhile(lambda item: isinstance(item, DIVISIBLE), reversed(story[-2:]))]
    return last[::-1]


class Document(BaseDocTemplate):  # type: ignore[misc]
    """Sets a story on pages and reports progress."""

    def __init__(self, target: io.BytesIO, options: Options, faces: Faces) -> None:
        landscape = options.get("landscape", False)
        super().__init__(
            target,
            title=options["title"],
            author=options["author"],
            subject=options.get("subject", ""),
            creator=MAKER,
            producer=MAKER,
            keywords="",
            lang="zh-CN",
            displayDocTitle=True,
            keepTogetherClass=HeadingGroup,
            pageCompression=1,
            pagesize=AREAS[LYING if landscape else UPRIGHT].sheet,
        )
        made = options.get("made") or FIXED_DATE
        if not options.get("invariant", True):
            made = clock.now_utc().astimezone()
        self._canvas = partial(Paper, faces=faces, made=made)
        self._progress = options.get("progress", silent)
        self._story: list[Any] = []
        furniture = Furniture(
            options.get("footer", ""),
            options.get("mark", ""),
            options.get("watermark", ""),
            options.get("numbering", "dash"),
        )
        self.addPageTemplates(page_templates(furniture, landscape=landscape))

    def build(self, story: list[Any]) -> None:
        """Set the story; reportlab takes from the list what it has placed."""
        self._story, self._total = story, count_units(story)
        super().build(story, canvasmaker=self._canvas)
        self._progress(self._total, self._total)

    def afterPage(self) -> None:  # noqa: N802  reportlab's hook
        """Report progress; raises `Cancelled` where the clerk has stopped the work."""
        self._progress(self._total - min(self._total, count_units(self._story)), self._total)


def count_units(story: Iterable[Any]) -> int:
    """Return the work left in a story: its lines and rows, as far as they are known."""
    return sum(max(1, getattr(item, "units", 1)) for item in story)
