"""Characters of the private area that have a standard one, and those that have none."""

import pytest

from storage.model.kinds.text import REPAIRS, private_in, repaired


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        (0xE815, "⺁"), (0xE816, "𠂇"), (0xE863, "䶮"), (0xE864, "龻"),  # GB 18030-2022, annex D
        (0xE78D, "︐"), (0xE78E, "︒"), (0xE796, "︙"),
        (0xF050, "√"), (0xF052, "√"), (0xF0FC, "√"), (0xF0FE, "√"),  # ticks of Wingdings
    ],
)  # fmt: skip
def test_a_character_with_a_standard_one_is_replaced(code, sign):
    assert repaired(f"甲{chr(code)}乙") == f"甲{sign}乙"


def test_no_other_character_is_replaced():
    assert len(REPAIRS) == 80 + 10 + 4
    for code in (0xE814, 0xE865, 0xE78C, 0xE797, 0xF051, 0xF0FD):
        assert repaired(chr(code)) == chr(code)


def test_the_first_private_character_is_found():
    assert private_in("甲\ue000乙\uf8ff") == "\ue000"
    assert private_in("甲\uf8ff") == "\uf8ff"
    assert private_in("\U000f0000") == "\U000f0000"
    assert private_in("甲\n乙") == private_in("甲") == private_in("") == ""
