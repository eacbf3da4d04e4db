"""Which version this is, what it is made of, and under which terms."""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from PySide6.QtCore import qVersion

import resources
from storage.database import VERSION as FILE_FORMAT

PROJECT = "qingzhi-ledger"


def version() -> str:
    """The program's version, as the project declares it."""
    declared = resources.path("../pyproject.toml")
    if declared.exists():
        return str(tomllib.loads(declared.read_text("utf-8"))["project"]["version"])
    try:
        return installed(PROJECT)
    except PackageNotFoundError:
        return ""


def made_of() -> str:
    """What the program runs on, without anything about the person at it."""
    return (
        f"青志台账 {version()} · 数据格式 {FILE_FORMAT}\n"
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform(terse=True)}"
    )


def terms() -> str:
    """The licences of everything that ships, as markdown; empty where they were left out."""
    found = resources.path("../LICENSES.md")
    return found.read_text("utf-8") if found.exists() else ""
