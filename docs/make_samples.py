"""Makes the samples of every paper from the sample county: the package, the report to edit, papers.

    python docs/make_samples.py [FOLDER]

Everybody in them is invented. The same program makes the same bytes again.
"""

from __future__ import annotations

import dataclasses
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from exports.package import write_package  # noqa: E402
from exports.people import render_papers, sign_in_sheet, sign_in_workbook  # noqa: E402
from exports.reports.joint_request_paper import WHAT, write_request  # noqa: E402
from exports.reports.narrative import render_word_report  # noqa: E402
from exports.reports.report_context import report_context  # noqa: E402
from resources import path  # noqa: E402
from storage.counting.rules.joint_planner import joint_plan  # noqa: E402
from storage.demo import make_county  # noqa: E402
from storage.model.tables import ACTIVITIES, CERTIFICATES  # noqa: E402
from storage.people.issuing import available_papers, issue_papers  # noqa: E402
from storage.quarter.sealing import seal_unchecked  # noqa: E402
from storage.seeds import seed  # noqa: E402
from storage.store.store import Store  # noqa: E402

TODAY = date(2026, 10, 12)  # a fixed day, so that the samples change only with the program
BUSIEST = "SELECT volunteer FROM star_grant WHERE granted_on IS NOT NULL ORDER BY star DESC, id"


def main(folder: Path) -> None:
    """Write one sample of each kind into the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        Store(Path(place) / "ledger.db") as store,
    ):
        seed(store, path("seeds"))
        quarter = make_county(store, TODAY)
        seal_unchecked(store, quarter, TODAY)  # else they would be drafts
        write_package(store, quarter, folder / "报送包", "masked", on=TODAY)
        with report_context(store, quarter, "masked", TODAY) as context:
            (folder / "季度报告.docx").write_bytes(render_word_report(context))
        person = store.value(BUSIEST)
        for asked, _words in available_papers(store, person):
            first, last = quarter.year_first, quarter.cut_off
            full = dataclasses.replace(asked, first=first, last=last)
            made = issue_papers(store, [full], TODAY)
            name = folder / f"{asked.kind}.pdf"
            if not name.exists():
                name.write_bytes(render_papers(store, made))
        group = joint_plan(store, TODAY).groups[0]
        write_request(store, group, TODAY, folder / f"{WHAT}.docx")
        activity = next(store.select(ACTIVITIES)).id or 0
        (folder / "签到表.pdf").write_bytes(sign_in_sheet(store, activity, [person]))
        sign_in_workbook(store, activity, folder / "签到表.xlsx", TODAY, [person])
        assert store.count(CERTIFICATES)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "samples")
