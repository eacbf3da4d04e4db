"""关于: the version, and the licences of everything that ships."""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

import resources
from gui.appearance import theme
from gui.widgets.buttons import link_button
from gui.widgets.card import Card
from gui.widgets.clipboard import copy_text
from storage.ledger.database import VERSION as FILE_FORMAT

if TYPE_CHECKING:
    from gui.session import Session

PROJECT = "qingzhi-ledger"


def version() -> str:
    """Return the program's version, as declared by the project."""
    declared = resources.path("../pyproject.toml")
    if declared.exists():
        return str(tomllib.loads(declared.read_text("utf-8"))["project"]["version"])
    try:
        return installed(PROJECT)
    except PackageNotFoundError:
        return ""


def component_versions() -> str:
    """Return the versions of the components, without anything about the user."""
    return (
        f"青志台账 {version()} · 数据格式 {FILE_FORMAT}\n"
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform(terse=True)}"
    )


def licence_text() -> str:
    """Return the licences of all components as Markdown, "" if the file is missing."""
    found = resources.path("../LICENSES.md")
    return found.read_text("utf-8") if found.exists() else ""


ICON_SIZE = 48
WORDS = "县级团委青年志愿服务台账。只在这台电脑上，不上网，不收集任何信息。"


class AboutSection(QWidget):
    """The version, the components and their licences."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        picture = QLabel()
        shown = QPixmap(str(resources.path("icons/app.png")))
        ratio = self.devicePixelRatio()
        side = round(ICON_SIZE * ratio)
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = shown.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        shown.setDevicePixelRatio(ratio)
        picture.setPixmap(shown)
        title = QLabel(f"青志台账 {version()}")
        title.setObjectName("about_title")
        words = QLabel(WORDS)
        facts = QLabel(component_versions().replace("\n", "　"))
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = link_button("复制版本信息")
        copy.setObjectName("copy_version")
        copy.clicked.connect(self._copy)
        text = QVBoxLayout()
        text.setSpacing(2)
        for part, role in ((title, "section"), (words, "second"), (facts, "small")):
            part.setProperty("role", role)
            part.setWordWrap(True)
            text.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(theme.MARGIN)
        head.addWidget(picture)
        head.addLayout(text, 1)
        head.addWidget(copy)
        about = Card("关于")
        about.body.addLayout(head)
        licences = Card("许可")
        licences.body.addWidget(self._terms(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(about)
        column.addWidget(licences, 1)

    def _terms(self) -> QWidget:
        browser = QTextBrowser()
        browser.setObjectName("licences")
        browser.setAccessibleName("许可")
        browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        browser.setOpenLinks(False)
        browser.setMarkdown(
            licence_text() or "许可文件没有随程序一起放，请看安装文件夹里的 LICENSE。"
        )
        return browser

    def _copy(self) -> None:
        copy_text(component_versions())
        self._session.notify("版本信息已复制，里面没有任何个人资料。", "link")
