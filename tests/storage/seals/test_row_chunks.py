"""Chunks: the same text for the same rows, and the rows back from it."""

import json
import zlib

import pytest

from people import volunteer
from storage.errors import UserError
from storage.ledger.database import open_in_memory
from storage.model.tables import TARGETS, VOLUNTEERS
from storage.seals.row_chunks import (
    SPAN,
    chunks_of,
    compress,
    decompress,
    digest_of,
    insert_rows,
    rows_in,
)
from storage.store.store import Store


@pytest.fixture
def numbers(store):
    """Two people of the first span and one of the third."""
    people = (volunteer("甲", id=1), volunteer("乙", id=2, class_name="高一"),
              volunteer("丙", id=2 * SPAN))  # fmt: skip
    with store.edit("录入") as edit:
        return [edit.save(VOLUNTEERS, one) for one in people]


def test_a_table_without_records_has_no_piece(store):
    assert list(chunks_of(store, VOLUNTEERS)) == []


@pytest.mark.usefixtures("numbers")
def test_records_are_grouped_by_their_numbers_and_empty_columns_are_left_out(store):
    (first, near), (third, far) = chunks_of(store, VOLUNTEERS)
    assert (first, third) == (0, 2)
    columns = json.loads(near)
    assert columns["name"] == ["甲", "乙"]
    assert columns["class_name"] == [None, "高一"]
    assert "class_name" not in json.loads(far)
    assert list(columns) == sorted(columns)


@pytest.mark.usefixtures("numbers")
def test_a_change_in_one_span_leaves_the_text_of_the_other(store):
    before = [digest_of(text) for _span, text in chunks_of(store, VOLUNTEERS)]
    with store.edit("改") as edit:
        edit.save(VOLUNTEERS, volunteer("丁", id=2 * SPAN))
    after = [digest_of(text) for _span, text in chunks_of(store, VOLUNTEERS)]
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_rows_come_back_in_an_empty_ledger_as_they_were(store, numbers):
    people = store.find(VOLUNTEERS)
    with Store(store.path, open_in_memory()) as past:
        for _span, text in chunks_of(store, VOLUNTEERS):
            insert_rows(past, VOLUNTEERS, text)
        assert past.find(VOLUNTEERS) == people
        assert [one.id for one in people] == numbers


def test_what_a_row_lacked_gets_its_default_and_an_unknown_column_is_left(store):
    text = json.dumps({"id": [1, 2], "year": [2026, 2026], "indicator": ["V01", "V02"],
                       "value": [1, 2], "of_an_older_program": ["x", "y"]}).encode()  # fmt: skip
    with Store(store.path, open_in_memory()) as past:
        insert_rows(past, TARGETS, text)
        assert [(one.indicator, one.year) for one in past.find(TARGETS)] == [
            ("V01", 2026), ("V02", 2026),
        ]  # fmt: skip
    person = {"id": [1, 2], "name": ["甲", "乙"], "birth_date": ["2008", "2009"],
              "status": ["转出", None], "registration_status": [None, None]}  # fmt: skip
    with Store(store.path, open_in_memory()) as past:
        insert_rows(past, VOLUNTEERS, json.dumps(person).encode())
        default = VOLUNTEERS.by_name["status"].default
        assert [one.status for one in past.find(VOLUNTEERS)] == ["转出", default]


@pytest.mark.usefixtures("numbers")
def test_the_rows_of_a_piece_are_read_without_their_empty_fields(store):
    (_first, near), _far = chunks_of(store, VOLUNTEERS)
    first, second = rows_in(near)
    assert (first["id"], first["name"], "class_name" in first) == (1, "甲", False)
    assert second["class_name"] == "高一"


def test_packed_text_comes_back_and_altered_text_is_a_sentence():
    text = "示例".encode() * 100
    assert len(compress(text)) < len(text)
    assert decompress(compress(text), digest_of(text)) == text
    for altered in (compress(text[1:]), b"no zlib", zlib.compress(b"")):
        with pytest.raises(UserError, match="与封存时不一致"):
            decompress(altered, digest_of(text))
