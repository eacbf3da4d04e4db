"""青志台账: without a command the window opens; the commands do the same work without a screen."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from exports.commands import papers, people, schools, sealing, sending
from storage.commands import agenda, branches, intake, plan, quarter, records
from storage.commands.door import COULD_NOT, DONE, data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.commands.door import Run

FAMILIES = (
    intake,
    records,
    plan,
    agenda,
    branches,
    quarter,
    sealing,
    papers,
    people,
    schools,
    sending,
)
_HERE = Path(sys.executable if getattr(sys, "frozen", False) else __file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--sheet-worker"]:
        from storage.intake.reading import worker

        return worker.main()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options, more = _shared().parse_known_args(given)
    if more:
        options = _parser().parse_args(given)
    from storage.errors import UserError

    try:
        return int(options.run(options))
    except UserError as error:
        print(error, file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return DONE


def _window(options: argparse.Namespace) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        print(
            "这里没有屏幕，窗口打不开。不用屏幕也能做事，先试试：main.py demo --data 文件夹",
            file=sys.stderr,
        )
        return COULD_NOT
    gc.disable()  # until the window stands: what is loaded till then stays anyway
    from gui.app import run

    return run(data_folder(options))


def _shared() -> argparse.ArgumentParser:
    """What is understood with every command and without one: then the window opens."""
    shared = argparse.ArgumentParser(prog="main.py", add_help=False)
    shared.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="数据文件夹")
    shared.set_defaults(run=_window, here=_HERE)
    return shared


def _parser() -> argparse.ArgumentParser:
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

    for family in FAMILIES:
        family.add(command)
    return parser


def _guarded() -> int:
    """Run, and turn what nobody expected into a sentence: no traceback ever reaches the clerk."""
    try:
        return main()
    except Exception as error:
        import tempfile
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        places = "\n".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        log = Path(tempfile.gettempdir()) / "qingzhi-error.txt"
        log.write_text(
            f"{type(error).__name__}\n{places}\n", "utf-8"
        )  # no values: no person's data
        print(
            f"程序出了意外（{type(error).__name__}），数据没有损坏。详情在 {log}", file=sys.stderr
        )
        return COULD_NOT


if __name__ == "__main__":
    sys.exit(_guarded())
