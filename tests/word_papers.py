"""Documents (.docx) made for one test and read by python-docx."""

from __future__ import annotations

import io
from typing import Any

import docx

from exports.word import render_word

FACTS = {"title": "季报", "author": "共青团仁和区委员会"}


def opened(*story: Any, **facts: str) -> Any:
    """The document that holds this story."""
    return docx.Document(io.BytesIO(render_word(story, **FACTS, **facts)))
