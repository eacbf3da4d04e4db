"""What the papers say, page by page, of the sample county's people."""

from datetime import date

import pypdfium2
import pytest
from openpyxl import load_workbook

from exports.people import paper_of, sign_in_sheet, sign_in_workbook
from resources import path
from storage.demo import make_county
from storage.errors import UserError
from storage.issuing import Asked, issue, recorders
from storage.seeds import sow
from storage.store import Store
from storage.tables import ACTIVITIES, SERVICE_RECORDS, STAR_GRANTS, VOLUNTEERS
from storage.tables.paper import CARD, PROOF, STAR_CERTIFICATE

DAY = date(2026, 10, 8)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A county of its own: papers are entered in its register."""
    with Store(tmp_path_factory.mktemp("证明") / "ledger.db") as store:
        sow(store, path("seeds"))
        make_county(store, DAY)
        yield store


def texts(data):
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return ["".join(page.split()) for page in pages]


@pytest.fixture(scope="module")
def busy(ledger):
    """Who served most."""
    sql = "SELECT volunteer FROM service_record GROUP BY 1 ORDER BY sum(hours) DESC LIMIT 1"
    return ledger.value(sql)


def test_a_proof_states_time_service_and_recorder(ledger, busy):
    organization, name, _minutes = recorders(ledger, busy)[0]
    (one,) = issue(
        ledger, [Asked(PROOF, busy, organization, date(2026, 1, 1), date(2026, 9, 30))], DAY
    )
    (text,) = texts(paper_of(ledger, [one]))
    person = ledger.get(VOLUNTEERS, busy)
    for part in (
        one.number,
        one.code,
        person.name,
        name,
        f"共{one.hours / 60:.1f}小时",
        "2026年10月8日",
        "以平台查验为准",
    ):
        assert "".join(part.split()) in text
    assert person.id_number not in text
    assert f"{person.id_number[:6]}********{person.id_number[14:]}" in text


def test_a_whole_number_is_given_only_when_asked_for_and_then_logged(ledger, busy):
    (one,) = issue(ledger, [Asked(PROOF, busy, None, date(2026, 1, 1), date(2026, 9, 30))], DAY)
    before = ledger.value("SELECT count(*) FROM export_log")
    assert ledger.get(VOLUNTEERS, busy).id_number in texts(paper_of(ledger, [one], masked=False))[0]
    assert ledger.value("SELECT count(*) FROM export_log") == before + 1


def test_cards_are_ten_to_a_sheet(ledger):
    people = [one.id for one in ledger.select(VOLUNTEERS, order="id LIMIT 23")]
    made = issue(ledger, [Asked(CARD, one) for one in people], DAY)
    pages = texts(paper_of(ledger, made))
    assert [page.count("青年志愿者证") for page in pages] == [10, 10, 3]
    assert made[10].number in pages[1]


def test_a_star_certificate_says_which_star(ledger):
    grant = next(ledger.select(STAR_GRANTS, "granted_on IS NOT NULL"))
    asked = Asked(STAR_CERTIFICATE, grant.volunteer, star_grant=grant.id)
    (text,) = texts(paper_of(ledger, issue(ledger, [asked], DAY)))
    assert f"{'零一二三四五'[grant.star]}星级青年志愿者" in text


def test_papers_of_two_kinds_do_not_go_into_one_file(ledger, busy):
    made = issue(ledger, [Asked(CARD, busy), Asked(PROOF, busy, None, date(2026, 1, 1), DAY)], DAY)
    with pytest.raises(UserError, match="一次只开一种"):
        paper_of(ledger, made)


def test_a_list_to_sign_in_on_fits_one_page(ledger, busy):
    activity = next(ledger.select(ACTIVITIES))
    pages = texts(sign_in_sheet(ledger, activity.id, [busy]))
    assert len(pages) == 1
    assert ledger.get(VOLUNTEERS, busy).name in pages[0]


def test_the_workbook_to_sign_in_on_is_headed_as_the_ledger_is(ledger, busy, tmp_path):
    activity = next(ledger.select(ACTIVITIES))
    sign_in_workbook(ledger, activity.id, tmp_path / "签到.xlsx", DAY, [busy])
    rows = list(load_workbook(tmp_path / "签到.xlsx").active.iter_rows(values_only=True))
    heads = [head for head in rows[2] if head]
    assert {str(head).replace("\n", "") for head in heads} <= {
        c.label for c in SERVICE_RECORDS.columns
    }
    assert rows[3][:2] == (ledger.get(VOLUNTEERS, busy).name, activity.name)
