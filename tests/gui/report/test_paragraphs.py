import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.report.paragraphs import ParagraphEditor
from storage.model.tables.quarter import REPORT_TEXTS
from storage.quarter.report_text import load_texts
from windows import click, show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def words(qtbot, session, people):
    made = show(qtbot, ParagraphEditor(session), 420, 700)
    qtbot.waitUntil(lambda: bool(made._fields))
    return made


def test_a_written_paragraph_is_in_the_report_and_the_draft_can_be_restored(qtbot, session, words):
    from datetime import date

    from exports.reports.narrative.drafted_sentences import overview_paragraphs
    from exports.reports.report_context import ReportContext

    field = words.findChild(QPlainTextEdit, "words_0")
    draft = field.toPlainText()
    assert draft.startswith("截至")
    field.setPlainText("本季队伍平稳增长。")
    with qtbot.waitSignal(session.changed):
        click(qtbot, words, "save_words")
    assert load_texts(session.store, session.quarter) == {"志愿者队伍": "本季队伍平稳增长。"}
    context = ReportContext(session.store, session.quarter, "masked", date.today())
    assert next(overview_paragraphs(context)) == "本季队伍平稳增长。"
    qtbot.waitUntil(
        lambda: (
            (found := words.findChild(QWidget, "draft_志愿者队伍")) is not None
            and found.isVisible()
        )
    )
    with qtbot.waitSignal(session.changed):
        click(qtbot, words, "draft_志愿者队伍")
    assert (
        next(
            overview_paragraphs(
                ReportContext(session.store, session.quarter, "masked", date.today())
            )
        )
        == draft
    )


def test_a_text_left_as_drafted_stays_a_draft(qtbot, session, words):
    words.findChild(QPlainTextEdit, "words_1").setPlainText("  ")
    click(qtbot, words, "save_words")
    assert session.store.count(REPORT_TEXTS) == 0


def test_what_is_being_typed_is_not_swept_away_by_a_change_elsewhere(qtbot, session, words):
    from storage.model.tables import UNITS
    from storage.model.tables.unit import Unit

    field = words.findChild(QPlainTextEdit, "words_0")
    field.setPlainText("正在写")
    with session.store.edit("别处") as edit:
        edit.save(UNITS, Unit(name="新学校", kind="中学"))
    assert words.dirty()
    assert words.findChild(QPlainTextEdit, "words_0").toPlainText() == "正在写"


def test_the_draft_taken_back_leaves_the_keyboard_at_its_field(qtbot, session, words):
    words.findChild(QPlainTextEdit, "words_0").setPlainText("本季队伍平稳增长。")
    with qtbot.waitSignal(session.changed):
        click(qtbot, words, "save_words")
    qtbot.waitUntil(lambda: words.findChild(QWidget, "draft_志愿者队伍") is not None)
    old = words._fields["志愿者队伍"]
    with qtbot.waitSignal(session.changed):
        click(qtbot, words, "draft_志愿者队伍")
    qtbot.waitUntil(lambda: words._fields["志愿者队伍"] is not old)
    assert words._fields["志愿者队伍"].hasFocus()


def test_the_state_of_a_text_never_widens_its_field_beyond_the_page(qtbot, session, words):
    words.resize(320, 700)
    words.findChild(QPlainTextEdit, "words_0").setPlainText("本季队伍平稳增长。")
    with qtbot.waitSignal(session.changed):
        click(qtbot, words, "save_words")
    qtbot.waitUntil(lambda: words.findChild(QWidget, "draft_志愿者队伍") is not None)
    field = words._fields["志愿者队伍"]
    qtbot.waitUntil(field.isVisible)
    assert field.mapTo(words, field.rect().topRight()).x() < words.width()
