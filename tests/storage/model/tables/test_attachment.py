"""The table of evidence: one file is attached once to a record."""

from storage.model.tables.attachment import ATTACHMENTS


def test_a_file_is_identified_by_its_record_and_its_hash():
    assert ATTACHMENTS.key == ("owner_table", "owner_id", "sha256")
    assert ATTACHMENTS.title == "what"


def test_only_the_measure_and_the_note_may_be_left_blank():
    optional = {one.name for one in ATTACHMENTS.columns if not one.required}
    assert optional - {"id"} == {"measure", "note"}
