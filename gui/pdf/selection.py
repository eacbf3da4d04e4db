"""What is selected in a PDF: from one place in its text to another, perhaps over pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gui.pdf.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.pdf.text import PageText


class Place(NamedTuple):
    """Between two characters of a page's text; places order as the text is read."""

    page: int
    caret: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The text between two places, in whichever order they were chosen."""

    anchor: Place
    focus: Place

    def __bool__(self) -> bool:
        return self.anchor != self.focus

    def span(self, page: int, text: PageText) -> Span | None:
        """The characters of that page which are selected."""
        first, last = sorted((self.anchor, self.focus))
        if not first.page <= page <= last.page:
            return None
        begin = first.caret if page == first.page else 0
        end = last.caret if page == last.page else len(text.chars)
        return Span(begin, end) if end > begin else None

    def text(self, page_text: Callable[[int], PageText]) -> str:
        """The selected text, a line break between pages."""
        return "\n".join(self._parts(page_text)).strip("\n")

    def _parts(self, page_text: Callable[[int], PageText]) -> Iterator[str]:
        first, last = sorted((self.anchor, self.focus))
        for page in range(first.page, last.page + 1):
            text = page_text(page)
            span = self.span(page, text)
            if span:
                yield text.text(span)
