"""annotate: a school's roster with marks, or a sentence that there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

ROSTERS = Path(__file__).parents[2] / "reference" / "rosters"
UNIT = ("--unit", "盐边县渔门中学")


@pytest.mark.parametrize(("more", "name"), [((), "plain_"), (("--only-faulty",), "plain_仅问题行")])
def test_a_roster_goes_back_marked_with_all_rows_or_only_the_faulty(run, tmp_path, more, name):
    out = tmp_path / "退 回"
    code, printed = run("annotate", ROSTERS / "plain.xlsx", *UNIT, "--out", out, *more)
    assert code == 0
    (file,) = out.iterdir()
    assert file.name.startswith(name)
    assert printed.startswith(f"{file}\n")
    assert "《plain.xlsx》里有 4 行需要改" in printed
    assert "改好直接发回即可" in printed


def test_a_file_that_cannot_be_read_is_a_sentence_and_writes_nothing(run, tmp_path):
    code, printed = run("annotate", tmp_path / "没有.xlsx", "--out", tmp_path / "退回")
    assert (code, "没有.xlsx" in printed) == (2, True)
    assert not (tmp_path / "退回").exists()
