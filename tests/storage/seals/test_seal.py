"""A sealed quarter: complete, reopened, immutable, compared with today's ledger."""

from __future__ import annotations

import dataclasses
import json
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from counties import counties, held
from people import volunteer
from storage.counting.figures import figures
from storage.errors import Cancelled, UserError
from storage.faults import file_check
from storage.ledger.database import open_in_memory
from storage.ledger.driver import DatabaseError
from storage.model.period import Quarter
from storage.model.tables import TABLES, UNITS, VOLUNTEERS, ZERO_REPORTS
from storage.model.tables.quarter import ZeroReport
from storage.quarter.quarter_source import open_source
from storage.quarter.seal_diff import (
    ADDED,
    CHANGED,
    REMOVED,
    _between,
    _by_number,
    corrections_since_seal,
    figure_differences,
    version_differences,
    version_figure_differences,
)
from storage.quarter.seal_diff import record_differences as records_since
from storage.quarter.sealing import check_sealable, seal_unchecked
from storage.seals.row_chunks import SPAN, chunks_of, insert_rows
from storage.seals.seal import contents_of, last_seal, load_chunk, open_seal, seal_of, seals
from storage.store.store import Store

QUARTER = Quarter(2026, 3)
ON = date(2026, 10, 8)


@pytest.fixture
def people(store):
    """Four registered volunteers of the quarter, by name."""
    with store.edit("录入") as edit:
        return {
            name: edit.save(
                VOLUNTEERS,
                volunteer(
                    name,
                    "2005-05-05",
                    registration_status="已注册",
                    registered_on=date(2026, 8, 1),
                    phone="13800000001",
                ),
            )
            for name in ("王雨欣", "吉克·阿果", "李䶮", "𬭚𫟅")
        }


def change(store, number, **fields):
    with store.edit("修改志愿者") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, number), **fields))


def rows_of(store):
    return {table.name: list(store.select(table)) for table in TABLES}


def raw(store):
    """Everything that is kept of seals."""
    return [list(store.rows(f"SELECT * FROM {name} ORDER BY 1")) for name in ("seal", "seal_piece")]


def test_a_sealed_quarter_holds_every_row_and_figure(store, people):
    before, counted = rows_of(store), [one.as_json() for one in figures(store, QUARTER)]
    made = seal_unchecked(store, QUARTER, ON)
    assert (made.version, made.made_on) == (1, ON)
    with open_seal(store, made) as past:
        assert rows_of(past) == before
        assert [one.as_json() for one in figures(past, QUARTER)] == counted
    told = contents_of(store, made)
    assert [one["value"] for one in told["figures"]] == [one["value"] for one in counted]


def test_later_edits_change_no_sealed_byte_and_show_with_the_exact_difference(store, people):
    made = seal_unchecked(store, QUARTER, ON)
    kept, before = raw(store), rows_of(store)
    assert figure_differences(store, made) == []
    assert list(records_since(store, made)) == []
    change(store, people["李䶮"], registration_status="已注销", phone=None)
    with store.edit("补录") as edit:
        on = {"registration_status": "未注册", "registered_on": date(2026, 9, 1)}
        late = edit.save(VOLUNTEERS, volunteer("补报的人", "2004-04-04", **on))
        edit.save(VOLUNTEERS, volunteer("后来的人", "2004-04-04"))  # of the next quarter
        edit.remove(VOLUNTEERS, people["王雨欣"])
    found = {one.record_id: (one.kind, one.fields) for one in records_since(store, made)}
    assert found.pop(people["李䶮"]) == (CHANGED, ("phone", "registration_status"))
    assert {number: kind for number, (kind, _fields) in found.items()} == {
        late: ADDED,
        people["王雨欣"]: REMOVED,
    }
    moved = {one.code: (one.sealed, one.now) for one in figure_differences(store, made)}
    assert moved["V02"] == (4, 2)
    assert "V01" not in moved  # one came, one went
    assert raw(store) == kept
    with open_seal(store, made) as past:
        assert rows_of(past) == before


def test_a_statement_on_another_quarter_is_no_difference_of_this_one(store, people):
    made = seal_unchecked(store, QUARTER, ON)
    school = store.named(UNITS, "平地镇")
    with store.edit("零报告") as edit:
        for quarter in (QUARTER.next, QUARTER):
            edit.save(ZERO_REPORTS, ZeroReport(unit=school, quarter=str(quarter), reported_on=ON))
    (found,) = records_since(store, made)
    assert (found.table, found.title) == (ZERO_REPORTS, str(QUARTER))


