"""Line icons, tinted with a colour of the theme when they are drawn."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from gui.appearance.colours import colour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QAbstractButton, QWidget

_THIN = 'stroke-width="1.75"'
_PROPERTY = "tinted_icon"


def icon(name: str, role: str = "second", size: int = 18) -> QIcon:
    """An icon in a colour of the theme, sharp on every screen; empty where there is none."""
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "border")):
        picture = pixmap(name, tint, size)
        if not picture.isNull():
            made.addPixmap(picture, mode)
    return made


def pixmap(name: str, role: str = "second", size: int = 18) -> QPixmap:
    """The same as a picture for a label or a painter."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, colour(role).name(), size, max(ratio, 1.0))


def set_icon(button: QAbstractButton, name: str, role: str = "second", size: int = 18) -> None:
    """Give a button an icon that follows the theme."""
    button.setProperty(_PROPERTY, [name, role, size])
    button.setIcon(icon(name, role, size))
    button.setIconSize(QSize(size, size))


def retint(widgets: Iterable[QWidget]) -> None:
    """Draw the icons of these buttons again in the colours now in force."""
    for widget in widgets:
        facts = widget.property(_PROPERTY)
        if facts:
            name, role, size = facts
            widget.setIcon(icon(str(name), str(role), int(size)))  # type: ignore[attr-defined]


def tinted_file(name: str, tint: str) -> str:
    """The path of a tinted copy, for style sheets, which can only name files."""
    data = _source(name, tint)
    digest = hashlib.sha256(data).hexdigest()[:16]
    path = _folder() / f"{digest}.svg"
    if not path.exists():
        path.write_bytes(data)
    return path.as_posix()


@lru_cache(maxsize=1)
def _folder() -> Path:
    """A folder of our own: one with a name that all know could be another user's, or a link."""
    folder = tempfile.mkdtemp(prefix="qingzhi-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@lru_cache(maxsize=512)
def _drawn(name: str, tint: str, size: int, ratio: float) -> QPixmap:
    data = _source(name, tint)
    if not data:
        return QPixmap()
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _source(name: str, tint: str) -> bytes:
    path = resources.path(f"icons/{name}.svg")
    if not path.exists():
        return b""
    text = path.read_text("utf-8").replace("currentColor", tint)
    return text.replace('stroke-width="2"', _THIN).encode()
