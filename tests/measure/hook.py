"""Records which functions of the program a process enters, each with the path of calls to it.

It is copied as `sitecustomize`, so that every Python process which finds it on its path loads it
first, hence also the worker that reads files. A line is written when a path is first walked, since
a worker is killed as soon as it has answered. It imports nothing of the program's own.
"""

import json
import os
import sys
import threading
from inspect import CO_OPTIMIZED
from pathlib import Path

ROOT = os.environ.get("MEASURE_ROOT", "")
FOLDER = os.environ.get("MEASURE_FOLDER", "")
PACKAGES = ("storage", "exports", "gui", "resources")
INLINE = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}  # mostly no frames since 3.12


class Recorder:
    """The profile function of a process; it may be called in several threads."""

    def __init__(self, out):
        self._out = out
        self._prefix = ROOT + os.sep
        self._tops = tuple(self._prefix + package + os.sep for package in PACKAGES)
        self._script = self._prefix + "main.py"
        self._recorded = {}  # by code object: whether its calls are recorded
        self._paths = {}  # by the path above and a code object: the number of the path
        self._local = threading.local()

    def __call__(self, frame, event, _argument):
        """Take note of a call or return, as `sys.setprofile` reports it."""
        if event not in ("call", "return"):
            return
        code = frame.f_code
        if code not in self._recorded:
            self._recorded[code] = self._is_recorded(code)
        if not self._recorded[code]:
            return
        stack = self._local.__dict__.setdefault("stack", [])
        if event == "call":
            stack.append(self._path(stack[-1] if stack else 0, frame))
        elif stack:
            stack.pop()

    def _is_recorded(self, code):
        file = code.co_filename
        if code.co_name in INLINE or not (file.startswith(self._tops) or file == self._script):
            return False
        return code.co_name == "<module>" or bool(code.co_flags & CO_OPTIMIZED)  # no class body

    def _path(self, above, frame):
        code = frame.f_code
        number = self._paths.get((above, code))
        if number is None:
            number = self._paths[above, code] = len(self._paths) + 1
            file = code.co_filename.removeprefix(self._prefix).replace(os.sep, "/")
            is_main = frame.f_globals.get("__name__") == "__main__"
            row = [number, above, file, code.co_qualname, code.co_firstlineno, is_main]
            self._out.write(json.dumps(row).encode() + b"\n")
        return number


if FOLDER:
    path = Path(FOLDER, f"{os.getpid()}.jsonl")
    recorder = Recorder(path.open("ab", buffering=0))  # until the process ends
    threading.setprofile(recorder)
    sys.setprofile(recorder)
