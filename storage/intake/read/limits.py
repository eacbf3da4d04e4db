"""Limits on the size of a file, and the confinement of the process that reads it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for one file; bytes, counts and seconds.

    Of a file beyond `small` every byte allows `growth` more in the worker's memory and unpacked:
    500,000 rows are read with these limits, yet a worker never has more than 2 GB, and never much
    more than 1 GB for a small file that claims to be large. `cells` bound what this side holds.
    """

    file_bytes: int = 100 * MIB
    members: int = 2_000  # of a zip form
    unpacked_bytes: int = 400 * MIB
    ratio: int = 200  # unpacked to packed, for members above RATIO_MATTERS
    sheets: int = 120  # a large school sends one per class
    rows: int = 600_000
    columns: int = 200
    cells: int = 12_000_000  # in all sheets; about 100 bytes each on this side
    documents: bool = False  # whether the tables of a Word document are wanted
    text: int = 32_767  # characters in one cell: the most WPS and Excel hold
    memory_bytes: int = 1 << 30
    seconds: float = 20.0
    seconds_per_mb: float = 2.0
    small: int = 10 * MIB
    growth: int = 10

    def of(self, size: int) -> Limits:
        """Return the limits for a file of `size` bytes: a large one gets more memory and time."""
        more = self.growth * max(0, size - self.small)
        return replace(
            self,
            seconds=self.seconds + self.seconds_per_mb * size / MIB,
            memory_bytes=self.memory_bytes + more,
            unpacked_bytes=self.unpacked_bytes + more,
        )


LIMITS = Limits()

if sys.platform == "win32":
    from storage.intake.read.windows_job import confine
else:
    import resource

    def confine(memory: int, seconds: float) -> None:
        """Limit the memory (bytes) and processor time of this process, and prevent core dumps."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _lower(resource.RLIMIT_AS, memory)
        _lower(resource.RLIMIT_CPU, int(seconds) + 5)  # only matters when the parent is gone

    def _lower(which: int, wanted: int) -> None:
        _, hard = resource.getrlimit(which)
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(which, (soft, hard))


__all__ = ["LIMITS", "MIB", "Limits", "confine"]