def test_undoing_the_edit_leaves_no_difference(store, people):
    from storage.store.undo import last_done, undo

    made = seal_unchecked(store, QUARTER, ON)
    change(store, people["李䶮"], registration_status="已注销")
    assert list(records_since(store, made))
    undo(store, last_done(store))
    assert list(records_since(store, made)) == []


def test_a_correction_gets_its_own_number_and_the_first_stays(store, people):
    first = seal_unchecked(store, QUARTER, ON)
    change(store, people["李䶮"], registration_status="已注销")
    with pytest.raises(UserError, match="写明更正的原因"):
        check_sealable(store, QUARTER, ON)
    second = seal_unchecked(store, QUARTER, date(2026, 10, 20), "李䶮已注销，学校漏报")
    assert (second.version, second.reason) == (2, "李䶮已注销，学校漏报")
    assert last_seal(store, QUARTER) == second
    assert seal_of(store, QUARTER, 1) == first
    values = [
        {one["code"]: one["value"] for one in contents_of(store, seal)["figures"]}["V02"]
        for seal in seals(store, QUARTER)
    ]
    assert values == [4, 3]


def test_nothing_new_is_not_sealed_again(store, people):
    seal_unchecked(store, QUARTER, ON)
    with pytest.raises(UserError, match="没有改动"):
        check_sealable(store, QUARTER, ON, "上级要求重报")


def test_a_quarter_is_sealed_only_after_its_last_day(store, people):
    with pytest.raises(UserError, match="9 月 30 日才结束"):
        check_sealable(store, QUARTER, date(2026, 9, 30))
    check_sealable(store, QUARTER, date(2026, 10, 1))


def test_an_unknown_version_is_a_sentence(store, people):
    with pytest.raises(UserError, match="还没有封存过"):
        seal_of(store, QUARTER, 1)
    seal_unchecked(store, QUARTER, ON)
    with pytest.raises(UserError, match=r"没有第 3 版（现有：1）"):
        seal_of(store, QUARTER, 3)


def test_a_cancelled_sealing_saves_nothing(store, people):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        seal_unchecked(store, QUARTER, ON, progress=stop)
    assert raw(store) == [[], []]
    seal_unchecked(store, QUARTER, ON)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM seal",
        "UPDATE seal SET reason = 'x'",
        "DELETE FROM seal_piece",
        "UPDATE seal_piece SET data = x'00'",
    ],
)
def test_the_file_itself_refuses_to_change_a_seal(store, people, sql):
    seal_unchecked(store, QUARTER, ON)
    with pytest.raises(DatabaseError, match="sealed"):
        store.connection.execute(sql)


def tamper(store, name, column, text):
    """Change kept data behind the program's back."""
    for trigger in ("seal_keeps", "seal_piece_keeps"):
        store.connection.execute(f"DROP TRIGGER {trigger}")
    sql = f"SELECT rowid AS place, {column} AS data FROM {name}"
    for row in list(store.rows(sql)):
        old = zlib.decompress(bytes(row["data"]))
        new = old.replace(*text)
        if new != old:
            store.connection.execute(
                f"UPDATE {name} SET {column} = ? WHERE rowid = ?",
                (zlib.compress(new), row["place"]),
            )
            return
    raise AssertionError("nothing to change")


@pytest.mark.parametrize(
    ("name", "column", "text"),
    [
        ("seal_piece", "data", ("李䶮".encode(), "李明".encode())),
        ("seal", "contents", (b'"value":4', b'"value":5')),
    ],
)
def test_a_tampered_seal_is_noticed(store, people, name, column, text):
    made = seal_unchecked(store, QUARTER, ON)
    assert list(file_check(store)) == []
    tamper(store, name, column, text)
    with pytest.raises(UserError, match="不一致"), open_seal(store, made):
        pass
    (sentence,) = file_check(store)
    assert sentence.startswith("2026 年三季度第 1 版：封存的数据")


def test_an_opened_seal_can_only_be_read(store, people):
    made = seal_unchecked(store, QUARTER, ON)
    with open_seal(store, made) as past, pytest.raises(UserError), past.edit("改"):
        pass


def test_the_source_is_the_seal_once_there_is_one(store, people):
    with open_source(store, QUARTER, ON) as source:
        assert (source.store, source.made_on, source.sealed) == (store, ON, None)
    made = seal_unchecked(store, QUARTER, ON)
    change(store, people["李䶮"], registration_status="已注销")
    with open_source(store, QUARTER, date(2027, 1, 5)) as source:
        assert (source.made_on, source.sealed.seal) == (ON, made)
        assert source.store.get(VOLUNTEERS, people["李䶮"]).registration_status == "已注册"
    with open_source(store, Quarter(2026, 4), date(2027, 1, 5)) as source:
        assert source.store is store


