"""What passes between the worker and a reader: a `Source` in, an `Opened` of raw sheets out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from storage.intake.read.limits import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.intake.read.raw_book import Area

LOCKED = "设了打开密码：请输入打开密码，或在 WPS 中取消密码另存后再导入。"
LOCKED_FOR_US = "设了密码，这种加密办法这里打不开：请在 WPS 中取消密码另存后再导入。"
WRONG_PASSWORD = "的打开密码不对：请核对后再试。"
UNREADABLE = "打不开：可能正被 WPS 或 Excel 打开，请关闭后再试；也可能没有读取它的权限。"
VANISHED = "找不到了：可能已被移动、改名或删除。"
EMPTY = "是空文件（0 字节）：请重新下载，或请学校重发。"
DAMAGED_ZIP = "不完整或已损坏，可能没有传完：请重新下载，或请学校重发。"
DAMAGED = "读不出来：文件已损坏或结构异常。请在 WPS 中打开后另存为 xlsx 再导入。"
TOO_SLOW = "读了 {:.0f} 秒还没有读完，已经停下：请在 WPS 中删去多余的行列，另存为 xlsx 再导入。"
NOT_STARTED = "没有读成：读取表格的程序启动不了，可能被杀毒软件拦下了。请重启电脑后再试。"
FOLDER = "是文件夹：请选里面的表格文件。"
NO_FILE = "不是普通文件，不能读取。"
LOCK_FILE = "是打开表格时留下的临时文件：请选文件名前面没有“~$”的那一个。"
UNCLEAR_ENCODING = "的文字编码认不出来：请选择编码，或在 WPS 中打开后另存为 xlsx 再导入。"
ASK_FOR_A_SHEET = "请在 WPS 表格中打开后另存为 xlsx 再导入，或请学校发来表格。"
OLD_DOCUMENT = "是旧格式的文字文档（doc 或 wps）：请在 WPS 中打开后另存为 docx 再导入。"


# Cells as a reader finds them: "" and None both mean empty, whole numbers may still be floats.
RawRow = tuple[int, list[Any]]  # the row's number on screen, its cells from column A

LAST_ROW = 1_048_576  # what a sheet can have; a file that claims more is broken
LAST_COLUMN = 16_384


@dataclass(slots=True)
class Source:
    """The open file of a reader, with its kind and the settings to read it by."""

    file: BinaryIO
    kind: str
    encoding: str | None = None
    limits: Limits = LIMITS
    password: str | None = None


@dataclass(slots=True)
class RawSheet:
    """One sheet; `merged` and `hidden_rows` are complete once `rows` has run out."""

    name: str
    rows: Iterable[RawRow]
    hidden: bool = False
    expected: int = 0  # rows, for the progress bar; 0 where nobody knows
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Opened:
    """A workbook that a reader has opened; `warnings` may grow while the sheets are read."""

    sheets: Iterator[RawSheet]
    date1904: bool = False
    encoding: str | None = None
    warnings: list[str] = field(default_factory=list)
