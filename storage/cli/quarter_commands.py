"""Commands on quarters: compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.cli.context import DONE, open_store, print_json

if TYPE_CHECKING:
    import argparse

    from storage.cli.context import Command
    from storage.model.period import Quarter
    from storage.quarter.comparison_line import ComparisonLine


def _compare(options: argparse.Namespace) -> int:
    from storage.quarter.comparison import compare_quarters

    earlier, later = options.quarters
    with open_store(options) as store:
        lines = compare_quarters(store, _version(earlier), _version(later))
    if options.json:
        print_json([_line_as_json(line, earlier, later) for line in lines])
    else:
        for line in lines:
            numbers = (line.text_of(line.before), line.text_of(line.now), line.change_text)
            print("\t".join((line.code, line.label, *numbers)))
    return DONE


def _version(text: str) -> tuple[Quarter, int | None]:
    """Parse a quarter or one of its sealed versions: 2026Q3@1."""
    from storage.model.period import Quarter

    quarter, _at, version = text.partition("@")
    return Quarter.parse(quarter), int(version) if version.isdigit() else None


def _line_as_json(line: ComparisonLine, earlier: str, later: str) -> dict[str, object]:
    return {
        "code": line.code,
        "label": line.label,
        "unit": line.unit,
        earlier: line.before,
        later: line.now,
        "change": line.change,
        "percent": line.growth,
    }


def add(command: Command) -> None:
    """Declare the commands."""
    one = command("compare", _compare, "两个季度的指标对比，封存过的按封存的数", as_json=True)
    one.add_argument("quarters", nargs=2, metavar="2026Q3[@版]", help="两个季度；@ 后写封存的版次")
