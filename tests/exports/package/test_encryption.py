"""The locked annex: opened by others' program, guarded, and the same bytes for the same content."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import olefile
import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError

from exports.package.encryption import encrypt, readable_password

PASSWORD = "k7mq-x3ab-密码"
OVERHEAD = 98  # bytes of a zip beside its one member


def zipped(size: int) -> bytes:
    """A zip of that length: nothing else is taken for the content of a workbook."""
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr(ZipInfo("a"), b"\x5a" * (size - OVERHEAD - 2))
    return out.getvalue()


PLAIN = zipped(10_000)


def opened(locked: bytes, password: str = PASSWORD) -> bytes:
    office, out = OfficeFile(BytesIO(locked)), BytesIO()
    office.load_key(password=password, verify_password=True)
    office.decrypt(out, verify_integrity=True)
    return out.getvalue()


def drawn(locked: bytes) -> set[str]:
    """Every salt and every key that the container shows."""
    with olefile.OleFileIO(BytesIO(locked)) as container:
        described = container.openstream("EncryptionInfo").read()[8:].decode()
    found = re.findall(r'(?:saltValue|encrypted\w+)="([^"]+)"', described)
    assert len(found) == 7
    return set(found)


@pytest.mark.parametrize("size", [4095, 4096, 4097, 8_000_000])
def test_files_of_any_length_come_back_whole(size):
    plain = zipped(size)
    assert len(plain) == size
    assert opened(encrypt(plain, PASSWORD)) == plain


def test_the_same_file_and_password_give_the_same_bytes_without_an_hour():
    locked = encrypt(PLAIN, PASSWORD)
    assert encrypt(PLAIN, PASSWORD) == locked
    with olefile.OleFileIO(BytesIO(locked)) as container:
        assert container.root.getmtime() is None
        assert container.getmtime("EncryptedPackage") is None


@pytest.mark.parametrize(
    ("plain", "password"), [(PLAIN[:-1] + b"x", PASSWORD), (PLAIN, PASSWORD + "1")]
)
def test_another_letter_or_password_shares_no_salt_no_key_and_no_segment(plain, password):
    one, other = encrypt(PLAIN, PASSWORD), encrypt(plain, password)
    assert drawn(one).isdisjoint(drawn(other))
    with olefile.OleFileIO(BytesIO(one)) as first, olefile.OleFileIO(BytesIO(other)) as second:
        contents = [a.openstream("EncryptedPackage").read()[8:] for a in (first, second)]
    blocks = [{text[at : at + 16] for at in range(0, len(text), 16)} for text in contents]
    assert blocks[0].isdisjoint(blocks[1])


def test_repeated_segments_are_not_seen_from_outside():
    with olefile.OleFileIO(BytesIO(encrypt(b"\0" * 40_960, PASSWORD))) as container:
        content = container.openstream("EncryptedPackage").read()[8:]
    assert len({content[at : at + 16] for at in range(0, len(content), 16)}) == 40_960 // 16


def test_a_wrong_password_and_a_changed_byte_are_noticed():
    locked = bytearray(encrypt(PLAIN, PASSWORD))
    with pytest.raises(InvalidKeyError):
        opened(bytes(locked), "k7mq-x3ab-密妈")
    with olefile.OleFileIO(BytesIO(locked)) as container:
        content = container.openstream("EncryptedPackage").read()
    locked[locked.index(content[100:132])] ^= 1
    with pytest.raises(InvalidKeyError, match="integrity"):
        opened(bytes(locked))


def test_passwords_are_long_and_have_no_letter_that_is_taken_for_another():
    made = {readable_password() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", one) for one in made)
