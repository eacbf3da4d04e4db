from datetime import UTC, datetime

import pytest

from gui import formatting
from storage import clock


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 10, 12, 9, 30))


def test_the_year_is_left_out_in_the_current_year_only():
    assert formatting.format_moment(datetime(2026, 3, 4, 8, 5)) == "3 月 4 日 08:05"
    assert formatting.format_moment(datetime(2025, 3, 4, 8, 5)) == "2025 年 3 月 4 日 08:05"


def test_a_timestamp_of_the_journal_is_converted_to_local_time():
    logged = datetime(2026, 3, 4, 8, 5, tzinfo=UTC)
    local = formatting.format_moment(logged.astimezone())
    assert formatting.format_logged_at(logged.isoformat()) == local


@pytest.mark.parametrize(("size", "text"), [
    (0, "0 KB"), (1, "1 KB"), (1024, "1 KB"), (1025, "2 KB"),
    ((1 << 20) - 1, "1,024 KB"), (1 << 20, "1.0 MB"), (5 << 19, "2.5 MB"),
])  # fmt: skip
def test_sizes_are_rounded_up_to_kilobytes_and_given_in_megabytes_from_one(size, text):
    assert formatting.format_bytes(size) == text


def test_a_file_that_is_missing_has_no_size(tmp_path):
    file = tmp_path / "名册.xls"
    assert formatting.format_file_size(file) == ""
    file.write_bytes(b"x" * 2000)
    assert formatting.format_file_size(file) == "2 KB"
