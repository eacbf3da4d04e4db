"""The house's rules that a syntax tree shows: one door for each danger, and sizes.

Every rule is a function from a source file to the breaches in it, so that the same rules judge
this tree and a copy in which breaches were sown (test_breaches.py).
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("storage", "exports", "gui", "resources")
LONGEST_FILE, LONGEST_FUNCTION = 450, 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "manager", "base"}


@dataclass(frozen=True)
class Source:
    """One file: its path within the root, as text and as a tree."""

    path: str
    text: str
    tree: ast.Module


@dataclass(frozen=True)
class Door:
    """A danger: the names whose use is it, and the files that may use them, each with its reason.

    A name is dotted as it is imported (`datetime.date.today`); `.name` is a method of anything.
    """

    danger: str
    names: tuple[str, ...]
    allowed: dict[str, str]


DOORS = (
    Door(
        "message boxes",
        ("PySide6.QtWidgets.QMessageBox", "PySide6.QtWidgets.QDialog", "PySide6.QtWidgets.QInputDialog"),
        {
            "gui/notice.py": "the one door to questions and messages",
            "gui/app/recovery.py": "stands before there is a window",
        },
    ),
    Door(
        "threads and processes",
        (
            "threading.Thread", "threading.Timer", "multiprocessing", "concurrent.futures", "subprocess",
            "os.system", "os.fork", "os.startfile", "PySide6.QtCore.QThread", "PySide6.QtCore.QThreadPool",
            "PySide6.QtCore.QRunnable", "PySide6.QtCore.QProcess",
        ),
        {
            "gui/tasks.py": "the one door to work off the window's thread",
            "gui/widgets/pdf/renderer.py": "PDFium is used by one thread only",
            "storage/intake/read/book_reader.py": "files of strangers are read in a process of their own",
            "gui/settings/restore.py": "starts the program anew over the restored ledger",
            "gui/session.py": "waits for the pool's work to end before the ledger is closed",
            "storage/store/reader.py": "a reader has a thread and a connection of its own",
        },
    ),
    Door(
        "network",
        (
            "socket", "ssl", "smtplib", "http", "urllib.request", "ftplib", "imaplib", "poplib", "asyncio",
            "PySide6.QtNetwork",
        ),
        {"exports/mail/smtp.py": "the only thing that goes online, and only where the clerk set it up"},
    ),
    Door(
        "the clock",
        (
            "datetime.date.today", "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow",
            "time.time", "time.localtime", "PySide6.QtCore.QDate.currentDate",
            "PySide6.QtCore.QDateTime.currentDateTime",
        ),
        {"storage/clock.py": "the one place where the day and the moment are asked for"},
    ),
    Door(
        "an event loop within the event loop",
        (".processEvents",),
        {},
    ),
    Door(
        "code made of data",
        ("eval", "exec", "pickle", "marshal", "shelve"),
        {"exports/workbook/worksheet.py": "rows put aside in a file of its own, and read by nobody else"},
    ),
)  # fmt: skip

WRITERS = {  # who may write, move or remove files
    "exports/files.py": "the door for what leaves the program: whole or absent",
    "storage/files/private_files.py": "the door for what stays: the owner's alone, whole or absent",
    "storage/files/incident_log.py": "writes where everything else may have failed",
    "storage/ledger/database.py": "sets an old ledger aside before a new one is begun",
    "storage/ledger/replacement.py": "finishes or undoes a restore that was interrupted",
    "storage/store/backup.py": "thins out automatic copies, copies block by block",
    "storage/intake/read/formats/by_xlrd.py": "lets a library write its remarks to nowhere",
    "exports/package/export.py": "takes away what a stopped export left",
    "exports/package/container.py": "unpacks a package into a folder of its own, for a look",
    "exports/package/package_writer.py": "writes the members of a zip, in a folder aside",
    "exports/workbook/workbook.py": "copies the parts of a workbook from one zip to another",
    "exports/workbook/worksheet.py": "puts rows aside in a file that goes with the export",
    "gui/appearance/icons.py": "keeps tinted icons for Qt's style sheets, which take only files",
}

DOOR_OF = {name: door for door in DOORS for name in door.names}

BROAD = {  # who may catch everything: it raises again, or is the last to know
    "main.py": "the last to know: a sentence and the log's place, never a traceback",
    "gui/app/application.py": "raises again, the lock given back",
    "exports/package/export.py": "raises again, what was half written taken away",
    "gui/tasks.py": "the last to know on a thread: it hands the fault to the window's",
    "gui/printing.py": "raises again, the printer given up",
    "exports/mail/smtp.py": "raises again, the connection closed",
    "storage/cli/context.py": "raises again, the store closed",
    "storage/intake/read/worker.py": "a panic of a reader's native code is no Exception",
    "storage/ledger/database.py": "raises again, the connection closed",
    "storage/seals/seal.py": "raises again, the transaction rolled back",
    "storage/store/store.py": "raises again, the transaction rolled back",
}


def sources(root: Path = ROOT) -> Iterator[Source]:
    """Yield every production file under the root."""
    files = [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]
    for path in (*files, root / "main.py", root / "dev.py"):
        yield source_of(root, path.relative_to(root).as_posix())


def source_of(root: Path, path: str) -> Source:
    """Read one file under the root."""
    text = (root / path).read_text("utf-8")
    return Source(path, text, ast.parse(text))


def imported(tree: ast.Module) -> dict[str, str]:
    """What each name of a file stands for, dotted, wherever in the file it is imported."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                names[one.asname or one.name.partition(".")[0]] = (
                    one.name if one.asname else one.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                names[one.asname or one.name] = f"{node.module}.{one.name}"
    return names


