from __future__ import annotations

from gui.widgets.pdf.page_text import Box, PageText, Span


def page(*lines: str) -> PageText:
    """Lines of characters 10 wide and 10 high, 20 apart."""
    chars: list[str] = []
    boxes: list[Box | None] = []
    for row, line in enumerate(lines):
        for at, letter in enumerate(line):
            chars.append(letter)
            boxes.append(Box(at * 10, row * 20, at * 10 + 10, row * 20 + 10))
        chars += ["\r", "\n"]
        boxes += [None, None]
    return PageText(tuple(chars), tuple(boxes))


def test_lines_are_separated_by_their_position():
    text = page("共青团仁和区委", "2026年三季度")
    assert [text.text(span) for span, _box in text.lines] == ["共青团仁和区委", "2026年三季度"]


def test_a_point_finds_the_nearest_place_between_characters():
    text = page("共青团", "仁和区")
    assert text.caret(4, 5) == 0
    assert text.caret(6, 5) == 1
    assert text.caret(999, 5) == 3
    assert text.text(Span(0, text.caret(14, 27))) == "共青团\n仁"


def test_words_are_found_across_line_breaks_spaces_and_widths():
    text = page("报告２０２６", "年三 季度")
    (span,) = text.find("2026年三季度")
    assert text.text(span) == "２０２６\n年三 季度"
    assert len(text.areas(span)) == 2


def test_a_character_beyond_the_bmp_in_two_halves_is_found_and_copied_whole():
    high, low = "𬭎".encode("utf-16-be")[:2], "𬭎".encode("utf-16-be")[2:]
    halves = tuple(chr(int.from_bytes(half, "big")) for half in (high, low))
    text = PageText(("张", *halves), (Box(0, 0, 9, 9), Box(9, 0, 18, 9), Box(9, 0, 18, 9)))
    assert text.text(Span(0, 3)) == "张𬭎"
    assert text.find("张𬭎")


def test_a_double_click_takes_a_number_or_a_run_of_chinese():
    text = page("截至2026年，共计")
    assert text.text(text.word(3)) == "2026"
    assert text.text(text.word(7)) == "，"
    assert text.text(text.word(8)) == "共计"


def test_an_empty_page_answers_too():
    text = PageText()
    assert text.caret(1, 1) == 0
    assert text.word(0) == Span(0, 0)
    assert text.find("无") == []
