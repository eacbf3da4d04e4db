"""OpenDocument sheets with a password: asked for, opened in memory, never called damaged."""

import zipfile
from pathlib import Path

import pytest

from storage.errors import UserError
from storage.intake.read import PasswordNeeded, read_book
from storage.intake.read.limits import MIB, Limits
from tests.storage.intake.read import files

LOCKED = Path(__file__).parents[3] / "reference" / "locked.ods"  # as LibreOffice 7.4 locks it
PASSWORD = "青年节54"
FOR_US = "《名册.ods》设了密码，这种加密办法这里打不开"


def remade(tmp_path, **changed):
    """The locked file with some of its parts changed by functions of their bytes."""
    with zipfile.ZipFile(LOCKED) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changed.items():
        path = {"manifest": "META-INF/manifest.xml", "content": "content.xml"}[name]
        parts[path] = change(parts[path])
    return files.packed(tmp_path / "名册.ods", parts)


def test_the_password_is_requested_refused_and_accepted():
    with pytest.raises(PasswordNeeded, match="^《locked.ods》设了打开密码"):
        read_book(LOCKED)
    with pytest.raises(PasswordNeeded, match="^《locked.ods》的打开密码不对：请核对后再试。$"):
        read_book(LOCKED, password="不是")
    assert read_book(LOCKED, password=PASSWORD).sheets[0].rows == files.ROSTER


@pytest.mark.parametrize(
    ("content", "instead"),
    [
        (b"aes256-cbc", b"blowfish-cfb"),
        (b'iteration-count="100000"', b'iteration-count="99999999999"'),
        (b'iteration-count="100000"', b'iteration-count="many"'),
        (b'derivation-name="PBKDF2"', b'derivation-name="argon2id"'),
        (b'checksum="', b'checksum="*'),
        (b"</manifest:manifest>", b""),
    ],
)
def test_an_unknown_encryption_is_refused(tmp_path, content, instead):
    path = remade(tmp_path, manifest=lambda data: data.replace(content, instead))
    with pytest.raises(UserError, match=FOR_US):
        read_book(path, password=PASSWORD)


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data[:-16], lambda _: b""])
def test_sheets_cut_short_are_damage_or_no_password(tmp_path, change):
    with pytest.raises(UserError, match="《名册.ods》"):
        read_book(remade(tmp_path, content=change), password=PASSWORD)


def test_what_unfolds_beyond_all_measure_is_not_read():
    with pytest.raises(UserError, match="展开后超过 0 MB 的上限"):
        read_book(LOCKED, password=PASSWORD, limits=Limits(unpacked_bytes=1000, file_bytes=MIB))
