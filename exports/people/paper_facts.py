"""What a paper for a person says besides its own matter: who, from whom, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.counting.policy import office_of
from storage.model.schema import text_of
from storage.model.tables import ORGANIZATIONS, VOLUNTEERS

if TYPE_CHECKING:
    from datetime import date

    from storage.model.tables.organization import Organization
    from storage.model.tables.paper import Certificate
    from storage.model.tables.setting import Office
    from storage.model.tables.volunteer import Volunteer
    from storage.store.store import Store


_LABEL = VOLUNTEERS.by_name["platform_number"].label


@dataclass(frozen=True, slots=True)
class Facts:
    """One certificate with the records that it names."""

    store: Store
    certificate: Certificate
    masked: bool = True

    @property
    def person(self) -> Volunteer:
        """Whose paper it is."""
        return self.store.get(VOLUNTEERS, self.certificate.volunteer)

    @property
    def organization(self) -> Organization | None:
        """Who recorded what is certified."""
        number = self.certificate.organization
        return self.store.get(ORGANIZATIONS, number) if number else None

    @property
    def office(self) -> Office | None:
        """Whose ledger it is."""
        return office_of(self.store)

    @property
    def issuer(self) -> str:
        """Who signs: the organization that recorded it, else the office."""
        organization, office = self.organization, self.office
        if organization is not None:
            return organization.name
        return office.name if office else "（未设置单位）"

    @property
    def mark(self) -> str:
        """What every page says of invented people."""
        return "示例数据" if self.office and self.office.sample else ""

    def text(self, name: str) -> str:
        """A field of the person as the paper shows it."""
        value = getattr(self.person, name)
        return text_of(VOLUNTEERS.by_name[name], value, masked=self.masked)

    def identity(self) -> str:
        """Who the person is, by name, document and volunteer's number."""
        person = self.person
        parts = [f"{person.name}"]
        if person.sex:
            parts.append(person.sex)
        if person.id_number:
            parts.append(f"{person.id_type or '证件号码'}{self.text('id_number')}")
        if person.platform_number:
            parts.append(f"{_LABEL}{person.platform_number}")
        return "，".join(parts)


def day_of(day: date | None) -> str:
    """A day as papers write it."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
