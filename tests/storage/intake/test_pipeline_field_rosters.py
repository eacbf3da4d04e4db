"""Rosters as they arrive from schools: what is kept must be what the truth says, to the letter."""

import json
from pathlib import Path

import pytest

from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.pipeline import plan_import
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Query, every

ROSTERS = Path(__file__).parents[2] / "reference" / "rosters"
TRUTH = json.loads((ROSTERS / "truth.json").read_text("utf-8"))
NOT_IN_FILE = {"merged_class.xlsx": {"ethnicity"}}  # the truth knows more than this file holds


@pytest.mark.parametrize("truth", TRUTH, ids=lambda truth: truth["file"])
def test_a_roster_is_stored_as_the_truth_has_it(store, truth):
    path = ROSTERS / truth["file"]
    batch = apply_plan(store, plan_import(store, [path], truth["unit"]))
    kept = {row.record.id_number: row.texts() for row in every(store, Query(VOLUNTEERS))}
    assert set(kept) == {person["id_no"] for person in truth["people"]}
    for person in truth["people"]:
        found = kept[person["id_no"]]
        assert found["school"] == truth["unit"]
        for name, value in person.items():
            if name == "phone":
                assert value in (found["phone"], found["guardian_phone"])
            elif name != "id_no" and name not in NOT_IN_FILE.get(truth["file"], ()):
                assert found[name] == value
    again = plan_import(store, [path], truth["unit"])
    assert not again.counts["created"]
    assert not again.counts["updated"]
    undo_batch(store, batch.id)
    assert store.count(VOLUNTEERS) == 0


@pytest.mark.parametrize("truth", TRUTH, ids=lambda truth: truth["file"])
def test_a_bad_row_is_rejected_with_its_reason(store, truth):
    words = {
        "checksum": "校验码",
        "short": "应为18位",
        "date": "出生日期",
        "noname": "姓名",
        "precision": "数字",
    }
    made = plan_import(store, [ROSTERS / truth["file"]], truth["unit"])
    rejected = [row for row in made.rows() if row.outcome == "rejected"]
    assert len(rejected) == len(truth["bad_rows"])
    for row, bad in zip(rejected, truth["bad_rows"], strict=True):
        errors = [problem.message for problem in row.problems if problem.severity == "error"]
        assert any(words[bad["why"]] in message for message in errors), errors
