"""The command that returns rosters to schools: annotate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storage.cli.context import COULD_NOT, DONE, open_store

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command


def _annotate(options: argparse.Namespace) -> int:
    import sys

    from exports.annotate import faults_of, school_message
    from exports.annotate.marked_workbook import OpeningOptions, return_to_school
    from storage.intake.choices import Choices
    from storage.intake.pipeline import plan_import
    from storage.intake.sources import key

    path, word = Path(options.file), options.password
    choices = Choices(
        passwords={key(path): word} if word else {},
        units={key(path): options.unit} if options.unit else {},
    )
    with open_store(options) as store:
        (file,) = plan_import(store, [path], choices=choices).files
        faults = faults_of(file)
        if file.failure and not faults.rows:
            print(file.failure, file=sys.stderr)
            return COULD_NOT
        if faults.rows:
            made = return_to_school(
                store,
                file,
                Path(options.out),
                only_faulty=options.only_faulty,
                opening=OpeningOptions(password=word),
            )
            print(made.path)
        print(school_message(faults))
    return DONE


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("annotate", _annotate, "在学校的名册上标出要改的地方，另存一份退回")
    one.add_argument("file", metavar="FILE", help="学校报来的名册")
    one.add_argument("--unit", metavar="NAME", help="名册来自哪个学校或单位")
    one.add_argument("--out", required=True, metavar="DIR", help="存到哪个文件夹")
    one.add_argument("--password", metavar="WORD", help="表格的打开密码")
    one.add_argument("--only-faulty", action="store_true", help="只留要改的行")
