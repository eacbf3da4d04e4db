import itertools

import pytest

from gui.appearance.colours import DARK, LIGHT

PAIRS = [
    *itertools.product(
        ("ink", "second", "faint", "link", "bad", "good"), ("surface", "canvas", "sunken")
    ),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent_ink", "accent_soft"),
    ("ink", "link_soft"),
    ("ink", "hover"),
    ("second", "neutral_soft"),
    ("second", "link_soft"),
    *((tone, f"{tone}_soft") for tone in ("good", "warn", "bad", "link")),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_every_text_has_enough_contrast(colours, pair):
    ink, ground = (luminance(getattr(colours, name)) for name in pair)
    assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5
