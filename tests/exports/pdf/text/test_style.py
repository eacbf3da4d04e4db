"""Styles and runs: what a paragraph is set in, and text in its three forms."""

from __future__ import annotations

import dataclasses

import pytest

from exports.pdf.text.roles import Role
from exports.pdf.text.style import Run, Style, plain_text, runs_of


def test_the_default_is_the_body_of_an_official_paper():
    style = Style()
    assert (style.role, style.size, style.leading, style.align) == (Role.FANG, 16, 28.99, "justify")


def test_a_changed_style_leaves_the_first_as_it_was():
    style = Style(size=22, bold=True)
    changed = style.but(size=16, colour="#8c8c8c")
    assert (changed.size, changed.colour, changed.bold) == (16, "#8c8c8c", True)
    assert (style.size, style.colour) == (22, "#000000")
    with pytest.raises(TypeError):
        style.but(weight=3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        style.size = 9


@pytest.mark.parametrize(
    "text", ["共12人", Run("共12人"), ["共", Run("12", bold=True), "人"], ("共12人",)]
)
def test_text_is_plain_a_run_or_several(text):
    assert plain_text(text) == "共12人"
    assert all(isinstance(run, Run) for run in runs_of(text))


def test_plain_parts_take_everything_from_the_paragraph():
    plain, run = runs_of(["共", Run("12", size=22)])
    assert plain == Run("共", None, None, None, None)
    assert run.size == 22
    assert list(runs_of([])) == []
