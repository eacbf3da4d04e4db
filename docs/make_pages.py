"""Make the pages that say what the declarations say: python dev.py docs."""

import argparse
import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from main import command_line  # noqa: E402
from storage.model import glossary  # noqa: E402
from storage.plan import measures  # noqa: E402

ROOMS_BEGIN, ROOMS_END = "<!-- rooms:begin -->", "<!-- rooms:end -->"
COMMANDS_HEAD = """# 命令

不用屏幕也能做同样的事，给脚本和测试用：`python main.py 命令 …`
（开发环境里是 `python dev.py run -- 命令 …`）。
`--data DIR` 是数据文件夹，放在命令前后都行；
不给时用用户数据文件夹，程序旁边有 `data` 文件夹就用它（便携）。

退出码：0 做完；1 做完但有行没收下，或有没过的检查；2 没做成，stderr 上有一句话说明原因。
"""


def commands() -> str:
    """Return the page of the command line: every command with its arguments, from the parsers."""
    return "\n".join((COMMANDS_HEAD, *_sections()))


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command by its name, in the order of the help."""
    (group,) = (
        action
        for action in command_line()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(group.choices)


def _sections() -> Iterator[str]:
    for name, parser in subcommands().items():
        yield f"## {name}\n\n{parser.description}。\n"
        lines = [_line(one) for one in parser._actions if _is_own(one)]
        if lines:
            yield "\n".join(("| 参数 | 说明 |", "| --- | --- |", *lines, ""))


def _is_own(action: argparse.Action) -> bool:
    """Whether an argument is the command's own: help and the data folder are every command's."""
    return not {"--help", "--data"} & set(action.option_strings)


def _line(action: argparse.Action) -> str:
    words = "、".join(f"`{one}`" for one in action.option_strings)
    values = "|".join(map(str, action.choices)) if action.choices else ""
    value = "" if action.nargs == 0 else values or _shown(action)
    named = f"{words} {value}".strip() if words else f"`{_shown(action)}`"
    needed = "（必填）" if words and action.required else ""
    usual = action.default if action.default not in (None, False, argparse.SUPPRESS, []) else ""
    about = (action.help or values).replace("|", "\\|")
    otherwise = f"；不写为 {usual}" if usual != "" else ""
    return f"| {named.replace('|', ' / ')} | {about}{needed}{otherwise} |"


def _shown(action: argparse.Action) -> str:
    shown = action.metavar or action.dest.upper()
    return " ".join(shown) if isinstance(shown, tuple) else shown


def architecture() -> str:
    """Return the page of the architecture with its table of rooms made anew."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    before, _mark, rest = text.partition(ROOMS_BEGIN)
    after = rest.partition(ROOMS_END)[2]
    return "\n".join((f"{before}{ROOMS_BEGIN}", *_rooms(), f"{ROOMS_END}{after}"))


def _rooms() -> Iterator[str]:
    yield "| Room | Files | What it holds |"
    yield "| --- | ---: | --- |"
    for top in ("storage", "exports", "gui"):
        for package in sorted((DOCS.parent / top).rglob("__init__.py")):
            about = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
            files = len(list(package.parent.glob("*.py"))) - 1
            room = package.parent.relative_to(DOCS.parent).as_posix()
            yield f"| `{room}/` | {files or ''} | {about.splitlines()[0]} |"


PAGES: dict[str, Callable[[], str]] = {
    "architecture.md": architecture,
    "commands.md": commands,
    "glossary.md": glossary.page,
    "measures.md": measures.page,
}


if __name__ == "__main__":
    for page, made in PAGES.items():
        (DOCS / page).write_text(made(), "utf-8")
