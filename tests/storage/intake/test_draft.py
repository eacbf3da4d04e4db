from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from storage.intake import draft
from storage.intake.choices import POLICIES, Choices, RowDecision, SheetChoice
from storage.intake.draft import Draft
from storage.intake.sources import Pasted

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
CHOICES = st.builds(
    Choices,
    sheets=st.dictionaries(st.tuples(TEXT, TEXT), SHEET, max_size=2),
    encodings=st.dictionaries(TEXT, TEXT, max_size=2),
    values=st.dictionaries(st.tuples(TEXT, TEXT), TEXT, max_size=2),
    constants=st.dictionaries(TEXT, TEXT, max_size=2),
    fields=st.dictionaries(TEXT, st.sampled_from(POLICIES), max_size=2),
)


@given(CHOICES, TEXT)
def test_every_decision_comes_back_from_where_it_is_kept(choices, text):
    made = Draft((Path("甲.xlsx"), Pasted(text)), "某校", "update", choices=choices)
    assert draft.loads(draft.dumps(made)) == made


def test_a_draft_outlives_the_program_until_it_is_given_up(store):
    made = Draft((Path("甲.xlsx"),), "某校", choices=Choices(passwords={"甲.xlsx": "秘密"}))
    draft.save(store, Draft())
    draft.save(store, made)
    found = draft.load(store)
    assert (found.sources, found.unit_name) == (made.sources, "某校")
    assert found.choices.passwords == {}
    draft.forget(store)
    assert draft.load(store) is None
