import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from storage.intake import saved_draft
from storage.intake.choices import POLICIES, Choices, RowDecision, SheetChoice
from storage.intake.saved_draft import Draft
from storage.intake.sources import Pasted, key

TEXT = st.text(max_size=6)
ROW = st.integers(1, 99)
DECISION = st.builds(
    RowDecision,
    same_as=st.none() | ROW,
    different=st.booleans(),
    policy=st.none() | st.sampled_from(POLICIES),
    take=st.dictionaries(TEXT, st.booleans(), max_size=2),
)
SHEET = st.builds(
    SheetChoice,
    used=st.none() | st.booleans(),
    header_row=st.none() | ROW,
    columns=st.dictionaries(ROW, TEXT, max_size=2),
    cells=st.dictionaries(st.tuples(ROW, ROW), TEXT, max_size=2),
    left_out=st.frozensets(ROW, max_size=3),
    included=st.frozensets(ROW, max_size=3),
    constants=st.dictionaries(TEXT, TEXT, max_size=2),
    decisions=st.dictionaries(ROW, DECISION, max_size=2),
)
SOURCES = (Path("甲校/名册.xlsx"), Path("乙校/名册.xlsx"), Pasted("姓名"))
KEY = st.sampled_from([key(one) for one in SOURCES])
CHOICES = st.builds(
    Choices,
    sheets=st.dictionaries(st.tuples(KEY, TEXT), SHEET, max_size=3),
    encodings=st.dictionaries(KEY, TEXT, max_size=2),
    values=st.dictionaries(st.tuples(TEXT, TEXT), TEXT, max_size=2),
    constants=st.dictionaries(TEXT, TEXT, max_size=2),
    fields=st.dictionaries(TEXT, st.sampled_from(POLICIES), max_size=2),
)


@given(CHOICES)
def test_every_decision_comes_back_from_where_it_is_stored(choices):
    made = Draft(SOURCES, "某校", "update", choices=choices)
    assert saved_draft.loads(saved_draft.dumps(made)) == made


def test_a_draft_survives_the_program_until_it_is_discarded(store):
    made = Draft((Path("甲.xlsx"),), "某校", choices=Choices(passwords={"甲.xlsx": "秘密"}))
    saved_draft.save(store, Draft())
    saved_draft.save(store, made)
    found = saved_draft.load(store)
    assert (found.sources, found.unit_name) == (made.sources, "某校")
    assert found.choices.passwords == {}
    saved_draft.forget(store)
    assert saved_draft.load(store) is None


def by_name(sources, names):
    """A draft as the version before wrote it, by the names of files."""
    choices = {(key(one), "高一"): SheetChoice(header_row=3) for one in sources}
    encodings = {key(one): "big5" for one in sources}
    kept = json.loads(saved_draft.dumps(Draft(sources, choices=Choices(choices, encodings))))
    del kept["by"]
    kept["sheets"] = [[names[file], *rest] for file, *rest in kept["sheets"]]
    kept["encodings"] = {names[file]: word for file, word in kept["encodings"].items()}
    return json.dumps(kept)


def test_a_draft_of_the_version_before_opens_with_what_was_decided():
    sources = (Path("甲校/名册.xlsx"), Path("乙校/学生.csv"), Pasted("姓名"))
    found = saved_draft.loads(by_name(sources, {key(one): one.name for one in sources}))
    assert found.sources == sources
    assert {file for file, _sheet in found.choices.sheets} == {key(one) for one in sources}
    assert set(found.choices.encodings) == {key(one) for one in sources}


def test_what_was_decided_by_a_name_that_two_files_have_is_dropped():
    sources = (Path("甲校/名册.xlsx"), Path("乙校/名册.xlsx"))
    found = saved_draft.loads(by_name(sources, {key(one): one.name for one in sources}))
    assert (found.sources, found.choices) == (sources, Choices())
