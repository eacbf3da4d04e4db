"""The parts of a workbook put together the same way on every machine.

XlsxWriter writes its parts in text mode, so that Windows gives them its own line ends, and
`zipfile` notes which system packed them: the same figures would be another file on another
computer, and the hash in the report's footer another one with it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import xlsxwriter.workbook  # type: ignore[import-untyped]
import xlsxwriter.xmlwriter  # type: ignore[import-untyped]
from xlsxwriter import Workbook

from exports.packing import member
from exports.workbook.cells import ESCAPE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

__all__ = ["PlainZip", "Workbook"]

BLOCK = 1 << 20
TEXT = (".xml", ".rels", ".vml")


class PlainZip(ZipFile):
    """A zip that XlsxWriter puts its parts into, one file after the other."""

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """Take in a part; in text, lines end as XML has them."""
        path, about = Path(filename), member(str(arcname))
        about.file_size = path.stat().st_size
        text = about.filename.endswith(TEXT)
        with path.open("rb") as source, self.open(about, "w") as target:
            for block in _blocks(source):
                target.write(block.replace(b"\r\n", b"\n") if text else block)


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    while block := source.read(BLOCK):
        yield block + source.read(1) if block.endswith(b"\r") else block


xlsxwriter.workbook.ZipFile = PlainZip  # it has no door for another
# Its own pattern overlooks the second of two that share an underscore, as in _x0041_x000D_
xlsxwriter.xmlwriter.re_control_chars_1 = re.compile(f"({ESCAPE.pattern})")
