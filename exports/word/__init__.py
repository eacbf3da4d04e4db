"""Rendering of a story as .docx, for editing in WPS.

data = render_word(story, title="…", author="…")
"""

from exports.word.word_document import render_word

__all__ = ["render_word"]
