from storage.model.period import Quarter
from storage.model.tables.quarter import REPORT_TEXTS
from storage.quarter.report_text import load_texts, save_texts

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)


def keep(store, quarter, **texts):
    with store.edit("改文字") as edit:
        save_texts(store, edit, quarter, texts)


def test_a_paragraph_is_saved_for_its_quarter_alone(store):
    keep(store, Q3, 队伍="本季平稳。")
    assert load_texts(store, Q3) == {"队伍": "本季平稳。"}
    assert load_texts(store, Q4) == {}


def test_writing_again_replaces_and_an_empty_text_gives_the_draft_back(store):
    keep(store, Q3, 队伍="一", 组织="二")
    keep(store, Q3, 队伍="三", 组织="  ")
    assert load_texts(store, Q3) == {"队伍": "三"}
    assert store.count(REPORT_TEXTS) == 1
