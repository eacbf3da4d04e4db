"""Routes to records, views, figures and findings."""

from gui.routes import find_page, finding_route, record_route, records_route, view_route
from gui.session import Route
from storage.counting.figures import one_figure
from storage.counting.indicators.indicator import Selection
from storage.model.tables import ATTENDANCES, UNITS, VOLUNTEERS
from storage.quarter.check import EXPLAIN, PLAN, ZERO, Finding
from storage.views import views_of


def finding(**facts):
    return Finding("缺电话 3 人", "补上", False, **facts)


def test_a_record_is_shown_on_the_page_of_its_table_or_nowhere():
    assert record_route(UNITS, 7) == Route("units", table="unit", record_id=7)
    assert find_page(ATTENDANCES) == ""
    assert record_route(ATTENDANCES, 7) is None


def test_a_view_leads_to_its_ledger():
    view = views_of(VOLUNTEERS)[0]
    assert view_route(view) == Route("volunteers", table="volunteer", view=view.name)


def test_a_figure_leads_to_the_records_it_counts(session):
    figure = one_figure(session.store, session.quarter, "V02")
    route = records_route(figure)
    assert (route.page, route.table, route.words) == ("volunteers", "volunteer", "注册青年志愿者数")
    assert route.selection is figure.part


def test_a_finding_leads_to_its_records_with_its_text_as_the_caption():
    some = Selection(VOLUNTEERS, "t.phone IS NULL", {})
    assert finding_route(finding(selection=some)) == Route(
        "volunteers", table="volunteer", selection=some, words="缺电话 3 人"
    )
    hidden = Selection(ATTENDANCES, "1", {})
    assert finding_route(finding(selection=hidden)) is None
    assert finding_route(finding()) is None


def test_some_findings_are_corrected_on_the_report_or_the_plan_page():
    assert finding_route(finding(act=EXPLAIN)) == Route("reports", view=EXPLAIN)
    assert finding_route(finding(act=ZERO)) == Route("reports", view=ZERO)
    assert finding_route(finding(act=PLAN, view="behind")) == Route("plan", view="behind")
