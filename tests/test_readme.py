"""The README says what the declarations say. To renew it: python -m tests.test_readme."""

import re
from pathlib import Path

from storage.glossary import renewed

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def test_the_glossary_is_current():
    text = README.read_text("utf-8")
    assert renewed(text) == text, "run: python -m tests.test_readme"


def test_every_file_the_readme_shows_is_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8")):
        assert (ROOT / target).exists(), target


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