def test_sealed_figures_hold_even_if_the_program_counts_otherwise(store, people):
    seal_unchecked(store, QUARTER, ON)
    with open_source(store, QUARTER, ON) as source:
        counted = [
            dataclasses.replace(one, figure=dataclasses.replace(one.figure, value=99), rule="新")
            for one in figures(source.store, QUARTER)
        ]
        held = {one.code: one for one in source.sealed.measured(counted)}
    assert held["V02"].value == 4
    assert held["V02"].rule != "新"


def test_unchanged_spans_are_stored_once(store, people):
    with store.edit("录入") as edit:
        crowd = [volunteer(f"学生{n}", id_number=f"P{n:08}", id_type="护照") for n in range(SPAN)]
        edit.save_new(VOLUNTEERS, crowd)
    seal_unchecked(store, QUARTER, ON)
    before = store.value("SELECT count(*) FROM seal_piece")
    change(store, people["李䶮"], phone=None)
    seal_unchecked(store, QUARTER, ON, "更正一个电话")
    assert store.value("SELECT count(*) FROM seal_piece") == before + 1


def test_a_seal_put_in_another_s_place_is_noticed(store, people):
    seal_unchecked(store, QUARTER, ON)
    change(store, people["李䶮"], registration_status="已注销")
    seal_unchecked(store, QUARTER, ON, "更正一人")
    store.connection.execute("DROP TRIGGER seal_keeps")
    sql = "UPDATE seal SET (digest, contents) = (SELECT digest, contents FROM seal WHERE version = 2) WHERE version = 1"
    store.connection.execute(sql)
    sentences = list(file_check(store))
    assert any("可能被替换" in one for one in sentences)


def test_the_next_quarter_lists_the_corrections_of_this_one(store, people):
    seal_unchecked(store, QUARTER, ON)
    change(store, people["李䶮"], registration_status="已注销")
    later = QUARTER.next
    told = {one.code: one.text for one in corrections_since_seal(store, later)}
    assert told["V02"] == "4 → 3（−1）"
    seal_unchecked(store, later, date(2027, 1, 8))
    change(store, people["王雨欣"], registration_status="已注销")
    with open_source(store, later, date(2027, 3, 1)) as source:
        assert {one.code: one.text for one in source.sealed.corrections} == told


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(county=counties())
def test_any_county_comes_back_as_it_was(shelf, county):
    ours, past = shelf
    with held(ours, county):
        kept = {table.name: [text for _span, text in chunks_of(ours, table)] for table in TABLES}
        past.connection.execute("BEGIN")
        for table in TABLES:
            for text in kept[table.name]:
                insert_rows(past.connection, table, text)
        assert rows_of(past) == rows_of(ours)
        again = {table.name: [text for _span, text in chunks_of(past, table)] for table in TABLES}
        past.connection.execute("ROLLBACK")
        assert again == kept


@pytest.fixture(scope="module")
def shelf():
    """Two empty ledgers in memory."""
    with (
        Store(Path("ours.db"), open_in_memory()) as ours,
        Store(Path("past.db"), open_in_memory()) as past,
    ):
        yield ours, past


def test_versions_differ_by_exactly_what_was_put_right(store, people):
    first = seal_unchecked(store, QUARTER, ON)
    change(store, people["李䶮"], registration_status="已注销")
    second = seal_unchecked(store, QUARTER, ON, "更正一人")
    change(store, people["王雨欣"], registration_status="已注销")
    (found,) = version_differences(store, first, second)
    assert (found.record_id, found.kind, found.fields) == (
        people["李䶮"],
        CHANGED,
        ("registration_status",),
    )
    assert {one.code: one.text for one in version_figure_differences(store, first, second)}[
        "V02"
    ] == ("4 → 3（−1）")
    assert list(version_differences(store, second, second)) == []


def test_a_column_that_a_newer_program_adds_is_no_difference(store, people):
    made = seal_unchecked(store, QUARTER, ON)
    kept = contents_of(store, made)["pieces"]["volunteer"]
    text = load_chunk(store, kept[0][1])
    older = json.loads(text)
    del older["status"]  # a field with a default, as if it had not been there then
    data = json.dumps(older).encode()
    rows = list(_between(VOLUNTEERS, _by_number(data, "2026Q3"), _by_number(text, "2026Q3")))
    assert rows == []
