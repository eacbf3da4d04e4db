"""How a record's class is made: frozen to the type checker, lighter at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen, **facts):
        """Make the class. A frozen one checks every field it is given: three times as slow."""
        return dataclass(unsafe_hash=frozen, **facts)
