"""Measures the code and prints the table: `python dev.py measure [--write] [--root FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.measure.sources import ROOT
from tests.measure.table import BEGIN, END, PAGE, build_rows, format_table, insert_table

if TYPE_CHECKING:
    from collections.abc import Sequence

STUB = f"# Architecture\n\n## Measured\n\n{BEGIN}\n{END}\n"


def main(words: Sequence[str]) -> int:
    """Print the table, or write it into the page on architecture."""
    parser = argparse.ArgumentParser(prog="dev.py measure", description="量一量代码本身")
    parser.add_argument("--write", action="store_true", help=f"把结果写进 {PAGE}")
    parser.add_argument("--root", type=Path, default=ROOT, help="另一份代码所在的文件夹")
    options = parser.parse_args(words)
    root = options.root.resolve()
    table = format_table(build_rows(root))
    sys.stdout.write(table + "\n")
    if options.write:
        page = root / PAGE
        text = page.read_text("utf-8") if page.exists() else STUB
        page.write_text(insert_table(text, table), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
