"""Invented people for tests: sound ID numbers and records."""

from __future__ import annotations

from itertools import count

from storage.model.kinds.identity import check_digit
from storage.model.tables.volunteer import Volunteer

_serial = count(1)


def id_number(born: str = "2008-05-17", *, sex: str = "男", area: str = "510411") -> str:
    """A new sound ID number for somebody born on that day."""
    serial = next(_serial) % 499 * 2 + (1 if sex == "男" else 2)
    first = f"{area}{born.replace('-', '')}{serial:03}"
    return first + check_digit(first)


def volunteer(name: str = "王雨欣", born: str = "2008-05-17", **fields: object) -> Volunteer:
    """A volunteer who may be kept as he stands."""
    number = fields.pop("id_number", None) or id_number(born)
    return Volunteer(name=name, id_number=str(number), birth_date=born, sex="男", **fields)  # type: ignore[arg-type]
