import pytest

from tests.measure import table
from tests.measure.sources import load_modules
from tests.measure.table import (
    BEGIN,
    END,
    Row,
    count_breaches,
    count_mirrored,
    format_table,
    insert_table,
    read_mutants,
    summarize,
)


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [([], "—"), ([7], "7 / 7 / 7"), ([4, 1], "2.5 / 4 / 4"), (range(1, 101), "50.5 / 95 / 100")],
)
def test_lengths_are_summarized(lengths, expected):
    assert summarize(list(lengths)) == expected


def test_a_module_is_mirrored_by_the_test_module_of_the_same_path(toy):
    assert count_mirrored(load_modules(toy), toy) == (2, 6)


def test_the_table_replaces_what_is_between_the_marks():
    page = f"# Map\n{BEGIN}\nold\n{END}\nmore\n"
    text = format_table([Row("Files", "3")])
    assert insert_table(page, text) == (
        f"# Map\n{BEGIN}\n| Measure | Value |\n|---|---|\n| Files | 3 |\n{END}\nmore\n"
    )
    assert insert_table(insert_table(page, text), text) == insert_table(page, text)


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END}{BEGIN}"])
def test_a_page_without_marks_is_refused(page):
    with pytest.raises(ValueError, match="has no"):
        insert_table(page, "")


def test_breaches_are_the_cases_of_their_test(toy):
    assert count_breaches(toy) == "—"
    (toy / "tests/test_breaches.py").write_text(
        "import pytest\n\n\n@pytest.mark.parametrize('breach', ['sql', 'thread'])\n"
        "def test_caught(breach):\n    raise AssertionError\n\n\ndef test_another():\n    pass\n"
    )
    assert count_breaches(toy) == "2"


def test_killed_mutants_are_summed_over_the_folders(toy):
    assert read_mutants(toy) == "—"
    (toy / "docs").mkdir()
    (toy / "docs/testing.md").write_text(
        "| Folder | Tried |\n|---|--:|\n| another | 9 |\n\n<!-- mutate:begin -->\n"
        "| Folder | Mutants | Tried | Killed | Timed out |\n|---|--:|--:|--:|--:|\n"
        "| storage/rules | 1,462 | 1,000 | 880 | 20 |\n| storage/kinds | 50 | 50 | 45 | 0 |\n"
        "| **All** | 1,512 | 1,050 | 925 | 20 |\n<!-- mutate:end -->\n",
        "utf-8",
    )
    assert read_mutants(toy) == "945 of 1050 (90%)"


def test_sizes_and_imports_become_rows(toy):
    modules = load_modules(toy)
    rows = {row.label: row.value for row in table._size_rows(modules)}
    rows |= {row.label: row.value for row in table._import_rows(modules)}
    assert rows["storage: files, lines"].startswith("7 files, ")
    assert rows["File names that occur twice or more"] == "1 (names ×2)"
    assert rows["Circles of imports at import time"] == "0"
    assert rows["Circles of imports with imports for annotations"] == "1 (of 2)"
