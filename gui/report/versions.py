"""版本: the sealed versions of the quarter, what changed since the last, and the correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import routes
from gui.appearance import theme
from gui.widgets.buttons import link_button, primary_button
from gui.widgets.card import clear_layout
from gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from gui.report.quarter_state import QuarterState, VersionStep
    from gui.session import Route
    from storage.quarter.seal_diff import FigureDifference, RecordDifference
    from storage.seals.seal import Seal

NO_VERSIONS = "还没有封存。封存后这一季的数字不再变；以后的改动记为补报、更正，另存一版。"
NO_CHANGES, COUNTED_LATER = "封存以后没有改动。", "以后新录入的计入下一季。"


class Versions(QWidget):
    """Shows versions, newest first.

    Signals:
        opened(version): that version is to be shown
        route_requested(route): a record or figure is requested
        correction_requested(reason): a corrected version is to be sealed
    """

    opened = Signal(int)
    route_requested = Signal(object)
    correction_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("versions")
        holder = QWidget()
        holder.setProperty("role", "plain")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, theme.GAP, 0)
        self._column.setSpacing(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        self.reason = QLineEdit()
        self.reason.setObjectName("correction_reason")
        self.reason.setPlaceholderText("更正的原因，如：大河中学补报 12 人")
        self.reason.setAccessibleName("更正的原因")
        self.reason.returnPressed.connect(self._request_correction)
        self._seal_button = primary_button("封存更正", "lock")
        self._seal_button.setObjectName("seal_correction")
        self._seal_button.clicked.connect(self._request_correction)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(area, 1)
        column.addWidget(self.reason)
        column.addWidget(self._seal_button)

    def show_state(self, state: QuarterState) -> None:
        """Show the quarter's versions and the changes after the last of them."""
        clear_layout(self._column)
        self.reason.setVisible(state.is_changed)
        self._seal_button.setVisible(state.is_changed)
        self._seal_button.setText(f" 封存更正（第 {len(state.seals) + 1} 版）")
        if state.seals:
            self._changes_summary(state)
        else:
            self._add_text(NO_VERSIONS)
        for one in state.seals[::-1]:
            self._column.addWidget(self._version(one, state))
            if one.version in state.steps:
                self._add_text(_version_summary(one, state.steps[one.version]))
        self._column.addStretch(1)

    def set_enabled(self, allowed: bool) -> None:
        """Enable or disable sealing a correction."""
        self._seal_button.setEnabled(allowed)
        self._seal_button.setToolTip("" if allowed else "先处理“对账”里红色的几条")

    def _version(self, one: Seal, state: QuarterState) -> QWidget:
        name = QLabel(one.label)
        name.setProperty("role", "strong")
        when = ElidedLabel("small")
        reason = f" · {one.reason}" if one.reason else ""
        when.set_full_text(f"{one.sealed_at:%Y-%m-%d %H:%M}{reason}")
        here = state.shown is not None and one.version == state.shown.version
        open_button = link_button("正在看" if here else "打开")
        open_button.setObjectName(f"open_version_{one.version}")
        open_button.setAccessibleName(f"打开{one.label}")
        open_button.setEnabled(not here)
        open_button.setToolTip(f"SHA-256 {one.digest}")
        open_button.clicked.connect(lambda: self.opened.emit(one.version))
        return _row(name, when, open_button)

    def _changes_summary(self, state: QuarterState) -> None:
        if not state.is_changed:
            self._add_text(NO_CHANGES)
            self._add_text(COUNTED_LATER)
            return
        moved = f"{len(state.figure_changes)} 个指标变了" if state.figure_changes else "指标没有变"
        self._add_text(f"封存以后改了 {state.change_count:,} 条记录，{moved}：")
        for figure in state.figure_changes:
            self._column.addWidget(self._figure(figure))
        for changed in state.record_changes:
            self._column.addWidget(self._record(changed))
        rest = state.change_count - len(state.record_changes)
        if rest > 0:
            self._add_text(f"还有 {rest:,} 条没有列出。")

    def _figure(self, one: FigureDifference) -> QWidget:
        name, numbers = ElidedLabel(), ElidedLabel("small")
        name.set_full_text(one.label)
        numbers.set_full_text(one.text)
        return _row(
            name,
            numbers,
            self._link("看记录", routes.records_route(one.measured) if one.measured else None),
        )

    def _record(self, one: RecordDifference) -> QWidget:
        name, what = ElidedLabel(), ElidedLabel("small")
        name.set_full_text(f"{one.kind}　{one.table.label} {one.title}")
        labels = (one.table.by_name[field].label for field in one.fields)
        what.set_full_text(
            "、".join(labels) if one.kind == "更正" else one.table.number(one.record_id)
        )
        there = None if one.kind == "删除" else routes.record_route(one.table, one.record_id)
        return _row(name, what, self._link("看", there))

    def _link(self, text: str, route: Route | None) -> QWidget:
        link = link_button(text)
        if route is None:
            link.hide()
        link.clicked.connect(lambda: self.route_requested.emit(route))
        return link

    def _add_text(self, text: str) -> None:
        words = QLabel(text)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        words.setContentsMargins(0, theme.GAP // 2, 0, theme.GAP // 2)
        self._column.addWidget(words)

    @Slot()
    def _request_correction(self) -> None:
        self.correction_requested.emit(self.reason.text().strip())


def _version_summary(seal: Seal, step: VersionStep) -> str:
    """Return what a version changed in the one before, in a sentence."""
    moved = "；".join(f"{one.label} {one.text}" for one in step.figure_changes) or "指标没有变"
    return f"比第 {seal.version - 1} 版改了 {step.change_count:,} 条记录：{moved}。"


def _row(name: QLabel, detail: QLabel, action: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "step")
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(name)
    words.addWidget(detail)
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, theme.GAP // 2, 0, theme.GAP // 2)
    row.setSpacing(theme.GAP)
    row.addLayout(words, 1)
    row.addWidget(action)
    return frame
