"""Draw the program's icon: 青 in white on a rounded red square. Run by hand from the top folder.

    python resources/icons/make_app_icon.py

Writes app.svg, app.png and app.ico beside itself. The glyph is an outline of Noto Sans SC Bold,
so that the icon looks the same where no Chinese font is installed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from PIL import Image

HERE = Path(__file__).parent
FONT = HERE.parent / "fonts" / "NotoSansSC-Bold.ttf"
RED = "#C62828"
SIDE = 256
RADIUS = 52
GLYPH_SIDE = 184  # of the square; smaller leaves the strokes unreadable at 16 pixels
SIZES = (16, 24, 32, 48, 64, 256)


def outline(character: str) -> str:
    """Give the character as an SVG path, centred in the square."""
    font = TTFont(FONT)
    glyphs = font.getGlyphSet()
    glyph = glyphs[font.getBestCmap()[ord(character)]]
    bounds = BoundsPen(glyphs)
    glyph.draw(bounds)
    left, bottom, right, top = bounds.bounds
    scale = GLYPH_SIDE / max(right - left, top - bottom)
    across = SIDE / 2 - scale * (left + right) / 2
    down = SIDE / 2 + scale * (bottom + top) / 2
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, across, down)))
    return str(pen.getCommands())


def drawing() -> str:
    """Give the whole icon as SVG."""
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}"'
    square = f'<rect width="{SIDE}" height="{SIDE}" rx="{RADIUS}" fill="{RED}"/>'
    return f'<svg {box}>\n  {square}\n  <path fill="#fff" d="{outline("青")}"/>\n</svg>\n'


def raster(svg: str, side: int) -> Image.Image:
    """Draw the icon at one size."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(svg.encode()).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return Image.open(io.BytesIO(buffer.data().data()))


def main() -> None:
    """Write the three files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    svg = drawing()
    (HERE / "app.svg").write_text(svg, "utf-8", newline="\n")
    pictures = [raster(svg, side) for side in SIZES]
    pictures[-1].save(HERE / "app.png", optimize=True)
    pictures[-1].save(
        HERE / "app.ico", sizes=[(side, side) for side in SIZES], append_images=pictures[:-1]
    )


if __name__ == "__main__":
    main()
