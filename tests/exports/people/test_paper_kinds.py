"""What the papers say, page by page, of the sample county's people."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from openpyxl import load_workbook

from exports.people import paper_of, sign_in_sheet, sign_in_workbook
from exports.people.volunteer_card import WIDE
from people import volunteer
from resources import path
from storage.demo import make_county
from storage.errors import UserError
from storage.intake.pipeline import plan_import
from storage.model.tables import (
    ACTIVITIES,
    ATTENDANCES,
    OFFICES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.paper import CARD, PROOF, STAR_CERTIFICATE, TRAINED
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.setting import Office
from storage.model.tables.training import Attendance, Training
from storage.people.issuing import PaperRequest, issue_papers, recorders
from storage.seeds import seed
from storage.store.store import Store

DAY = date(2026, 10, 8)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A county of its own: papers are entered in its register."""
    with Store(tmp_path_factory.mktemp("证明") / "ledger.db") as store:
        seed(store, path("seeds"))
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
    (one,) = issue_papers(
        ledger, [PaperRequest(PROOF, busy, organization, date(2026, 1, 1), date(2026, 9, 30))], DAY
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
    (one,) = issue_papers(
        ledger, [PaperRequest(PROOF, busy, None, date(2026, 1, 1), date(2026, 9, 30))], DAY
    )
    before = ledger.value("SELECT count(*) FROM export_log")
    assert ledger.get(VOLUNTEERS, busy).id_number in texts(paper_of(ledger, [one], masked=False))[0]
    assert ledger.value("SELECT count(*) FROM export_log") == before + 1


def test_cards_are_ten_to_a_sheet(ledger):
    people = [one.id for one in ledger.select(VOLUNTEERS, order="id LIMIT 23")]
    made = issue_papers(ledger, [PaperRequest(CARD, one) for one in people], DAY)
    pages = texts(paper_of(ledger, made))
    assert [page.count("青年志愿者证") for page in pages] == [10, 10, 3]
    assert made[10].number in pages[1]


def test_a_star_certificate_says_which_star(ledger):
    grant = next(ledger.select(STAR_GRANTS, "granted_on IS NOT NULL"))
    asked = PaperRequest(STAR_CERTIFICATE, grant.volunteer, star_grant=grant.id)
    (text,) = texts(paper_of(ledger, issue_papers(ledger, [asked], DAY)))
    assert f"{'零一二三四五'[grant.star]}星级青年志愿者" in text


def test_papers_of_two_kinds_do_not_go_into_one_file(ledger, busy):
    made = issue_papers(
        ledger,
        [PaperRequest(CARD, busy), PaperRequest(PROOF, busy, None, date(2026, 1, 1), DAY)],
        DAY,
    )
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
    labels = {c.label for table in (SERVICE_RECORDS, VOLUNTEERS) for c in table.columns}
    assert {str(head).replace("\n", "") for head in heads} <= labels
    person = ledger.get(VOLUNTEERS, busy)
    assert rows[3][:2] == (person.name, person.platform_number)
    assert rows[3][3] == activity.name
    assert len(rows) == 4


def test_who_is_on_the_list_is_known_when_it_comes_back_filled_in(store, long_named, tmp_path):
    person, _team = long_named
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, replace(store.get(VOLUNTEERS, person), platform_number="51040001"))
        county = store.named(UNITS, "仁和区")
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=county, clerk="周嘉诚"))
    activity = next(store.select(ACTIVITIES))
    sheet = tmp_path / "签到.xlsx"
    sign_in_workbook(store, activity.id, sheet, DAY, [person])
    book = load_workbook(sheet)
    page = book.active
    heads = {str(cell.value).replace("\n", ""): cell.column for cell in page[3] if cell.value}
    page.cell(4, heads["开始时间"]).value, page.cell(4, heads["结束时间"]).value = "19:00", "21:30"
    book.save(sheet)
    (file,) = plan_import(store, [sheet], table=SERVICE_RECORDS).files
    (row,) = [row for one in file.sheets for row in one.rows]
    assert (row.problems, row.record.volunteer, row.record.hours) == ((), person, 150)


