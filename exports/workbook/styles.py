"""Cell formats: fonts, borders, fills, and the number format of each kind of value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from exports.sheet import Count, Money, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    from exports.sheet import Align

BODY: Final = {"font_name": "宋体", "font_size": 10}
HEI: Final = "黑体"
INK, FADED, LINE, SHADE, TINT = "#1F2933", "#52606D", "#9AA5B1", "#E6ECF2", "#F4F7FA"
LINE_HEIGHT, ROW_HEIGHT, HEAD_HEIGHT, TITLE_HEIGHT, TITLE_LINE = 13.5, 20.0, 24.0, 36.0, 22.0
TITLE_SIZE = 1.7  # width of a character of the title relative to one of a cell

NUMBER_FORMATS: Final[Mapping[type, str]] = {
    str: "@",
    int: "0",
    Count: "#,##0",
    float: "#,##0.0",
    Share: "0.0%",
    Money: "#,##0.00",
    date: "yyyy-mm-dd",
}
_FRAME: Final = {"border": 1, "border_color": LINE, "font_color": INK, "valign": "vcenter"}
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {
        "font_name": HEI,
        "font_size": 16,
        "font_color": INK,
        "valign": "vcenter",
        "text_wrap": True,
    },
    "note": {"font_color": FADED, "text_wrap": True, "valign": "vcenter"},
    "head": {**_FRAME, "font_name": HEI, "bg_color": SHADE, "text_wrap": True},
    "body": _FRAME,
    "column": {"font_color": INK, "valign": "vcenter"},  # for cells that are not written
    "band": {**_FRAME, "font_name": HEI, "bg_color": TINT, "indent": 1},
    "total": {**_FRAME, "bold": True, "bg_color": TINT},
}


class CellFormats:
    """The cell formats of one workbook, each created on first use."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Any] = {}

    def of(
        self,
        style: str,
        kind: type = str,
        align: Align = "left",
        *,
        wrapped: bool = False,
        quoted: bool = False,
    ) -> Any:
        """Return the format of such a cell; `quoted` text stays text even when edited."""
        key = (style, kind, align, wrapped, quoted)
        if key not in self._made:
            facts = {**BODY, **_STYLES[style], "num_format": NUMBER_FORMATS[kind], "align": align}
            facts |= (
                {"indent": 1} if style in ("body", "column", "total") and align != "center" else {}
            )
            facts |= {"text_wrap": True} if wrapped else {}
            facts |= {"quote_prefix": True} if quoted else {}
            self._made[key] = self._workbook.add_format(facts)
        return self._made[key]

    def frame(self) -> Any:
        """Return the format with borders only."""
        if ("frame",) not in self._made:
            self._made["frame",] = self._workbook.add_format({"border": 1, "border_color": LINE})
        return self._made["frame",]
