"""New files are the owner's alone, and appear whole or not at all."""

import os
import stat

import pytest

from storage.files import private_files
from storage.files.private_files import (
    WAITS,
    create,
    make_folder,
    make_private,
    rename_with_retry,
    sweep,
    unfinished,
    unused,
)

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile private by itself")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_new_folders_and_files_are_the_owner_s_alone(tmp_path):
    folder = tmp_path / "一" / "二"
    make_folder(folder)
    create(folder / "a.txt")
    assert (mode(folder.parent), mode(folder), mode(folder / "a.txt")) == (0o700, 0o700, 0o600)
    (folder / "b.txt").touch(0o644)
    make_private(folder / "b.txt")
    assert mode(folder / "b.txt") == 0o600


@posix
def test_a_folder_that_is_there_stays_as_it_is(tmp_path):
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_file_that_is_there_is_not_made_again(tmp_path):
    create(tmp_path / "a.txt")
    with pytest.raises(FileExistsError):
        create(tmp_path / "a.txt")


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    assert unused(tmp_path, "备份", ".db") == tmp_path / "备份.db"
    (tmp_path / "备份.db").touch()
    (tmp_path / "备份-2.db-wal").touch()  # what is left of another
    assert unused(tmp_path, "备份", ".db") == tmp_path / "备份-3.db"


def test_an_unfinished_file_is_removed_unless_it_was_renamed(tmp_path):
    with unfinished(tmp_path / "a.db") as partial:
        partial.write_bytes(b"1")
    assert list(tmp_path.iterdir()) == []
    with unfinished(tmp_path / "a.db") as partial:
        partial.write_bytes(b"1")
        partial.replace(tmp_path / "a.db")
    assert [one.name for one in tmp_path.iterdir()] == ["a.db"]


def test_only_the_unfinished_files_of_nobody_are_swept(tmp_path):
    for name in (
        "ledger-1.db.part",
        "青志台账备份-1.db.part",
        "青志台账备份-1.db.part-wal",
        "别的.part",
    ):
        (tmp_path / name).touch()
    with unfinished(tmp_path / "ledger-2.db") as partial:
        sweep(tmp_path)
        left = {one.name for one in tmp_path.iterdir()}
        assert left == ({partial.name, "别的.part"} if os.name == "posix" else left)
    sweep(tmp_path / "没有这个文件夹")


class Held:
    """A file that a virus scanner holds for some attempts."""

    def __init__(self, attempts):
        self.attempts, self.renamed = attempts, False

    def replace(self, _path):
        if self.attempts:
            self.attempts -= 1
            raise PermissionError
        self.renamed = True


def test_a_rename_is_tried_again_while_something_holds_the_file(tmp_path):
    waited = []
    partial = Held(3)
    rename_with_retry(partial, tmp_path / "a", waited.append)
    assert partial.renamed
    assert waited == list(WAITS[:3])


def test_a_rename_fails_in_the_end_and_at_once_onto_a_folder(tmp_path):
    waited = []
    with pytest.raises(PermissionError):
        rename_with_retry(Held(99), tmp_path / "a", waited.append)
    assert waited == list(WAITS)
    with pytest.raises(PermissionError):
        rename_with_retry(Held(99), tmp_path, waited.append)
    assert waited == list(WAITS)


@posix
def test_one_program_claims_a_file(tmp_path):
    (tmp_path / "a").touch()
    first, second = (os.open(tmp_path / "a", os.O_RDONLY) for _ in range(2))
    try:
        assert private_files.claim(first)
        assert not private_files.claim(second)
    finally:
        os.close(first)
        os.close(second)
