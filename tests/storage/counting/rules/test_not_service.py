import pytest

from storage.counting.rules.not_service import SUSPICIOUS_WORDS, suspicious_sql

FOUND = f"SELECT {suspicious_sql(':name')}"


@pytest.mark.parametrize("name", ["社区义诊", "关爱卡车司机", "守护母亲河", "无偿献血"])
def test_names_of_service_are_left_in_peace(store, name):
    assert not store.value(FOUND, {"name": name})


@pytest.mark.parametrize("word", SUSPICIOUS_WORDS)
def test_names_that_sound_like_something_else_are_found(store, word):
    assert store.value(FOUND, {"name": f"九月{word}活动"})
