"""Files and pasted text as sources: by what each is stored, called and recognised."""

from pathlib import Path

from storage.intake.choices import Choices
from storage.intake.read import LIMITS
from storage.intake.sources import PASTED, Pasted, content, display_names, fingerprint, key, read
from storage.progress import silent


def test_a_file_is_stored_by_its_path_and_pasted_text_by_its_name():
    assert key(Path("甲/名册.xlsx")) == str(Path("甲/名册.xlsx"))
    assert key(Pasted("姓名")) == PASTED


def test_files_of_one_name_are_shown_with_their_folder():
    one, two, three = Path("甲/名册.xlsx"), Path("乙/名册.xlsx"), Path("乙/别的.xlsx")
    assert display_names((one, two, three)) == {
        one: "甲/名册.xlsx",
        two: "乙/名册.xlsx",
        three: "别的.xlsx",
    }


def test_the_same_bytes_are_recognised_whatever_their_name(tmp_path):
    for name in ("甲.csv", "乙.csv"):
        (tmp_path / name).write_text("姓名", "utf-8")
    first, second = (fingerprint(content(tmp_path / name)) for name in ("甲.csv", "乙.csv"))
    assert first == second == fingerprint(content(Pasted("姓名")))


def test_pasted_text_and_a_file_become_books_with_the_encoding_that_was_chosen(tmp_path):
    book = read(Pasted("姓名\t性别\n赵一\t男"), Choices(), LIMITS, silent)
    assert book.sheets[0].rows == [["姓名", "性别"], ["赵一", "男"]]
    path = tmp_path / "名册.csv"
    path.write_text("姓名,性别\n赵一,男\n", "gb18030")
    book = read(path, Choices(encodings={key(path): "gb18030"}), LIMITS, silent)
    assert book.sheets[0].rows[1] == ["赵一", "男"]
    assert book.encoding == "gb18030"
