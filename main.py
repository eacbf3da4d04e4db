"""青志台账: without a command the window opens; the commands do the same work without a screen."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from storage.cli.context import COULD_NOT, DONE, data_folder
from storage.files import standard_streams
from storage.files.location import FILE_NAME
from storage.ledger import failure_messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.cli.context import Run

_HERE = Path(sys.executable if getattr(sys, "frozen", False) else __file__).resolve().parent
_UNSEEN = ("offscreen", "minimal")  # platforms of Qt on which nobody could close a box


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    standard_streams.complete()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--sheet-worker"]:
        from storage.intake.read import worker

        return worker.main()
    options = None
    try:
        options, more = _shared().parse_known_args(given)
        if more:
            options = command_line().parse_args(given)
        return int(options.run(options))
    except BrokenPipeError:
        standard_streams.silence()
        return DONE
    except Exception as error:
        windowed = options is not None and options.run is _window
        _show_error(_sentence(error, options), windowed=windowed)
        return COULD_NOT


def _window(options: argparse.Namespace) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        print(
            "这里没有屏幕，窗口打不开。不用屏幕也能做事，先试试：main.py demo --data 文件夹",
            file=sys.stderr,
        )
        return COULD_NOT
    gc.disable()  # until the window stands: what is loaded till then stays anyway
    from gui.app.application import run

    return run(data_folder(options))


def _shared() -> argparse.ArgumentParser:
    """What is understood with every command and without one: then the window opens."""
    shared = argparse.ArgumentParser(prog="main.py", add_help=False)
    shared.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="数据文件夹")
    shared.set_defaults(run=_window, here=_HERE)
    return shared


def command_line() -> argparse.ArgumentParser:
    """Return the parser of all commands; each family of commands adds its own."""
    from exports.cli import (
        paper_commands,
        people_commands,
        school_commands,
        seal_commands,
        sending_commands,
    )
    from storage.cli import (
        agenda_command,
        branch_commands,
        import_commands,
        plan_commands,
        quarter_commands,
        record_commands,
    )

    shared = _shared()
    parser = argparse.ArgumentParser(
        prog="main.py", description="青志台账：不带命令即打开窗口。", parents=[shared]
    )
    commands = parser.add_subparsers(title="命令", metavar="命令")

    def command(
        name: str, run: Run, about: str, *, as_json: bool = False
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, parents=[shared])
        made.set_defaults(run=run)
        if as_json:
            made.add_argument("--json", action="store_true", help="结果写成 JSON")
        return made

    families = (
        import_commands,
        record_commands,
        plan_commands,
        agenda_command,
        branch_commands,
        quarter_commands,
    )
    for family in (
        *families,
        seal_commands,
        paper_commands,
        people_commands,
        school_commands,
        sending_commands,
    ):
        family.add(command)
    return parser


def _sentence(error: Exception, options: argparse.Namespace | None) -> str:
    """Return what went wrong, in words; an unexpected error is logged and its log file named."""
    folder = _folder(options)
    explanation = failure_messages.explain_error(error, folder and folder / FILE_NAME)
    if explanation is not None and not isinstance(explanation, failure_messages.Incomplete):
        return str(explanation)
    from storage.files import incident_log

    log = incident_log.note(error, folder)
    where = f"经过记在 {log}" if log else "经过没有地方可记"
    if explanation is not None:
        return f"{explanation}{where}。"
    return f"程序出了意外（{type(error).__name__}），这一步没有做完。{where}，请把它发给维护的人。"


def _folder(options: argparse.Namespace | None) -> Path | None:
    try:
        return None if options is None else data_folder(options)
    except Exception:  # the fault may lie just there
        return None


def _show_error(sentence: str, *, windowed: bool) -> None:
    """Say it where it is seen: on the console, and in a box where the window was to open."""
    print(sentence, file=sys.stderr)
    if not windowed:
        return
    try:
        from gui.app.application import build_application
        from gui.notice import show_message_box

        if build_application().platformName() not in _UNSEEN:
            show_message_box(None, sentence)
    except Exception:  # Qt itself may be what cannot be loaded
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, sentence, "青志台账", 0x10)


if __name__ == "__main__":
    sys.exit(main())
