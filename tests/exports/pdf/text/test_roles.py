"""Roles of faces: every one has bundled files that stand for it."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

import resources
from exports.pdf.text.roles import (
    BUNDLED,
    BUNDLED_BOLD,
    DRAWN_BY,
    SANS,
    SERIF,
    STAND_IN_NAMES,
    Role,
)

NAMES = {name for chain in (*BUNDLED.values(), *BUNDLED_BOLD.values()) for name in chain}


@pytest.mark.parametrize("role", Role)
def test_every_role_is_drawn_by_files_that_are_bundled(role):
    for chain in (BUNDLED[role], BUNDLED_BOLD.get(role, BUNDLED[role])):
        assert {SANS, SERIF} <= {*chain}  # the two widest
        assert len(set(chain)) == len(chain)


@pytest.mark.parametrize("name", sorted({*NAMES, *DRAWN_BY.values()}))
def test_a_bundled_file_exists_and_has_a_name_for_the_clerk(name):
    assert resources.path(f"fonts/{name}.ttf").is_file()
    assert STAND_IN_NAMES[name]


def test_the_dash_is_drawn_by_a_face_in_which_it_fills_the_em():
    with TTFont(resources.path(f"fonts/{DRAWN_BY['—']}.ttf"), lazy=True) as font:
        glyph = font.getBestCmap()[ord("—")]
        assert font["hmtx"][glyph][0] == font["head"].unitsPerEm


def test_roles_are_called_as_clerks_call_the_faces():
    assert [role.value for role in Role][:5] == ["小标宋", "黑体", "楷体", "仿宋", "宋体"]
