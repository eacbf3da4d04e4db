"""What the papers say, page by page, of the sample county's people."""

from __future__ import annotations

from datetime import date

import pytest

from exports.people import render_papers
from exports.people.paper_kinds import PAPERS
from issued_papers import DAY, texts
from storage.errors import UserError
from storage.model.tables import (
    STAR_GRANTS,
    VOLUNTEERS,
)
from storage.model.tables.paper import CARD, PROOF, STAR_CERTIFICATE, TRAINED
from storage.people.issuing import PaperRequest, issue_papers


def test_a_whole_number_is_printed_only_on_request_and_then_logged(ledger, busy):
    (one,) = issue_papers(
        ledger, [PaperRequest(PROOF, busy, None, date(2026, 1, 1), date(2026, 9, 30))], DAY
    )
    before = ledger.value("SELECT count(*) FROM export_log")
    assert (
        ledger.get(VOLUNTEERS, busy).id_number
        in texts(render_papers(ledger, [one], masked=False))[0]
    )
    assert ledger.value("SELECT count(*) FROM export_log") == before + 1


def test_papers_of_two_kinds_do_not_go_into_one_file(ledger, busy):
    made = issue_papers(
        ledger,
        [PaperRequest(CARD, busy), PaperRequest(PROOF, busy, None, date(2026, 1, 1), DAY)],
        DAY,
    )
    with pytest.raises(UserError, match="一次只开一种"):
        render_papers(ledger, made)


def test_every_kind_but_the_card_has_its_story():
    assert set(PAPERS) == {PROOF, STAR_CERTIFICATE, TRAINED}


def test_several_certificates_are_one_file_with_a_sheet_for_each(ledger):
    grants = list(ledger.select(STAR_GRANTS, "granted_on IS NOT NULL", order="id"))[:3]
    asked = [PaperRequest(STAR_CERTIFICATE, one.volunteer, star_grant=one.id) for one in grants]
    made = issue_papers(ledger, asked, DAY)
    pages = texts(render_papers(ledger, made))
    assert [one.number in page for one, page in zip(made, pages, strict=True)] == [True] * 3


def test_a_paper_of_invented_people_is_marked_and_masked_papers_are_not_logged(ledger, busy):
    (one,) = issue_papers(ledger, [PaperRequest(PROOF, busy, None, date(2026, 1, 1), DAY)], DAY)
    logged = ledger.value("SELECT count(*) FROM export_log")
    assert all("示例数据" in page for page in texts(render_papers(ledger, [one])))
    assert ledger.value("SELECT count(*) FROM export_log") == logged