def dotted(node: ast.expr, names: dict[str, str]) -> str:
    """A name or attribute as it was imported, "" where it is neither."""
    if isinstance(node, ast.Name):
        return names.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        before = dotted(node.value, names)
        return f"{before}.{node.attr}" if before else ""
    return ""


def used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and dotted name of everything imported or used, and `.name` of methods."""
    names = imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{one.name}") for one in node.names)
        elif isinstance(node, ast.Name):
            yield node.lineno, names.get(node.id, node.id)
        elif isinstance(node, ast.Attribute):
            yield node.lineno, f".{node.attr}"
            if name := dotted(node, names):
                yield node.lineno, name


def past_doors(source: Source) -> Iterator[str]:
    """A danger used elsewhere than at its door."""
    if source.path == "dev.py":  # it starts the others, and nothing of the program starts it
        return
    for line, name in sorted(set(used(source.tree))):
        door = DOOR_OF.get(name) or DOOR_OF.get(name.partition(".")[0])
        if door and source.path not in door.allowed:
            yield f"{source.path}:{line}: {name} outside the door for {door.danger}"


SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|WITH \w+ AS|CREATE) ", re.ASCII)
CONNECTED = ("storage/store/", "storage/ledger/")  # who may hold a connection


def sql_elsewhere(source: Source) -> Iterator[str]:
    """SQL outside the records, or a connection outside the store."""
    if source.path.startswith(CONNECTED):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "connection":
            yield f"{source.path}:{node.lineno}: a connection outside the store"
        if source.path.startswith("storage/"):
            continue
        if isinstance(node, ast.Attribute) and node.attr in ("execute", "executemany"):
            yield f"{source.path}:{node.lineno}: SQL outside the records"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"{source.path}:{node.lineno}: SQL outside the records"


def files_written(source: Source) -> Iterator[str]:
    """A file written, moved or removed elsewhere than at the two doors."""
    if source.path in WRITERS or source.path.startswith(("resources/", "dev.py")):
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        mode = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
        opened = name == "open" and any(
            isinstance(m, str) and set("wax+") & set(m) and len(m) < 4 for m in mode
        )
        if opened or name in (
            "write_text",
            "write_bytes",
            "unlink",
            "rmdir",
            "rmtree",
            "rename",
            "mkdir",
            "touch",
        ):
            yield f"{source.path}:{node.lineno}: {name} outside the doors for files"


def broad_excepts(source: Source) -> Iterator[str]:
    """An `except` that catches everything, elsewhere than where that has a reason."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        wide = any(
            one is None or ast.unparse(one) in ("Exception", "BaseException") for one in caught
        )
        if wide and source.path not in BROAD:
            yield f"{source.path}:{node.lineno}: a broad except"
        suppressed = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
        if wide and suppressed:
            yield f"{source.path}:{node.lineno}: everything is swallowed"


def vague_names(source: Source) -> Iterator[str]:
    """A file whose name says nothing, so that everything may go in."""
    if Path(source.path).stem in VAGUE:
        yield f"{source.path}: name the noun"


def sizes(source: Source) -> Iterator[str]:
    """A file or a function that cannot be read in one sitting."""
    if (lines := source.text.count("\n")) > LONGEST_FILE:
        yield f"{source.path}: {lines} lines, {LONGEST_FILE} at most"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.path}:{node.lineno}: {node.name} has {length} lines"


RULES: tuple[Callable[[Source], Iterator[str]], ...] = (
    past_doors,
    sql_elsewhere,
    files_written,
    broad_excepts,
    vague_names,
    sizes,
)


def broken_contracts(root: Path = ROOT) -> str:
    """What import-linter says of the rooms' imports under the root, "" where all is kept."""
    command = (
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    )
    ran = subprocess.run(
        (*command, "--no-cache", "--config", root / "pyproject.toml"),
        cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


def breaches_in(source: Source) -> list[str]:
    """Every breach of every rule in one file, as lines `path:line: what`."""
    return [breach for rule in RULES for breach in rule(source)]
