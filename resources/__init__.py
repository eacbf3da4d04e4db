"""Fonts, icons and templates that ship with the program."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def path(name: str) -> Path:
    """Say where the resource lies, e.g. `path("fonts/NotoSerifSC-Regular.ttf")`."""
    return _HERE / name
