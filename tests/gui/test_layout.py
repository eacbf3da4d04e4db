"""Every page, panel and popup at the sizes of a county's PCs, with long texts and with none."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.elided import ElidedLabel
from gui.widgets.scroll_area import fitted_scroll_area, scroll_area
from layout import faults
from layout_tour import SIZES, lengthen
from resources import path
from storage.demo import make_county
from storage.seeds import seed
from storage.store.store import Store
from windows import session_over, show

TOUR = Path(__file__).parents[1] / "layout_tour.py"
LONG = "攀枝花市仁和区平地镇迤沙拉村彝汉双语青少年志愿服务队"


def full(store: Store) -> None:
    make_county(store, date(2026, 10, 12))
    lengthen(store)


def county(store: Store) -> None:
    make_county(store, date(2026, 10, 12))


def empty(_store: Store) -> None:
    pass


def toured(tmp_path: Path, fill, scale: str, sizes: tuple[str, ...]) -> list[str]:
    """What a tour through the window of such a ledger finds."""
    with Store(tmp_path / "ledger.db") as store:
        seed(store, path("seeds"))
        fill(store)
    run = subprocess.run(
        [sys.executable, str(TOUR), str(tmp_path / "ledger.db"), *sizes],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr, run.stderr
    *found, last = run.stdout.splitlines()
    assert int(last.removesuffix(" states")) > len(sizes)
    return found


@pytest.mark.parametrize(
    ("fill", "scale", "sizes"),
    [(full, "1", ("small", "usual")), (full, "1.5", ("least",)), (empty, "1", ("small",))],
)
def test_nothing_is_drawn_over_anything_or_cut_off_or_off_the_screen(tmp_path, fill, scale, sizes):
    assert toured(tmp_path, fill, scale, sizes) == []


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["1", "1.25", "1.5"])
@pytest.mark.parametrize("fill", [full, county, empty])
def test_nor_at_any_size_and_scale(tmp_path, fill, scale):
    assert toured(tmp_path, fill, scale, tuple(SIZES)) == []


# what the judge sees


@pytest.fixture
def judged(qtbot, store):
    """What is wrong with a widget at a size, dressed as in the window."""
    with session_over(store):
        yield lambda widget, *size: faults(show(qtbot, widget, *size))


def column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    for widget in widgets:
        layout.addWidget(widget)
    return made


def test_words_over_words_are_seen(judged):
    around = QWidget()
    for at, text in enumerate(("青年起始周岁", "青年截止周岁")):
        QLabel(text, around).setGeometry(QRect(10, 10 + 8 * at, 120, 20))
    assert [one for one in judged(around, 200, 100) if "share 120×12" in one]


def test_a_label_that_is_cut_is_seen_and_one_that_ends_in_an_ellipsis_is_not(judged):
    cut, elided = QLabel(LONG), ElidedLabel()
    cut.setMinimumWidth(10)
    elided.set_full_text(LONG)
    (found,) = judged(column(cut, elided), 200, 100)
    assert "QLabel" in found
    assert "wide and needs" in found


def test_a_new_text_is_laid_out_before_it_is_judged(judged):
    words = QLabel()
    words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    around = column(column(words))
    judged(around, 200, 100)
    words.setText("/ 14 页")
    assert faults(around) == []


def test_wrapped_words_without_the_height_they_need_are_seen(judged):
    words = QLabel(LONG * 4)
    words.setWordWrap(True)
    words.setFixedHeight(20)
    assert [one for one in judged(column(words), 200, 100) if "high and needs" in one]


def test_what_sticks_out_is_seen_and_what_can_be_scrolled_to_is_not(judged):
    around = QWidget()
    QPushButton("保存", around).setGeometry(QRect(180, 10, 80, 32))
    assert [one for one in judged(around, 200, 100) if "lies at" in one]
    buttons = [QPushButton(f"第 {at} 个") for at in range(20)]
    assert judged(column(scroll_area(column(*buttons))), 200, 200) == []


def test_what_scrolls_within_what_scrolls_is_seen(judged):
    inner = scroll_area(column(*(QPushButton(f"第 {at} 个") for at in range(20))))
    inner.setFixedHeight(200)
    found = judged(
        column(scroll_area(column(inner, *(QPushButton("个") for _ in range(9))))), 200, 300
    )
    assert [one for one in found if "scrolls within" in one]


# what the window is made of


def test_what_fits_is_as_high_as_it_is_and_scrolls_where_it_does_not(judged):
    words = QLabel(LONG * 3)
    words.setWordWrap(True)
    area = fitted_scroll_area(column(words, *(QPushButton(f"第 {at} 个") for at in range(4))))
    below = QPushButton("保存")
    around = column(area, below)
    assert judged(around, 300, 600) == []
    assert area.verticalScrollBar().maximum() == 0
    assert area.height() == area.widget().height()
    assert judged(around, 300, 160) == []
    assert area.verticalScrollBar().maximum() > 0
    assert below.isVisible()
    assert around.rect().contains(below.geometry())
