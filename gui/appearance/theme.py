"""Sizes, fonts and the style sheet: the only module with numbers of pixels."""

from __future__ import annotations

import dataclasses
import sys
from string import Template

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources
from gui.appearance import icons
from gui.appearance.colours import DARK, LIGHT, Colours, colour, colours, tone

__all__ = ["DARK", "LIGHT", "Colours", "apply", "colour", "colours", "font", "tone"]


RAIL, RAIL_FOLDED = 208, 56
TOP_BAR, STATUS_LINE = 48, 28
PANEL = 360
SIDE = 192
ROW, HEADER = 30, 32
CONTROL = 32
GAP, SPACE, MARGIN, EDGE = 8, 12, 16, 20
RADIUS, SMALL_RADIUS = 8, 4
ICON, SMALL_ICON = 18, 16
CELL = 10  # padding left and right of a cell's text
BADGE = 26
FIGURE_ROW, BAR, CHART = 34, 8, 110
MIN_FIGURE_ROW = 28  # so that the home page fits a screen of 1366×768
FILTER, CHOOSER = 264, 360
AVATAR = 36
FIELD = 28
NOTE = 68  # three lines
LABEL = 100  # width of a field's label
PILL, PILL_HEIGHT = 7, 20
ARROW = 14
MIN_COLUMN = 44
POPUP = 560
MAX_CHIP = 420  # width of a filter chip
QUESTION = 360  # width of the text under a question
MIN_VISIBLE = 60  # height of a scroll area: a field and a half hint that there is more
MIN_LIST = HEADER + ROW + GAP  # height of a list: header, a row, the beginning of the next
WINDOW = (1366, 738)
MIN_WINDOW = (880, 440)  # a screen of 1366×768 at 150% leaves 910×512, less the task bar
NARROW_WINDOW = 1000  # below this width the rail shows icons only

TITLE, SECTION, BODY, SMALL, FIGURE = 20, 15, 13, 12, 28

FACE = "Noto Sans SC"
_FONT_FILES = ("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Bold.ttf")


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """Return the interface's font in a size in pixels, with tabular figures."""
    result = QFont(QApplication.font())
    result.setPixelSize(size)
    result.setFeature(QFont.Tag("tnum"), 1)
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return result


def apply(app: QApplication, appearance: str = "system") -> None:
    """Apply fonts, translation, palette and style sheet to the application.

    `appearance` is "system", "light" or "dark"; with "system" later changes are followed.
    """
    app.setStyle("Fusion")
    _load_fonts(app)
    _install_translation(app)
    app.setProperty("appearance", appearance)
    hints = app.styleHints()
    if not app.property("theme_connected"):
        app.setProperty("theme_connected", True)
        hints.colorSchemeChanged.connect(lambda _scheme: _apply_appearance(app))
    _apply_appearance(app)


def _apply_appearance(app: QApplication) -> None:
    appearance = app.property("appearance")
    system = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    chosen = DARK if appearance == "dark" or (appearance == "system" and system) else LIGHT
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_style_sheet(chosen))
    icons.retint(app.allWidgets())


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: chosen.canvas, roles.WindowText: chosen.ink,
        roles.Base: chosen.surface, roles.AlternateBase: chosen.sunken, roles.Text: chosen.ink,
        roles.Button: chosen.surface, roles.ButtonText: chosen.ink,
        roles.BrightText: chosen.on_accent, roles.PlaceholderText: chosen.faint,
        roles.ToolTipBase: chosen.surface, roles.ToolTipText: chosen.ink,
        roles.Highlight: chosen.link_soft, roles.HighlightedText: chosen.ink,
        roles.Accent: chosen.link, roles.Link: chosen.link, roles.LinkVisited: chosen.link,
        roles.Light: chosen.surface, roles.Midlight: chosen.hairline, roles.Mid: chosen.border,
        roles.Dark: chosen.border, roles.Shadow: chosen.border,
    }  # fmt: skip
    for role, value in pairs.items():
        palette.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.faint))
    return palette


def _style_sheet(chosen: Colours) -> str:
    numbers = {
        "radius": RADIUS, "small_radius": SMALL_RADIUS, "control": CONTROL, "header": HEADER,
        "title": TITLE, "section": SECTION, "body": BODY, "small": SMALL, "figure": FIGURE,
        "gap": GAP, "space": SPACE, "margin": MARGIN, "edge": EDGE, "cell": CELL,
        "small_icon": SMALL_ICON, "inner_control": CONTROL - 2, "dense": FIELD - 2,
    }  # fmt: skip
    pictures = {
        "chevron": icons.tinted_file("chevron-down", chosen.second),
        "chevron_up": icons.tinted_file("chevron-up", chosen.second),
        "tick": icons.tinted_file("check", chosen.surface),
        "dash": icons.tinted_file("minus", chosen.surface),
    }
    template = Template(resources.path("style.qss").read_text("utf-8"))
    return template.substitute(dataclasses.asdict(chosen), **numbers, **pictures)


def _load_fonts(app: QApplication) -> None:
    if app.property("fonts_loaded"):
        return
    app.setProperty("fonts_loaded", True)
    for name in _FONT_FILES:
        if resources.path(name).exists():
            QFontDatabase.addApplicationFont(str(resources.path(name)))
    base = QFont()
    base.setFamilies(["Microsoft YaHei UI", FACE] if sys.platform == "win32" else [FACE])
    base.setPixelSize(BODY)
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(base)


def _install_translation(app: QApplication) -> None:
    """Translate Qt's own buttons and menus into Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    if app.findChild(QTranslator):
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
