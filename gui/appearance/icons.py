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
    """Return an icon in a colour of the theme, sharp on every screen; empty if it is unknown."""
    result = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "border")):
        picture = pixmap(name, tint, size)
        if not picture.isNull():
            result.addPixmap(picture, mode)
    return result


def pixmap(name: str, role: str = "second", size: int = 18) -> QPixmap:
    """Return an icon as a picture for a label or a painter; null if it is unknown.

    `size` is in device-independent pixels.
    """
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _render(name, colour(role).name(), size, max(ratio, 1.0))


def set_icon(button: QAbstractButton, name: str, role: str = "second", size: int = 18) -> None:
    """Give a button an icon that follows the theme."""
    button.setProperty(_PROPERTY, [name, role, size])
    button.setIcon(icon(name, role, size))
    button.setIconSize(QSize(size, size))


def retint(widgets: Iterable[QWidget]) -> None:
    """Redraw the icons that `set_icon` gave these widgets in the colours now in force."""
    for widget in widgets:
        request = widget.property(_PROPERTY)
        if request:
            name, role, size = request
            widget.setIcon(icon(str(name), str(role), int(size)))  # type: ignore[attr-defined]


def tinted_file(name: str, tint: str) -> str:
    """Write a tinted copy of an icon and return its path: a style sheet can only name files."""
    data = _load_tinted(name, tint)
    digest = hashlib.sha256(data).hexdigest()[:16]
    path = _folder() / f"{digest}.svg"
    if not path.exists():
        path.write_bytes(data)
    return path.as_posix()


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Create a private folder: one with a predictable name could belong to another user."""
    folder = tempfile.mkdtemp(prefix="qingzhi-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@lru_cache(maxsize=512)
def _render(name: str, tint: str, size: int, ratio: float) -> QPixmap:
    data = _load_tinted(name, tint)
    if not data:
        return QPixmap()
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _load_tinted(name: str, tint: str) -> bytes:
    path = resources.path(f"icons/{name}.svg")
    if not path.exists():
        return b""
    text = path.read_text("utf-8").replace("currentColor", tint)
    return text.replace('stroke-width="2"', _THIN).encode()
