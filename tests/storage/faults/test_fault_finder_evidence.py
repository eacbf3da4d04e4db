"""Evidence of a sealed quarter: it is there as long as the seal, and its loss is noticed."""

from __future__ import annotations

from datetime import date

import pytest

from storage.faults import file_check
from storage.faults.fault_finder import sealed_evidence
from storage.ledger.driver import DatabaseError
from storage.model.period import Quarter
from storage.model.tables import ATTACHMENTS, UNITS
from storage.quarter.sealing import seal_unchecked
from storage.seals.seal import last_seal
from storage.store.attachments import attach, load_content

QUARTER = Quarter(2026, 3)
DAY = date(2026, 10, 8)
SCAN = b"%PDF \0\xff" * 500


@pytest.fixture
def sealed(store, tmp_path):
    """A quarter that was sealed with a scanned paper, which was taken out of the ledger since."""
    paper = tmp_path / "批复.pdf"
    paper.write_bytes(SCAN)
    (kept,) = attach(store, UNITS, store.named(UNITS, "平地镇"), [paper], DAY, "1.1")
    seal_unchecked(store, QUARTER, DAY)
    with store.edit("删除佐证") as edit:
        edit.remove(ATTACHMENTS, kept.id)
    return last_seal(store, QUARTER)


def test_evidence_taken_out_after_sealing_is_still_given_by_the_sealed_version(store, sealed):
    assert store.count(ATTACHMENTS) == 0
    (one,) = sealed_evidence(store, sealed)
    assert (one.file_name, one.measure) == ("批复.pdf", "1.1")
    assert load_content(store, one) == SCAN
    assert list(file_check(store)) == []


def test_the_file_itself_refuses_to_lose_evidence(store, sealed):
    with pytest.raises(DatabaseError, match="kept"):
        store.connection.execute("DELETE FROM blob")
    assert load_content(store, sealed_evidence(store, sealed)[0]) == SCAN


def test_evidence_that_is_lost_all_the_same_is_told_of(store, sealed):
    store.connection.execute("DROP TRIGGER blob_stays")
    store.connection.execute("DELETE FROM blob")
    (told,) = file_check(store)
    assert "三季度第 1 版" in told
    assert "佐证《批复.pdf》" in told
