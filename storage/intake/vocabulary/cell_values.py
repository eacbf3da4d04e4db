"""Parse a cell into a value of its column's kind, or a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.read import CellError
from storage.model.kinds import DATE, NAME, NOTE, PARTIAL_DATE
from storage.model.kinds.dates import DAYS_OF_1904
from storage.model.kinds.masks import SOMEBODY, is_hidden
from storage.model.kinds.text import LONGEST, SAME_AS_ABOVE, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model.schema import Column

# What people write where they have nothing to say
_STROKES = frozenset(("/", "\\", "-", "--", "—", "——", "null", "#"))
_NOTHING = _STROKES | {"无", "暂无", "没有", "不详", "未知", "空"}
_REMEMBERED = 4_096  # texts of a column; one with more holds names or numbers, and few come again
_ENDS = "'‘’`\t "  # around a cell: what spreadsheets put before a text, and blanks
_UNREAD = object()
_SERIALS_OF_1904 = 3_654 - DAYS_OF_1904  # less is no day that anybody on a roster lived


@dataclass(frozen=True, slots=True)
class Fault:
    """The problem of a cell, as a predicate; `value` is used nevertheless, if there is one."""

    text: str
    value: Any = None


ABOVE = Fault("写了“同上”，上面一行的这一格却没有内容")  # stands for the value of the row above


class Cleaner(dict[object, Any]):
    """Parses the cells of one column: None for blank, a `Fault` for what cannot be parsed.

    The same text is read once. Numbers and dates are read each time: 1, 1.0 and True are one key.
    `codes` are values that codes have in this column alone; `date1904` says what its serials count
    from.
    """

    def __init__(
        self, column: Column, *, codes: Mapping[object, Any] | None = None, date1904: bool = False
    ) -> None:
        self.column = column
        self._codes = codes or {}
        self._empty = _NOTHING if column.kind is NAME else _STROKES  # 无 may be an answer elsewhere
        self._late = date1904 and column.kind in (DATE, PARTIAL_DATE)
        self._plain = None if codes else column.kind.plain
        for word in self._empty:
            self[word] = self[word.upper()] = self[word.title()] = None
        self.update(dict.fromkeys(SAME_AS_ABOVE, ABOVE))

    def __missing__(self, cell: object) -> Any:
        if self._plain is not None and cell.__class__ is str and self._plain(cell):
            return cell  # not remembered: what is plain is quick to tell, and seldom comes again
        text = "" if cell is None or isinstance(cell, CellError) else tidy(cell).strip(_ENDS)
        value = self._read_word(cell, text)
        if value is _UNREAD:
            kind = self.column.kind
            try:
                value = kind.parse(self._parser_input(cell, text))
            except ValueError as error:
                value = None if text.lower() in _NOTHING else Fault(str(error))
            else:
                doubt = kind.doubt(cell, value) if kind.doubt else ""
                value = Fault(doubt, value) if doubt else value
        if (cell is None or isinstance(cell, str)) and len(self) < _REMEMBERED:
            self[cell] = value
        return value

    def _read_word(self, cell: object, text: str) -> Any:
        """Return the value of a cell that needs no parsing, `_UNREAD` for others."""
        if isinstance(cell, CellError):
            return Fault(cell.description)
        if not text or text.lower() in self._empty or _is_masked(text, self.column):
            return None
        if len(text) > LONGEST:  # before any expression runs over it
            return Fault(f"太长：最多{LONGEST}个字，现有{len(text)}个")
        if "".join(text.split()) in SAME_AS_ABOVE:
            return ABOVE
        return self._codes.get(text, _UNREAD)

    def _parser_input(self, cell: object, text: str) -> object:
        """Return the parser's input: a tidy line, a whole note, or a number (days from 1900)."""
        if isinstance(cell, str):
            return cell.strip(_ENDS) if self.column.kind is NOTE else text
        if self._late and type(cell) in (int, float) and cell > _SERIALS_OF_1904:  # type: ignore[operator]
            return cell + DAYS_OF_1904  # type: ignore[operator]
        return cell


def _is_masked(text: str, column: Column) -> bool:
    """Whether a cell is masked and so counts as empty. A remark may contain 某某."""
    if "*" in text or "＊" in text:
        return is_hidden(text)
    return SOMEBODY in text and column.kind is NAME and is_hidden(text)


def cell_text(cell: object) -> str:
    """Return a raw cell as a person reads it in the sheet."""
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
