"""Make the pages that say what the declarations say: python dev.py docs."""

import argparse
import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS.parent), str(DOCS.parent / "tests")]

import doors  # noqa: E402
from main import command_line  # noqa: E402
from storage.model import glossary  # noqa: E402
from storage.plan import measures  # noqa: E402

COMMANDS_HEAD = """# 命令

不用屏幕也能做同样的事，给脚本和测试用：`python main.py 命令 …`
（开发环境里是 `python dev.py run -- 命令 …`）。
`--data DIR` 是数据文件夹，放在命令前后都行；
不给时用用户数据文件夹，程序旁边有 `data` 文件夹就用它（便携）。

退出码：0 做完；1 做完但有行没收下，或有没过的检查；2 没做成，stderr 上有一句话说明原因。
方括号里的可以不写，`…` 表示可以写几个。
"""
EXAMPLES = {
    "import": (
        "import 名册.xlsx --unit 盐边县渔门中学",
        "import 名册文件夹 --new-units --dry-run",
        "import 名册.xlsx --unit 盐边县渔门中学 --explain 3",
    ),
    "undo-import": ("undo-import 1 --dry-run",),
    "reconcile": ("reconcile 志愿四川导出.xlsx --dry-run",),
    "remembered": ("remembered --forget 3",),
    "list": ("list volunteers --where school=盐边县渔门中学 --json",),
    "indicators": ("indicators --period 2026Q3 --json",),
    "backup": ("backup D:/备份",),
    "import-plan": ("import-plan 通知.docx --year 2020 --dry-run",),
    "agenda": ("agenda --days 30",),
    "joint-branches": ("joint-branches --draft 1",),
    "compare": ("compare 2026Q2 2026Q3", "compare 2026Q3@1 2026Q3"),
    "export": (
        "export --period 2026Q3 --out 报送 --zip",
        "export --period 2026Q3 --out 报送 --privacy full --reason 市里核对",
    ),
    "fill-form": ("fill-form 市里的表.xlsx --period 2026Q3 --out 填好.xlsx",),
    "demo": ("demo --data demo/data --out demo",),
    "certify": (
        "certify proof 张三 --out 证明.pdf",
        "certify training 张三 --training 骨干培训 --out 证书.pdf",
    ),
    "sign-in": ("sign-in 敬老服务 张三 李四 --out 签到表.xlsx",),
    "annotate": ("annotate 名册.xlsx --unit 盐边县渔门中学 --out 退回 --only-faulty",),
    "verify": ("verify 报送", "verify 报送.eml"),
    "send": (
        "send --period 2026Q3 --to a@example.cn --eml 邮件.eml",
        "send --period 2026Q3 --to a@example.cn --smtp smtp.example.cn:465",
    ),
    "answer": ("answer 市里退回.xlsx --json",),
}  # a command that takes a word or two needs no example


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
        arguments = [one for one in parser._actions if _is_own(one)]
        usage = " ".join((f"main.py {name}", *map(_usage, arguments)))
        yield f"## {name}\n\n{parser.description}。\n\n```\n{usage}\n```\n"
        lines = [_line(one) for one in arguments]
        if lines:
            yield "\n".join(("| 参数 | 说明 |", "| --- | --- |", *lines, ""))
        if examples := EXAMPLES.get(name):
            yield "例：" + "；".join(f"`main.py {one}`" for one in examples) + "\n"


def _is_own(action: argparse.Action) -> bool:
    """Whether an argument is the command's own: help and the data folder are every command's."""
    return not {"--help", "--data"} & set(action.option_strings)


def _usage(action: argparse.Action) -> str:
    """Format an argument as it is typed, in brackets where it may be left out."""
    value = "" if action.nargs == 0 else _value(action)
    if not action.option_strings:
        if isinstance(action.nargs, int):
            return " ".join([value] * action.nargs)
        return {"*": f"[{value} …]", "+": f"{value} …"}.get(str(action.nargs), value)
    typed = f"{action.option_strings[0]} {value}".strip()
    return typed if action.required else f"[{typed}]"


def _value(action: argparse.Action) -> str:
    return "|".join(map(str, action.choices)) if action.choices else _shown(action)


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
    """Return the page of the architecture with its tables of rooms and doors made anew."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    for name, lines in (("rooms", _rooms()), ("doors", _doors())):
        begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
        before, _mark, rest = text.partition(begin)
        text = "\n".join((f"{before}{begin}", *lines, f"{end}{rest.partition(end)[2]}"))
    return text


def _rooms() -> Iterator[str]:
    yield "| Room | Files | What it holds |"
    yield "| --- | ---: | --- |"
    for top in ("storage", "exports", "gui"):
        for package in sorted((DOCS.parent / top).rglob("__init__.py")):
            about = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
            files = len(list(package.parent.glob("*.py"))) - 1
            room = package.parent.relative_to(DOCS.parent).as_posix()
            yield f"| `{room}/` | {files or ''} | {about.splitlines()[0]} |"


def _doors() -> Iterator[str]:
    yield "| Danger | Only in |"
    yield "| --- | --- |"
    allowed = {door.danger: list(door.allowed) for door in doors.DOORS}
    allowed["a connection to the ledger"] = list(doors.CONNECTED)
    allowed["a file written, moved or removed"] = list(doors.WRITERS)
    allowed["an `except` that catches everything"] = list(doors.BROAD)
    for danger, files in allowed.items():
        yield f"| {danger} | {', '.join(f'`{file}`' for file in files) or 'nowhere'} |"


PAGES: dict[str, Callable[[], str]] = {
    "architecture.md": architecture,
    "commands.md": commands,
    "glossary.md": glossary.page,
    "measures.md": measures.page,
}


if __name__ == "__main__":
    for page, made in PAGES.items():
        (DOCS / page).write_text(made(), "utf-8")
