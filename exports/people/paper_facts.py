"""The facts that all papers for a person share: holder, issuer, dates, and the sample mark."""

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
class PaperFacts:
    """A certificate of the register with the records that it names."""

    store: Store
    certificate: Certificate
    masked: bool = True

    @property
    def person(self) -> Volunteer:
        """The holder of the paper."""
        return self.store.get(VOLUNTEERS, self.certificate.volunteer)

    @property
    def organization(self) -> Organization | None:
        """The organization that recorded the service, None where the office did."""
        number = self.certificate.organization
        return self.store.get(ORGANIZATIONS, number) if number else None

    @property
    def office(self) -> Office | None:
        """The office of the ledger, None where it is not set up."""
        return office_of(self.store)

    @property
    def issuer(self) -> str:
        """The signatory: the organization that recorded the service, else the office."""
        organization, office = self.organization, self.office
        if organization is not None:
            return organization.name
        return office.name if office else "（未设置单位）"

    @property
    def mark(self) -> str:
        """The mark of the sample county's papers, "" for real ones."""
        return "示例数据" if self.office and self.office.sample else ""

    def text(self, name: str) -> str:
        """Return a field of the holder as printed, masked where the paper is."""
        value = getattr(self.person, name)
        return text_of(VOLUNTEERS.by_name[name], value, masked=self.masked)

    def identity(self) -> str:
        """Return name, sex, document and platform number, as far as they are recorded."""
        person = self.person
        parts = [f"{person.name}"]
        if person.sex:
            parts.append(person.sex)
        if person.id_number:
            parts.append(f"{person.id_type or '证件号码'}{self.text('id_number')}")
        if person.platform_number:
            parts.append(f"{_LABEL}{person.platform_number}")
        return "，".join(parts)


def format_day(day: date | None) -> str:
    """Format a date as 2026年1月3日, None as ""."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
