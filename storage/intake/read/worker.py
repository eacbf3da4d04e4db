"""The worker process: one request per line on stdin, its records on stdout, no other output.

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
from storage.files import os_messages, standard_streams
from storage.ledger.failure_messages import loading_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.intake.read.limits import Limits
    from storage.intake.read.wire import Record

    Emit = Callable[[Record], None]


def main() -> int:
    """Answer requests until stdin ends; the limits of the first one confine this process."""
    standard_streams.complete()
    requests, answers = _pipes()
    warnings.simplefilter("ignore")
    gc.disable()  # short-lived, and collecting costs a fifth of the time
    try:
        return _serve_all(requests, answers)
    except ImportError as error:  # before an answer could be written in order
        answers.write(json.dumps(_lacking(error)).encode("ascii") + b"\n")
        answers.flush()
        return 1


def _serve_all(requests: BinaryIO, answers: BinaryIO) -> int:
    from storage.intake.read import wire
    from storage.intake.read.limits import Limits, confine

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
    """Emit the records of one request; every exception becomes a refusal or a failure record."""
    from storage.intake.read import open_file

    try:
        with _open(Path(request["path"])) as file:
            for record in open_file.of_file(
                file, request["encoding"], request["password"], limits, request["attempt"]
            ):
                emit(record)
    except UserError as error:
        emit({"refused": str(error), "reason": _reason(error)})
    except BaseException as error:  # a panic of calamine is no Exception
        emit(_lacking(error) or _broken_off(error) or {"failed": type(error).__name__})


def _reason(error: UserError) -> str:
    from storage.intake.read.raw_book import EncodingUnclear, PasswordNeeded

    finds = ((PasswordNeeded, "password"), (EncodingUnclear, "encoding"))
    return next((word for kind, word in finds if isinstance(error, kind)), "file")


def _lacking(error: BaseException) -> Record:
    """Return the refusal where a part of the program is missing, so that no other reader tries."""
    lacking = loading_error(error)
    return {"refused": f"没有读成：{lacking}", "reason": "file"} if lacking else {}


def _broken_off(error: BaseException) -> Record:
    """Return the refusal where a disk or stick failed while reading."""
    if not isinstance(error, OSError) or error.errno is None:
        return {}
    return {"refused": f"读到一半读不下去了：{os_messages.reason(error)}。", "reason": "file"}


def _open(path: Path) -> BinaryIO:
    from storage.intake.read.reader_source import UNREADABLE, VANISHED

    try:
        return path.open("rb")
    except FileNotFoundError:
        raise UserError(VANISHED) from None
    except OSError:
        raise UserError(UNREADABLE) from None


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return stdin and a copy of stdout; what a library prints is redirected to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return os.fdopen(0, "rb", closefd=False), answers


if __name__ == "__main__":
    sys.exit(main())
