import pytest
from hypothesis import HealthCheck, given, settings

from counties import QUARTER, counties, held
from storage.counting.figures import figures
from storage.model.tables import BRANCH_COVERS, TABLES, VOLUNTEERS
from storage.store.listing import count, every
from storage.views import VIEWS, views_of
from views import BY_KEY, ON

OFTEN = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_views_have_names_of_their_own_and_belong_to_a_ledger():
    assert len(BY_KEY) == len({(view.table.name, view.label) for view in VIEWS}) == len(VIEWS)
    assert {view.table for view in VIEWS} <= set(TABLES)
    assert views_of(BRANCH_COVERS) == ()
    assert [view.label for view in views_of(VOLUNTEERS)][:4] == [
        "在册", "团员未注册", "待监护人同意", "本季新增",
    ]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.table.name}-{view.name}")
def test_every_view_pages_over_a_new_ledger(store, view):
    assert count(store, view.query(ON)) == len(list(every(store, view.query(ON))))


@OFTEN
@given(county=counties())
def test_views_list_the_records_that_figures_count(store, county):
    with held(store, county):
        figure = {one.code: one.figure for one in figures(store, QUARTER)}
        listed = {key: count(store, view.query(ON)) for key, view in BY_KEY.items()}
    lacking = {
        code: one.denominator - one.numerator
        for code, one in figure.items()
        if one.denominator is not None and code != "V03"
    }
    assert listed["volunteer", "roster"] == figure["V01"].value
    assert listed["volunteer", "unregistered_members"] == lacking["V08"]
    assert listed["volunteer", "awaiting_consent"] == figure["V12"].value
    assert listed["volunteer", "new"] == figure["V05"].value
    assert listed["volunteer", "unregistered_students"] == lacking["V09"]
    assert listed["volunteer", "pupils"] == figure["V10"].value
    assert listed["volunteer", "backbone"] == figure["V13"].value
    assert listed["organization", "missing"] == lacking["L04"]
    assert listed["organization", "uncounted"] == figure["L07"].value
    assert listed["organization", "civil"] == figure["O02"].value
    assert listed["organization", "off_platform"] == lacking["O06"]
    assert listed["training", "quarter"] == figure["T01"].value
    assert listed["training", "year"] == figure["T05"].value
    assert listed["unit", "without_brigade"] == lacking["O04"]
