"""The three standard streams, which a program without a console does not have.

Started by Explorer, by `pythonw` or as a windowed program, Python finds `sys.stdin`, `sys.stdout`
and `sys.stderr` None (docs.python.org, `sys.__stdout__`). Whoever comes in through an entrance of
the program calls `complete` first; nobody after that need ask.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def complete() -> None:
    """Replace missing standard streams by null streams and set existing ones to UTF-8.

    In order, so that each takes the handle that is closed, before a file of ours gets it and
    whatever a library prints is written into that file.
    """
    for name, mode in STREAMS:
        stream = getattr(sys, name)
        if stream is None or stream.closed:
            stream = _nowhere(mode)
            setattr(sys, name, stream)
        elif mode == "w":
            with suppress(AttributeError, ValueError, OSError):  # one that a test put there
                stream.reconfigure(encoding="utf-8", errors="replace")
        if getattr(sys, f"__{name}__") is None:
            setattr(sys, f"__{name}__", stream)


def silence() -> None:
    """Discard further output: the reader has closed the stream."""
    sys.stdout = _nowhere("w")


def _nowhere(mode: str) -> object:
    return open(os.devnull, mode, encoding="utf-8", errors="replace")  # noqa: PTH123
