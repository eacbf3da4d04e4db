"""The table of ratios: our work beside the bare library doing the same work in the same run.

python dev.py bench [--only NAME ...] [--rows N] [--people N ...] [--full] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.measuring import ROOT, NotMeasured, Setting, measure

PAGE = ROOT / "docs/performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
FAMILY, SLOWEST = "lists", "最慢的一项"

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.measuring import Case, Figure, Runs


def cases() -> dict[str, Case]:
    """Every measurement, by name."""
    from tests.bench import (
        fluency,
        growth,
        indicators,
        intake,
        lists,
        package,
        paper,
        pauses,
        window,
    )

    parts = (intake, pauses, growth, lists, paper, package, fluency, window, indicators)
    return {part.CASE.name: part.CASE for part in parts}


def main(words: Sequence[str]) -> int:
    """Measure and print, or do one side of one measurement and tell its times."""
    if words[:1] == ["--side"]:
        name, side, setting = words[1:]
        times = cases()[name].sides[side](Setting(**json.loads(setting)))
        sys.stdout.write(json.dumps(times) + "\n")
        return 0
    asked = _arguments(words)
    found: list[dict[str, Any]] = []
    skipped: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="qingzhi-bench-") as folder:
        for case in _chosen(asked):
            own = Path(folder) / case.name  # no ledger is begun beside another
            own.mkdir()
            setting = Setting(str(own), rows=asked.rows)
            try:
                found += _measured(case, setting, asked.people)
            except NotMeasured as error:
                skipped[case.name] = str(error)
    if asked.write:
        text = PAGE.read_text("utf-8")
        PAGE.write_text(_renewed(text, found, whole=not asked.only), "utf-8")
    if asked.json:
        sys.stdout.write(json.dumps({"figures": found, "skipped": skipped}, ensure_ascii=False))
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(line + "\n" for line in _table(found, skipped))
    return 0


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="与裸库做同样的事比较")
    parser.add_argument("--only", nargs="+", choices=[*cases()], metavar="NAME", help="只测这几项")
    parser.add_argument("--rows", type=int, default=50_000, help="名册行数")
    parser.add_argument("--people", type=int, nargs="+", help="台账人数，可给几个")
    parser.add_argument(
        "--full", action="store_true", help="连同 50 万行的导入和一百万人的台账（要很多分钟）"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--write", action="store_true", help="把结果写进 docs/performance.md")
    asked = parser.parse_args(words)
    asked.people = asked.people or ([100_000, 1_000_000] if asked.full else [100_000])
    return asked


def _chosen(asked: argparse.Namespace) -> list[Case]:
    if asked.only:
        return [cases()[name] for name in asked.only]
    return [case for case in cases().values() if asked.full or not case.long]


def _measured(case: Case, setting: Setting, people: Sequence[int]) -> list[dict[str, Any]]:
    lines = []
    for number in people if case.by_people else people[:1]:
        made = replace(setting, people=number)
        runs = measure(case, made, _tell)
        lines += [_line(case, figure, runs) for figure in case.figures(made)]
    return lines


def _line(case: Case, figure: Figure, runs: Runs) -> dict[str, Any]:
    ours, bare = runs.value(figure.ours), runs.value(figure.bare)
    ratio = runs.ratio(figure.ours, figure.bare)
    reached = ours if figure.unit == "ms" else ratio
    return {
        "name": case.name,
        "label": figure.label,
        "unit": "MB" if figure.ours.endswith(".MB") else "ms",
        "ours": round(ours, 3),
        "bare": round(bare, 3),
        "ratio": round(ratio, 3),
        "aim": figure.aim,
        "aim_unit": figure.unit,
        "met": None if figure.aim is None else reached <= figure.aim,
    }


def _tell(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def _table(found: Sequence[dict[str, Any]], skipped: dict[str, str]) -> list[str]:
    rows = [("项目", "本程序", "裸库", "倍数", "目标", "")]
    for one in found:
        aim = _aim(one)
        met = {True: "达到", False: "未达到", None: ""}[one["met"]]
        rows.append((one["label"], _amount(one, "ours"), _amount(one, "bare"),
                     f"{one['ratio']:.2f}×", aim, met))  # fmt: skip
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            text + " " * (width - _width(text))
            if at in (0, 5)
            else " " * (width - _width(text)) + text
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [*lines, *(f"{name}：没有测，{why}" for name, why in skipped.items())]


def _renewed(text: str, found: Sequence[dict[str, Any]], *, whole: bool) -> str:
    """The page with this run's table; of a long family only the slowest stands there.

    Where not the whole was measured, the lines of the other measurements stay.
    """
    before, _mark, rest = text.partition(BEGIN)
    table, _mark, after = rest.partition(END)
    shown = [one for one in found if one["name"] != FAMILY or one["label"].endswith(SLOWEST)]
    known = {} if whole else dict(_lines(table))
    lines = known | {
        one["label"]: f"| {one['label']} | {_amount(one, 'ours')} | {_amount(one, 'bare')}"
        f" | {one['ratio']:.2f}× | {_aim(one) or '—'} |"
        for one in shown
    }
    head = "| 项目 | 本程序 | 裸库 | 倍数 | 目标 |\n| --- | ---: | ---: | ---: | ---: |"
    day = f"测于 {time.strftime('%Y-%m-%d')}，{os.cpu_count()} 核 {platform.system()}。"
    return "\n".join((f"{before}{BEGIN}", head, *lines.values(), "", day, f"{END}{after}"))


def _lines(table: str) -> Iterator[tuple[str, str]]:
    """The lines of a table by what they are of."""
    for line in table.splitlines():
        if line.startswith("| ") and not line.startswith(("| 项目 |", "| ---")):
            yield line.split(" | ")[0].removeprefix("| "), line


def _aim(one: dict[str, Any]) -> str:
    return "" if one["aim"] is None else f"≤ {one['aim']:g} {one['aim_unit']}"


def _amount(one: dict[str, Any], side: str) -> str:
    amount = one[side]
    if one["unit"] == "MB":
        return f"{amount:.0f} MB"
    return f"{amount / 1000:.2f} 秒" if amount >= 1000 else f"{amount:.1f} 毫秒"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