# --- long names, many services ------------------------------------------------

LONG = "阿尔·莫色·㛃䶮𬭎·尔古拉且木呷惹吉克木且沙"
TEAM = "新山傈僳族乡青年志愿者协会应急救援与地质灾害防治志愿服务大队"


@pytest.fixture
def long_named(store):
    """Somebody with a long name who served sixty times, and where."""
    with store.edit("录入") as edit:
        team = edit.save(ORGANIZATIONS, Organization(
            name=TEAM, kind="志愿服务大队", leader="阿鲁·拉马伍呷", phone="13800001111"))  # fmt: skip
        person = edit.save(VOLUNTEERS, volunteer(LONG, "2000-02-29"))
        for number in range(60):
            day = date(2026, 1, 3) + timedelta(number)
            name = f"“青春志愿 守护生命”地质灾害防治第{number}次巡查与转移演练"
            activity = Activity(name=name, organization=team, held_on=day, place="新山乡")
            edit.save(SERVICE_RECORDS, ServiceRecord(
                volunteer=person, activity=edit.save(ACTIVITIES, activity), served_on=day,
                hours=120, recorder="周嘉诚", recorded_on=day))  # fmt: skip
    return person, team


def proven(store, long_named):
    asked = PaperRequest(PROOF, *long_named, date(2026, 1, 1), date(2026, 9, 30), handler="张伟")
    return issue_papers(store, [asked], DAY)


def test_the_sheets_of_a_long_proof_are_numbered_and_break_no_telephone_number(store, long_named):
    pages = texts(paper_of(store, proven(store, long_named)))
    assert len(pages) > 1
    assert [f"第{n}页共{len(pages)}页" in page for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
    document = pypdfium2.PdfDocument(paper_of(store, proven(store, long_named)))
    lines = document[len(pages) - 1].get_textpage().get_text_bounded().splitlines()
    document.close()
    assert any(line.endswith("电话：13800001111") for line in lines)


def test_a_proof_is_not_printed_again_once_its_records_say_otherwise(store, long_named):
    made = proven(store, long_named)
    first = next(store.select(SERVICE_RECORDS))
    with store.edit("更正") as edit:
        less = replace(first, id=None, hours=-60, corrects=first.id, reason="早退")
        edit.save(SERVICE_RECORDS, less)
    with pytest.raises(UserError, match="登记的是 120.0 小时.*现在是 119.0 小时"):
        paper_of(store, made)


def test_a_long_name_stays_within_its_card(store, long_named):
    document = pypdfium2.PdfDocument(
        paper_of(store, issue_papers(store, [PaperRequest(CARD, *long_named)], DAY))
    )
    page = document[0].get_textpage()
    boxes = [page.get_charbox(number) for number in range(page.count_chars())]
    text = page.get_text_bounded()
    document.close()
    assert max(right for _left, _bottom, right, _top in boxes) <= min(b[0] for b in boxes) + WIDE
    assert LONG in text


def test_certificates_with_long_names_take_one_sheet(store, long_named):
    name = "应急志愿者专项培训班暨“青春志愿 守护生命”地质灾害防治骨干训练营（第三期）"
    facts = {"category": "应急", "content": "急救", "place": "基地", "held_on": date(2026, 5, 1)}
    with store.edit("录入") as edit:
        training = edit.save(TRAININGS, Training(
            name=name, organiser=f"共青团仁和区委员会、{TEAM}", hours=1440, **facts))  # fmt: skip
        edit.save(ATTENDANCES, Attendance(training=training, volunteer=long_named[0]))
    (made,) = issue_papers(store, [PaperRequest(TRAINED, long_named[0], training=training)], DAY)
    (text,) = texts(paper_of(store, [made]))
    assert f"编号：{made.number}" in text
    assert name.replace(" ", "") in text


def test_a_list_to_sign_in_on_has_no_sheet_for_its_note_alone(store, long_named):
    person, _team = long_named
    activity = next(store.select(ACTIVITIES))
    (text,) = texts(sign_in_sheet(store, activity.id, [person]))
    assert "不含路途" in text
