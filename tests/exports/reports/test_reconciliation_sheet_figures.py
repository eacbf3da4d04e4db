"""Every figure of the summary is what the rows beneath it come to, counted from the files."""

from __future__ import annotations

from exports.reports import sheets_of
from exports.reports.report_context import ReportContext
from rows_by_hand import (
    CUT_OFF,
    count_branches,
    count_organizations,
    count_people,
    count_trainings,
)

PERSONS = "rests on who did what, person by person, which no paper tells"
WHETHER = "says only whether there is one"
SHARES_OF_MONEY = "is a share of sums, each on W14.3"
OFFICE = "is counted from the plan or from what was sent, not from a ledger's rows"
ELSEWHERE = {
    "V03": "is the share of the target, tested by itself", "Y05": "is the share of the target",
    "O10": "is a sum that the ledger itself shows", "T09": PERSONS, "H07": PERSONS, "H10": PERSONS,
    "A08": PERSONS, "I02": PERSONS, "I03": PERSONS, "I04": PERSONS, "I05": PERSONS,
    "I01": WHETHER, "G01": WHETHER, "G04": WHETHER, "G05": WHETHER, "D01": WHETHER,
    "F02": SHARES_OF_MONEY, "F03": SHARES_OF_MONEY,
    "G03": OFFICE, "D02": OFFICE, "D03": OFFICE, "D04": OFFICE,
}  # fmt: skip


def test_every_figure_is_what_the_written_rows_come_to(book, roster, summary, county, quarter):
    recounted = (
        count_organizations(book)
        | count_branches(book)
        | count_trainings(book)
        | count_people(roster)
    )
    assert {code: summary[code]["数值"] for code in recounted} == recounted
    sheets = sheets_of(ReportContext(county, quarter, "masked", CUT_OFF))
    proved = {proof.code for sheet in sheets for proof in sheet.proofs}
    assert set(summary) == recounted.keys() | proved | ELSEWHERE.keys()
    assert not proved & ELSEWHERE.keys()
