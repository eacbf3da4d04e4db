"""A workbook that comes back from the city, beside what was sent."""

from __future__ import annotations

import shutil

import pytest
from openpyxl import Workbook, load_workbook

from exports.package import hidden_sheet, write_package
from exports.package.answer import format_answer, read_answer
from storage.errors import UserError
from storage.model.tables import CORRECTIONS, ORGANIZATIONS, VOLUNTEERS
from storage.sending import answer_decision
from storage.store.store import Store


@pytest.fixture
def ledger(county, tmp_path):
    """A copy of the county that may be changed."""
    county.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "副本" / "ledger.db"
    copy.parent.mkdir()
    shutil.copy(county.path, copy)
    with Store(copy) as store:
        yield store


@pytest.fixture
def sent(ledger, quarter, today, tmp_path):
    """The files that were sent, by what they are."""
    written = write_package(ledger, quarter, tmp_path / "报送", "masked", on=today)
    return {one.what: one.path for one in written}


def alter(file, sheet: str, change) -> None:
    book = load_workbook(file)
    change(next(book[name] for name in book.sheetnames if name.startswith(sheet)))
    book.save(file)


def row_with(page, text: str, place: int = 0):
    return next(row for row in page.iter_rows() if row[place].value == text)


def test_an_answer_without_changes_has_no_differences(ledger, sent, today):
    for what in ("季度报表", "附册：志愿者名册"):
        alter(sent[what], "", lambda _page: None)
        assert read_answer(ledger, sent[what], today).items == ()


def test_each_changed_cell_is_reported_with_what_was_sent(ledger, sent, today):
    name = ledger.find(ORGANIZATIONS)[0].name
    before = {}

    def figure(page) -> None:
        row = row_with(page, "V01")
        before["V01"] = row[5].value
        row[5].value = 9999

    def ledger_row(page) -> None:
        row = row_with(page, name, 1)
        before["leader"] = row[10].value
        row[10].value = "市里改的人"

    alter(sent["季度报表"], "W01", figure)
    alter(sent["季度报表"], "W03 ", ledger_row)
    answer = read_answer(ledger, sent["季度报表"], today)
    assert answer.quarter == "2026Q3"
    first, second = answer.items
    assert (first.sheet, first.ours, first.theirs) == ("W01 指标汇总", str(before["V01"]), "9999")
    assert first.heading == "数值"
    assert first.row.startswith("V01")
    assert (second.row, second.theirs) == (name + second.row[len(name) :], "市里改的人")
    assert second.ours == (before["leader"] or "")
    assert not first.can_be_applied
    assert len(list(format_answer(answer))) == 2


def test_an_added_row_is_reported_whole(ledger, sent, today):
    def change(page) -> None:
        page.insert_rows(7)
        page.cell(7, 2, "市里添的组织")

    alter(sent["季度报表"], "W03 ", change)
    (item,) = read_answer(ledger, sent["季度报表"], today).items
    assert (item.heading, item.theirs, item.ours) == ("多出的一行", "市里添的组织", "")


def test_without_its_hidden_sheet_it_is_compared_with_the_last_that_was_made(ledger, sent, today):
    book = load_workbook(sent["季度报表"])
    del book[hidden_sheet.NAME]
    row_with(book["W01 指标汇总"], "V01")[5].value = 9999
    book.save(sent["季度报表"])
    answer = read_answer(ledger, sent["季度报表"], today)
    assert [item.theirs for item in answer.items] == ["9999"]
    assert "最后一次生成的 2026Q3" in answer.remark


def test_another_ledger_can_say_where_but_not_what_was(store, sent, today):
    alter(sent["季度报表"], "W01", lambda page: page.cell(row_with(page, "V01")[5].row, 6, 9999))
    answer = read_answer(store, sent["季度报表"], today)
    assert [(item.ours, item.theirs) for item in answer.items] == [("", "9999")]
    assert "不是用这个台账生成的" in answer.remark


def test_what_is_no_table_of_ours_is_a_sentence(ledger, tmp_path, today):
    book = Workbook()
    book.active.append(["姓名", "电话"])
    book.save(tmp_path / "别的.xlsx")
    with pytest.raises(UserError, match="不是本程序报出去的表"):
        read_answer(ledger, tmp_path / "别的.xlsx", today)


