"""The process that reads: a request a line on stdin, its records on stdout, nothing else anywhere.

It may crash, hang or run out of memory on a hostile file; the window and the records do not
notice. It writes no file and opens none but the one it is asked to read.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from storage.errors import UserError
from storage.intake.reading import answer, wire
from storage.intake.reading.cells import EncodingUnclear, PasswordNeeded
from storage.intake.reading.limits import Limits, confine
from storage.intake.reading.sentences import UNREADABLE, VANISHED

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.intake.reading.wire import Record

    Emit = Callable[[Record], None]

FINDS = ((PasswordNeeded, "password"), (EncodingUnclear, "encoding"), (UserError, "file"))


def main() -> int:
    """Serve until stdin ends; the first request says how much this process may use."""
    requests, answers = _pipes()
    warnings.simplefilter("ignore")
    gc.disable()  # short-lived, and collecting costs a fifth of the time
    fenced = False

    def emit(record: Record) -> None:
        answers.write(wire.dump(record))
        answers.flush()

    for line in requests:
        request = json.loads(line)
        limits = Limits(**request["limits"])
        if not fenced:
            confine(limits.memory_bytes, limits.seconds)
            fenced = True
        serve(request, limits, emit)
    return 0


def serve(request: dict[str, Any], limits: Limits, emit: Emit) -> None:
    """Answer one request. This is the boundary: whatever goes wrong is a reported failure."""
    try:
        with _open(Path(request["path"])) as file:
            for record in answer.of_file(
                file, request["encoding"], request["password"], limits, request["attempt"]
            ):
                emit(record)
    except UserError as error:
        reason = next(word for kind, word in FINDS if isinstance(error, kind))
        emit({"refused": str(error), "reason": reason})
    except BaseException as error:  # a panic of calamine is no Exception
        emit({"failed": type(error).__name__})


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise UserError(VANISHED) from None
    except OSError:
        raise UserError(UNREADABLE) from None


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout for ourselves; what a library prints goes where nobody listens."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return os.fdopen(0, "rb", closefd=False), answers


if __name__ == "__main__":
    sys.exit(main())
