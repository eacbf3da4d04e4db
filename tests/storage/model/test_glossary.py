"""The glossary is generated from the declared tables."""

from storage.model import glossary
from storage.model.tables import TABLES


def test_every_table_has_its_section_in_the_declared_order():
    page = glossary.page()
    heads = [line for line in page.splitlines() if line.startswith("<details>")]
    assert heads == [
        f"<details><summary>{one.label} · <code>{one.name}</code></summary>" for one in TABLES
    ]
    assert page.startswith("# 词汇表\n")


def test_a_column_shows_its_content_and_whether_it_is_required():
    lines = glossary.page().splitlines()
    assert "| 佐证名称 ★ | `what` | 文字 | 名称 |" in lines
    assert "| 加入日期 ★ | `added_on` | 日期 |  |" in lines
