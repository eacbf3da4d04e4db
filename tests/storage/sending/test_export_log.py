"""Exported files are logged permanently."""

from storage.sending.export_log import last_exports, log_export
from storage.store.store import Store


def test_an_entry_is_saved_at_once(store):
    log_export(store, "季度报表", "masked", "", "季度报表.xlsx", "0" * 64)
    with Store(store.path) as other:
        assert [one.name for one in last_exports(other)] == ["季度报表.xlsx"]