def listed(ledger, sent, field: str):
    """Somebody of the roster of whom that is known."""
    page = load_workbook(sent["附册：志愿者名册"]).worksheets[0]
    numbers = [str(row[0].value)[1:] for row in page.iter_rows(min_row=4)]
    people = (ledger.get(VOLUNTEERS, int(one)) for one in numbers)
    return next(one for one in people if getattr(one, field))


@pytest.fixture
def annexed(ledger, sent, today):
    """The roster with one person's class changed, one masked number left alone, and a stranger."""
    person = listed(ledger, sent, "class_name")

    def change(page) -> None:
        row = row_with(page, VOLUNTEERS.number(person.id))
        heads = [cell.value for cell in page[3]]
        row[heads.index(VOLUNTEERS.by_name["class_name"].label)].value = "高三（9）班"
        row[heads.index(VOLUNTEERS.by_name["note"].label)].value = None
        page.cell(page.max_row + 1, 1, "V999999")

    alter(sent["附册：志愿者名册"], "", change)
    return person, read_answer(ledger, sent["附册：志愿者名册"], today, quarter="2026Q3")


def test_a_row_with_our_number_is_compared_with_its_record(annexed):
    person, answer = annexed
    first, second = answer.items
    assert (first.record, first.column, first.theirs) == (person.id, "class_name", "高三（9）班")
    assert first.ours == person.class_name
    assert first.can_be_applied
    assert (second.row, second.can_be_applied) == ("V999999", False)


def test_an_accepted_field_is_taken_over_and_noted_and_can_be_taken_back(ledger, annexed, today):
    person, answer = annexed
    with ledger.edit("接受市里的更正") as edit:
        answer_decision.accept_item(ledger, edit, "2026Q3", answer.items[0], today)
    changed = ledger.get(VOLUNTEERS, person.id)
    assert changed.class_name == "高三（9）班"
    assert (changed.phone, changed.id_number) == (person.phone, person.id_number)
    noted = ledger.find(CORRECTIONS, quarter="2026Q3")[0]
    assert (noted.decision, noted.done_on) == ("接受", today)


def test_an_accepted_figure_is_noted_as_to_be_put_right_and_changes_nothing(ledger, sent, today):
    alter(sent["季度报表"], "W01", lambda page: page.cell(row_with(page, "V01")[5].row, 6, 9999))
    answer = read_answer(ledger, sent["季度报表"], today)
    with ledger.edit("接受市里的更正") as edit:
        changes = edit.changes
        answer_decision.accept_item(ledger, edit, "2026Q3", answer.items[0], today)
    assert {change.table for change in changes} == {CORRECTIONS}
    (waiting,) = answer_decision.open_items(ledger, "2026Q3")
    assert (waiting.item, waiting.theirs, waiting.done_on) == ("数值", "9999", None)


def test_the_same_answer_read_again_is_known_and_a_decision_can_be_changed(ledger, sent, today):
    alter(sent["季度报表"], "W01", lambda page: page.cell(row_with(page, "V01")[5].row, 6, 9999))
    for decide, word in (
        (answer_decision.accept_item, "接受"),
        (answer_decision.refuse_item, "不接受"),
    ):
        (item,) = read_answer(ledger, sent["季度报表"], today).items
        with ledger.edit("处理市里的回复") as edit:
            decide(ledger, edit, "2026Q3", item, today)
        assert (
            answer_decision.earlier_decisions(ledger, "2026Q3")[
                answer_decision.item_key(item)
            ].decision
            == word
        )
    assert len(ledger.find(CORRECTIONS, quarter="2026Q3")) == 1
    assert answer_decision.open_items(ledger, "2026Q3") == []


def test_what_does_not_fit_a_record_is_refused_in_a_sentence(ledger, sent, today):
    person = listed(ledger, sent, "birth_date")

    def change(page) -> None:
        heads = [cell.value for cell in page[3]]
        place = heads.index(VOLUNTEERS.by_name["birth_date"].label)
        row_with(page, VOLUNTEERS.number(person.id))[place].value = "去年"

    alter(sent["附册：志愿者名册"], "", change)
    (item,) = read_answer(ledger, sent["附册：志愿者名册"], today, quarter="2026Q3").items
    with pytest.raises(UserError, match="“去年”填不进台账"), ledger.edit("接受") as edit:
        answer_decision.accept_item(ledger, edit, "2026Q3", item, today)
    assert ledger.get(VOLUNTEERS, person.id) == person
    assert len(ledger.find(CORRECTIONS, quarter="2026Q3")) == 0
