"""The canvas of one document: its outline, places filled at the end, and its fixed identity."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone

import pypdfium2
import pytest

from exports.pdf.canvas import FIXED_DATE, Paper, Stamp
from exports.pdf.text.fonts import Faces


def saved(draw, made: datetime = FIXED_DATE) -> bytes:
    target = io.BytesIO()
    paper = Paper(target, faces=Faces(), made=made)
    draw(paper)
    paper.save()
    return target.getvalue()


def outline(levels: list[int]) -> list[tuple[int, str]]:
    def draw(paper: Paper) -> None:
        for number, level in enumerate(levels):
            paper.enter(f"第{number}\n节", level)
        paper.showPage()

    with pypdfium2.PdfDocument(saved(draw)) as document:
        return [(item.level, item.get_title()) for item in document.get_toc()]


@pytest.mark.parametrize(
    ("levels", "capped"), [([0, 1, 2], [0, 1, 2]), ([2, 2, 0], [0, 1, 0]), ([0, 2, 1], [0, 1, 1])]
)
def test_an_outline_skips_no_level_and_has_titles_on_one_line(levels, capped):
    assert outline(levels) == [(level, f"第{n}节") for n, level in enumerate(capped)]


def test_places_left_open_are_drawn_once_the_number_of_pages_is_known():
    totals = []

    def draw(paper: Paper) -> None:
        for number in range(3):
            paper.later(f"number{number}", totals.append)
            paper.showPage()

    saved(draw)
    assert totals == [3, 3, 3]


def test_the_same_pages_give_the_same_bytes_and_other_pages_another_identity():
    def draw(text: str):
        def page(paper: Paper) -> None:
            paper.setFont(paper.faces.default, 12)
            paper.drawString(50, 50, text)
            paper.showPage()

        return page

    def identity(data: bytes) -> bytes:
        return data[data.index(b"/ID") :][:80]

    assert saved(draw("甲")) == saved(draw("甲"))
    assert identity(saved(draw("甲"))) != identity(saved(draw("乙")))
    later = FIXED_DATE + timedelta(days=1)
    assert identity(saved(draw("甲"))) != identity(saved(draw("甲"), later))


@pytest.mark.parametrize(
    ("offset", "hours", "minutes"), [(timedelta(0), 0, 0), (timedelta(hours=8), 8, 0),
                                     (-timedelta(hours=3, minutes=30), -3, 30)]
)  # fmt: skip
def test_a_date_is_given_with_its_distance_from_utc(offset, hours, minutes):
    stamp = Stamp(datetime(2026, 10, 8, 9, 30, 15, tzinfo=timezone(offset)))
    assert stamp.YMDhms == (2026, 10, 8, 9, 30, 15)
    assert (stamp.dhh, stamp.dmm) == (hours, minutes)
    assert Stamp(FIXED_DATE).YMDhms == datetime(2000, 1, 1, tzinfo=UTC).timetuple()[:6]
