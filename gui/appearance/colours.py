"""The colours of the light and the dark appearance, by role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one appearance; every text reaches a contrast of 4.5:1 on its ground.

    That is level AA of WCAG 2.1, criterion 1.4.3; tests compute it for each pair in use.
    """

    canvas: str
    surface: str
    sunken: str
    hairline: str
    border: str
    ink: str
    second: str
    faint: str
    accent: str
    accent_hover: str
    accent_ink: str
    accent_soft: str
    on_accent: str
    link: str
    link_soft: str
    hover: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral_soft: str
    track: str
    bar: str


LIGHT = Colours(
    canvas="#F6F7F9", surface="#FFFFFF", sunken="#F3F5F7", hairline="#E4E8EC", border="#D3D9DF",
    ink="#1C2127", second="#5B6470", faint="#656E79",
    accent="#C62828", accent_hover="#AD1F1F", accent_ink="#B71C1C", accent_soft="#FBEAEA",
    on_accent="#FFFFFF", link="#1B66C4", link_soft="#E7F0FC", hover="#F0F3F6",
    good="#16754A", good_soft="#E6F4EC", warn="#8A5D00", warn_soft="#FDF2D8",
    bad="#B42318", bad_soft="#FDECEA", neutral_soft="#EDF0F3", track="#E9EDF0", bar="#C9DBF3",
)  # fmt: skip
DARK = Colours(
    canvas="#16191D", surface="#1E2227", sunken="#191D21", hairline="#2E343B", border="#414954",
    ink="#E8EBEF", second="#A9B2BD", faint="#98A2AF",
    accent="#C62828", accent_hover="#D64040", accent_ink="#FF9C94", accent_soft="#40211F",
    on_accent="#FFFFFF", link="#79B4FF", link_soft="#1B3352", hover="#282E35",
    good="#6FD09A", good_soft="#17352A", warn="#E6BB5C", warn_soft="#3A2F14",
    bad="#FF958A", bad_soft="#45211E", neutral_soft="#2C3239", track="#30363E", bar="#31527C",
)  # fmt: skip


def colours() -> Colours:
    """Return the colours of the appearance in force, derived from the application's palette."""
    return _colours_of_palette(QGuiApplication.palette().cacheKey())


def colour(role: str) -> QColor:
    """Return the colour of a role in the appearance in force."""
    return _parse(str(getattr(colours(), role)))


def tone(name: str) -> tuple[QColor, QColor]:
    """Return ink and ground of a tone: good, warn, bad, link or neutral."""
    current = colours()
    ink = current.second if name == "neutral" else str(getattr(current, name))
    return _parse(ink), _parse(str(getattr(current, f"{name}_soft")))


@lru_cache(maxsize=8)
def _colours_of_palette(_cache_key: int) -> Colours:
    # The key is the cache's alone: a palette that is set again gets another one.
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


@lru_cache(maxsize=128)
def _parse(text: str) -> QColor:
    return QColor(text)
