"""The README says what the declarations say. To renew it: python -m tests.test_readme."""

import re
from pathlib import Path

from storage.model import glossary
from storage.plan import measures

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def renewed(text):
    return measures.renewed(glossary.renewed(text))


def test_the_glossary_and_the_twenty_nine_rows_are_current():
    text = README.read_text("utf-8")
    assert renewed(text) == text, "run: python -m tests.test_readme"


def test_every_file_the_readme_shows_is_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8")):
        assert (ROOT / target).exists(), target


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
