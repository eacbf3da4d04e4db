import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.grid.cell_editor import (
    CellEditor,
    ChoiceList,
    Move,
    complete_choice,
    enter_move,
    is_typing,
)
from storage.model.kinds import TEXT
from storage.model.tables import VOLUNTEERS
from windows import show

STATUS = VOLUNTEERS.by_name["registration_status"].kind
KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def event(key, modifiers=NONE, text=""):
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers, text)


@pytest.fixture
def saved():
    return []


@pytest.fixture
def editor(session, qtbot, saved):
    """An editor opened by typing, which saves every text but 错."""
    window = show(qtbot, QWidget(), 300, 300)

    def save(text):
        saved.append(text)
        return text != "错"

    editor = CellEditor(window, save, TEXT, typed=True)
    editor.around, editor.moves = window, []
    editor.finished.connect(lambda _editor, move: editor.moves.append(move))
    editor.show()
    editor.setFocus()
    return editor


@pytest.mark.parametrize(("pressed", "move"), [
    (event(KEY.Key_Return), Move.DOWN), (event(KEY.Key_Enter), Move.DOWN),
    (event(KEY.Key_Return, SHIFT), Move.UP), (event(KEY.Key_Return, CONTROL), Move.STAY),
    (event(KEY.Key_Tab), None),
])  # fmt: skip
def test_enter_moves_down_and_with_shift_up(pressed, move):
    assert enter_move(pressed) is move


@pytest.mark.parametrize(("pressed", "types"), [
    (event(KEY.Key_A, text="a"), True), (event(KEY.Key_A, SHIFT, "A"), True),
    (event(KEY.Key_A, CONTROL, "a"), False), (event(KEY.Key_F2), False),
    (event(KEY.Key_Return, text="\r"), False),
])  # fmt: skip
def test_a_key_types_if_it_writes_a_character(pressed, types):
    assert is_typing(pressed) is types


@pytest.mark.parametrize(("key", "move"), [
    (KEY.Key_Down, Move.DOWN), (KEY.Key_Up, Move.UP), (KEY.Key_Left, Move.LEFT),
    (KEY.Key_Right, Move.RIGHT), (KEY.Key_Return, Move.DOWN), (KEY.Key_Escape, Move.BACK),
])  # fmt: skip
def test_keys_leave_an_editor_that_was_opened_by_typing(editor, qtbot, key, move):
    qtbot.keyClick(editor, key)
    assert editor.moves == [move]


def test_the_arrows_move_in_the_text_of_an_editor_opened_otherwise(editor, qtbot):
    editor._typed = False
    editor.begin_edit("王雨欣")
    qtbot.keyClick(editor, KEY.Key_Left)
    assert (editor.moves, editor.cursorPosition()) == ([], 2)


def test_a_value_never_overwrites_what_is_being_typed(editor):
    editor.begin_edit("旧")
    editor.setText("新")
    editor.begin_edit("旧")
    assert editor.text() == "新"


def test_a_refused_text_stays_marked_until_it_is_corrected(editor, qtbot, saved):
    editor.setText("错")
    assert not editor.commit()
    assert editor.property("state") == "bad"
    qtbot.keyClick(editor, KEY.Key_Left)  # the arrows move in the text now
    assert editor.moves == []
    editor.setText(" 对 ")
    assert editor.commit()
    assert (editor.property("state"), saved) == ("", ["错", "对"])


def test_while_composing_no_key_leaves_the_editor(editor, qtbot):
    QApplication.sendEvent(editor, QInputMethodEvent("wang", []))
    qtbot.keyClick(editor, KEY.Key_Return)
    editor.focusNextPrevChild(True)
    assert editor.moves == []
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    editor.focusNextPrevChild(False)
    assert editor.moves == [Move.LEFT]


@pytest.mark.parametrize(("typed", "text"), [
    (" 异常 ", "证件异常待处理"),  # a part of one choice alone
    ("已", "已注册"),  # the beginning of one alone
    ("注", "注"),  # a part of several
    ("胡诌", "胡诌"), ("", ""),
])  # fmt: skip
def test_an_unambiguous_part_is_completed_to_the_choice(typed, text):
    beginnings = [one for one in STATUS.choices if one.startswith(typed.strip())]
    if typed == "已" and len(beginnings) != 1:
        text = typed
    assert complete_choice(STATUS, typed) == text


def test_a_text_that_is_a_choice_is_never_completed_to_a_longer_one():
    for choice in STATUS.choices:
        assert complete_choice(STATUS, choice) == choice


def test_the_list_of_choices_is_narrowed_and_stepped_through(editor):
    words = ChoiceList(editor, ("未注册", "已注册", "证件异常"))
    words.offer("注册")
    assert [words.item(at).text() for at in range(words.count())] == ["未注册", "已注册"]
    assert [words.step(1), words.step(1), words.step(1), words.step(-1)] == [
        "未注册", "已注册", "未注册", "已注册",
    ]  # fmt: skip
    words.offer("没有")
    assert (words.step(1), words.isVisible()) == ("", False)
