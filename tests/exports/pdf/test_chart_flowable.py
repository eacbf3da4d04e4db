from functools import partial

import pypdfium2

from exports.chart import Goal, goal_chart
from exports.pdf import Drawing, render_pdf


def page_of(*rows):
    data, result = render_pdf([Drawing(partial(goal_chart, rows))], title="图", author="团区委")
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return text, result


def test_the_words_of_a_chart_can_be_copied_from_the_page():
    text, result = page_of(Goal("注册青年志愿者数", 717, 900, "717 人 / 900 人"))
    assert "注册青年志愿者数" in text
    assert "717 人 / 900 人" in text
    assert not result.missing_glyphs


def test_a_name_too_long_for_its_place_ends_with_dots():
    text, _result = page_of(Goal("很长的指标名称" * 10, 1, 2, "1 / 2"))
    assert "…" in text
    assert "很长的指标名称" * 3 not in text
