"""和平台核对: compares the platform's export with the ledger, and fills in accepted values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from exports.files import safe_name
from exports.platform_lists import TITLE
from gui import shortcuts
from gui.appearance import theme
from gui.imports.choose.choose_step import FILE_FILTER
from gui.imports.choose.file_row import FileRow
from gui.imports.done.undo_card import UndoCard
from gui.imports.import_state import undo_report
from gui.imports.reconcile.comparison_task import ComparisonTask
from gui.imports.reconcile.reconcile_lists import ReconcileLists, person_id
from gui.ledgers.list_export import FOLDER, offer_to_open
from gui.page_catalogue import page_with_table
from gui.session import Route
from gui.tasks import TaskResult
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.card import clear_layout
from gui.widgets.drop_area import DropArea, local_files
from gui.widgets.page_head import PageHead
from gui.widgets.privacy_toggle import PrivacyToggle
from storage import clock
from storage.errors import UserError
from storage.intake import sources
from storage.intake.folder_scan import find_files
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from gui.imports.reconcile.comparison_task import ComparisonResult
    from gui.session import Session
    from storage.intake.apply.batch import Batch
    from storage.intake.apply.batch_undo import UndoSummary
    from storage.intake.rows.import_plan import Plan

DROP_HINT = "把志愿四川导出的志愿者名单拖到这里，或复制文件后按 Ctrl+V；表头怎么写都行"
EXPLANATION = (
    "按身份证号一个一个对：谁只在平台上、谁只在台账里、谁的时长不一样，分几份清单列出来。\n"
    "对上的人，注册情况、志愿者编号、注册日期和平台时长可以填进台账；先看清每一处改动，"
    "填了也能整次撤销。不会新增人。"
)


class ExportChooser(QFrame):
    """The files of the export, or why they cannot be read.

    Signals:
        files_chosen(paths), encoding_requested(file, encoding), password_given(file, password)
    """

    files_chosen = Signal(object)
    encoding_requested = Signal(str, str)
    password_given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.drop = DropArea(DROP_HINT, "选择文件…", FILE_FILTER)
        self.drop.files_received.connect(self.files_chosen)
        words = QLabel(EXPLANATION)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        self._files = QVBoxLayout()
        self._files.setSpacing(0)
        self._holder = QWidget()
        self._holder.setProperty("role", "plain")
        self._holder.setLayout(self._files)
        self._holder.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        head = QLabel("平台导出的名单")
        head.setProperty("role", "section")
        column.addWidget(head)
        column.addWidget(self.drop, 1)
        column.addWidget(self._holder)
        column.addWidget(words)
        self.setFocusProxy(self.drop.button)

    def show_plan(self, plan: Plan | None) -> None:
        """Show why the files of a plan could not be read, each with its remedy; hidden for None."""
        clear_layout(self._files)
        for file in plan.files if plan else ():
            source = file.path
            row = FileRow(source, file, file.shown)
            key = sources.key(source)
            row.removal_requested.connect(lambda: self.show_plan(None))
            row.encoding_requested.connect(
                lambda word, key=key: self.encoding_requested.emit(key, word)
            )
            row.password_given.connect(lambda word, key=key: self.password_given.emit(key, word))
            self._files.addWidget(row)
        self._holder.setVisible(plan is not None)


INTRO = "看谁只在平台上、谁只在台账里、谁的时长不一样；看清以后再填进台账。"
CHOOSING, FOUND = range(2)
NOT_COPIED = ("id", "school")  # of a row when a person is created from it: links go by number


class ReconcilePage(QWidget):
    """Shows the chooser until files are compared, then their lists until others are chosen.

    Signals:
        roster_requested(paths): the export is to be imported as a roster
    """

    roster_requested = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_reconcile")
        self.setAcceptDrops(True)
        self._session = session
        self._batch: Batch | None = None  # the import that applied the comparison shown
        self._again = False
        self.work = ComparisonTask(session, self)
        self.head = PageHead("和志愿四川核对")
        self.choosing, self.lists = ExportChooser(), ReconcileLists(session)
        self.undo_card = UndoCard(session)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.choosing)
        self._stack.addWidget(self.lists)
        self._add_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        for widget in (self.head, self.undo_card):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self._connect()
        self._update_state()

    def _add_buttons(self) -> None:
        self.privacy = PrivacyToggle(self._session, "reconcile")
        self.restart_button = quiet_button("换一份名单", "file-input")
        self.restart_button.setObjectName("other_export")
        self.export_button = quiet_button("导出清单…", "file-output")
        self.export_button.setObjectName("export_lists")
        self.export_button.setToolTip("几份清单导出成一本 Excel，证件号和电话遮蔽")
        self.undo_button = quiet_button("撤销填入…", "undo-2")
        self.undo_button.setObjectName("undo_filled")
        self.action = primary_button("填入台账")
        self.action.setObjectName("fill_in")
        self.action.setToolTip(shortcuts.MAIN_ACTION.keys.replace("Return", "Enter"))
        for widget in (
            self.privacy,
            self.restart_button,
            self.export_button,
            self.undo_button,
            self.action,
        ):
            self.head.add(widget)

    def _connect(self) -> None:
        for keys, do in (("Ctrl+V", self._paste), (shortcuts.MAIN_ACTION, self.action.click)):
            shortcuts.bind(keys, self, do, within=True)
        self.choosing.files_chosen.connect(self.read_files)
        self.choosing.encoding_requested.connect(self.work.set_encoding)
        self.choosing.password_given.connect(self.work.set_password)
        self.restart_button.clicked.connect(self.start_over)
        self.export_button.clicked.connect(self._export)
        self.undo_button.clicked.connect(
            lambda: self.undo_card.show_batch(self._batch) if self._batch else None
        )
        self.action.clicked.connect(self._fill_in)
        self.lists.ticked.connect(self._accept_offers)
        self.lists.opened.connect(self._open)
        self.lists.roster_requested.connect(
            lambda: self.roster_requested.emit(self.work.draft.sources)
        )
        self.work.busy_changed.connect(lambda _busy: self._update_state())
        self.work.compared.connect(self._show)
        self.work.applied.connect(self._report_applied)
        self.undo_card.undone.connect(self._report_undone)
        self._session.writing_changed.connect(lambda _writing: self._update_state())

    def start_over(self) -> None:
        """Discard the export and show the chooser."""
        self.work.start_over()
        self._batch, self._again = None, False
        self.undo_card.dismiss()
        self.choosing.show_plan(None)
        self._stack.setCurrentIndex(CHOOSING)
        self._update_state()
        self.choosing.setFocus()

    @Slot(object)
    def read_files(self, paths: tuple[Path, ...]) -> None:
        """Read files that were dropped, chosen or pasted."""
        try:
            found = find_files(paths)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        self.start_over()
        self.work.read_files(found.files)

    @Slot(object)
    def _show(self, found: ComparisonResult) -> None:
        files = found.comparison.plan.files
        failures = [file.failure for file in files if file.failure]
        if len(failures) == len(files):
            self.choosing.show_plan(found.comparison.plan)
            self._stack.setCurrentIndex(CHOOSING)
        else:
            self.lists.show_comparison(found, again=self._again)
            self._stack.setCurrentIndex(FOUND)
            if not self._again:
                self.lists.take_focus()
            self._again = True
            if failures:
                self._session.notify("；".join(map(str, failures)), "bad")
        self._update_state()

    @Slot(object, bool)
    def _accept_offers(self, offers: Any, accepted: bool) -> None:
        self.work.accept_offers(offers, accepted)

    # applying, and undoing

    @Slot()
    def _fill_in(self) -> None:
        if self.work.stale:
            self._session.notify("台账刚才有改动，已经重新核对，请再看一眼。", "link")
            self.work.read()
            return
        try:
            self.work.apply()
        except UserError as error:
            self._session.notify(str(error), "bad")

    @Slot(object)
    def _report_applied(self, batch: Batch) -> None:
        self._batch = batch
        self._session.notify(f"已填入 {batch.counts['updated']:,} 人的注册情况和时长。")
        self.work.read()  # so that the current state is shown

    @Slot(object, object)
    def _report_undone(self, batch: Batch, outlook: UndoSummary) -> None:
        self._batch = None
        self._session.notify(undo_report(batch, outlook), "warn" if outlook.staying else "good")
        self.work.read()

    @Slot(object)
    def _open(self, entry: Any) -> None:
        """Open the person; for a row that is nobody's, a new form filled in from the row."""
        number = person_id(entry)
        page, table = page_with_table(VOLUNTEERS), VOLUNTEERS.name
        if number is not None:
            self._session.go(Route(page, table=table, record_id=number))
        elif entry.parsed is not None:
            draft = VOLUNTEERS.draft(entry.parsed)
            preset = {name: text for name, text in draft.items() if name not in NOT_COPIED}
            self._session.go(Route(page, table=table, new=True, preset=preset))

    @Slot()
    def _export(self) -> None:
        """Ask for a file and write the lists in a worker thread."""
        from exports.platform_lists import export_reconciliation

        if self.work.result is None:
            return
        found = self.work.result.comparison
        folder = Path(str(self._session.settings.value(FOLDER, str(Path.home()))))
        name = safe_name(f"{TITLE}{clock.today():%Y%m%d}.xlsx")
        kinds = "Excel 工作簿 (*.xlsx)"
        chosen, _kind = QFileDialog.getSaveFileName(self, "导出清单", str(folder / name), kinds)
        if not chosen:
            return
        path, result = Path(chosen).with_suffix(".xlsx"), TaskResult()
        self._session.settings.setValue(FOLDER, str(path.parent))
        work = result.wrap(
            lambda store, progress: export_reconciliation(store, found, path, progress)
        )
        try:
            task = self._session.write("正在导出清单", work)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: offer_to_open(self._session, path, result))

    # state

    def _update_state(self) -> None:
        found = self.work.result
        shown = self._stack.currentIndex() == FOUND and found is not None
        self.head.set_status(_sentence(found) if shown and found is not None else INTRO)
        people = len({one.line for one in found.lines.offers if one.change.taken}) if found else 0
        nothing = "已经填入" if self._batch else "没有要填入的"
        text = f"填入台账 {people:,} 人" if people else nothing
        self.action.setText(text)
        self.action.setAccessibleName(text)
        idle = not self.work.busy and self._session.writing is None
        self.action.setEnabled(bool(people) and idle)
        self.undo_button.setVisible(shown and self._batch is not None)
        for widget in (self.privacy, self.restart_button, self.export_button, self.action):
            widget.setVisible(shown)
        self.export_button.setEnabled(idle)
        self.choosing.setEnabled(not self.work.busy)

    def _paste(self) -> None:
        files = local_files(QGuiApplication.clipboard().mimeData())
        if files:
            self.read_files(tuple(files))


def _sentence(found: ComparisonResult) -> str:
    files = found.comparison.plan.files
    more = f"等 {len(files)} 份" if len(files) > 1 else ""
    rows = len(found.lines)
    return f"《{files[0].shown}》{more} · {rows:,} 行 · 对上 {found.comparison.matched:,} 人"
