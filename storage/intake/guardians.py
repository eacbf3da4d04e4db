"""Whose relative a column speaks of, and which of a pupil's relatives is the guardian."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from storage.intake.cleaning import Cleaner, Fault
from storage.kinds import YES_NO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.mapping import Mapped
    from storage.schema import Column

_MEMBER = re.compile(r"^.*?(成员[1-9]|监护人[1-9一二]|家长[1-9一二]|父亲|母亲)(?:的)?(.*)$")
_PARTS = (
    (re.compile(r"^(姓名|名字)?$"), "guardian_name"),
    (re.compile(r"^(与本人|与学生|与孩子)?关系$"), "guardian_relation"),
    (re.compile(r"^.*(电话|手机|联系方式)(号码?)?$"), "guardian_phone"),
    (re.compile(r"^是否(为)?监护人$"), "is_guardian"),
)
IS_GUARDIAN = "is_guardian"
_LATER = re.compile(r"[2-9二]$")  # not the first of them
_RELATIONS = ("父亲", "母亲")


def member_of(text: str) -> tuple[str, str]:
    """The relative that a header speaks of, and which of his facts; ("", "") where of none."""
    found = _MEMBER.match(text)
    if found is None:
        return "", ""
    part = next((name for words, name in _PARTS if words.match(found[2])), "")
    return (found[1], part) if part else ("", "")


def is_later(member: str) -> bool:
    """Whether it is not the first one, who is the guardian where nothing else is said."""
    return bool(_LATER.search(member))


class Guardians:
    """Chooses the guardian of each row among the relatives that its columns tell of."""

    def __init__(self, headers: Sequence[Mapped], columns: Mapping[str, Column]) -> None:
        members: dict[str, dict[str, int]] = {}
        for one in headers:
            if one.member:
                members.setdefault(one.member, {})[one.part] = one.index
        self._members = tuple(members.items())
        self._read = {name: Cleaner(column) for name, column in columns.items()}

    def __bool__(self) -> bool:
        """Whether there is anything to choose or to add."""
        return len(self._members) > 1 or any(name in _RELATIONS for name, _ in self._members)

    def choose(self, values: dict[str, Any], cells: Sequence[Any]) -> None:
        """Put the guardian's facts among the values: who is called so, else who comes first."""
        told = [one for one in self._members if self._is_told(one[1], cells)]
        named = (one for one in told if self._is_guardian(one[1], cells))
        chosen = next(named, told[0] if told else None)
        if chosen is None:
            return
        member, places = chosen
        for name in self._read:
            value = self._value(name, places, cells)
            if value is not None:
                values[name] = value
            elif chosen is not self._members[0]:
                values.pop(name, None)
        if member in _RELATIONS:
            values["guardian_relation"] = member

    def _is_told(self, places: Mapping[str, int], cells: Sequence[Any]) -> bool:
        return any(self._value(name, places, cells) for name in ("guardian_name", "guardian_phone"))

    def _is_guardian(self, places: Mapping[str, int], cells: Sequence[Any]) -> bool:
        at = places.get(IS_GUARDIAN, len(cells))
        try:
            return at < len(cells) and YES_NO.parse(cells[at]) is True
        except ValueError:
            return False

    def _value(self, name: str, places: Mapping[str, int], cells: Sequence[Any]) -> Any:
        at = places.get(name, len(cells))
        value = self._read[name][cells[at]] if at < len(cells) else None
        return value.value if isinstance(value, Fault) else value
