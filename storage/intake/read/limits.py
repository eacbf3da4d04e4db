"""How much a file may hold before it is no roster, and the fence around the process reading it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    PROCESS_TIME = 0x2
    ACTIVE_PROCESS = 0x8
    PROCESS_MEMORY = 0x100
    DIE_ON_UNHANDLED_EXCEPTION = 0x400
    KILL_ON_JOB_CLOSE = 0x2000
    EXTENDED_LIMIT_INFORMATION = 9
    NO_ERROR_WINDOWS = 0x1 | 0x2 | 0x8000  # critical errors, crashes, missing files

    class BasicLimits(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; six counters of IO_COUNTERS lie in the middle."""

        _fields_ = (
            ("Basic", BasicLimits),
            ("IoCounters", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def confine(memory: int, seconds: float) -> None:
        """Fence this process in; the job lives as long as the process, so its handle stays open."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            wintypes.LPVOID,
            wintypes.DWORD,
        )
        kernel.SetErrorMode(NO_ERROR_WINDOWS)
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return
        wanted = _limits(memory, seconds)
        if kernel.SetInformationJobObject(
            job, EXTENDED_LIMIT_INFORMATION, ctypes.byref(wanted), ctypes.sizeof(wanted)
        ):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

    def _limits(memory: int, seconds: float) -> ExtendedLimits:
        limits = ExtendedLimits()
        limits.Basic.LimitFlags = (
            PROCESS_TIME
            | ACTIVE_PROCESS
            | PROCESS_MEMORY
            | DIE_ON_UNHANDLED_EXCEPTION
            | KILL_ON_JOB_CLOSE
        )
        limits.Basic.ActiveProcessLimit = 1 if getattr(sys, "frozen", False) else 2
        limits.Basic.PerProcessUserTimeLimit = int((seconds + 5) * 10_000_000)  # units of 100 ns
        limits.ProcessMemoryLimit = memory
        return limits


MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

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
        """What a file of that many bytes may cost: a large one gets more of everything."""
        more = self.growth * max(0, size - self.small)
        return replace(
            self,
            seconds=self.seconds + self.seconds_per_mb * size / MIB,
            memory_bytes=self.memory_bytes + more,
            unpacked_bytes=self.unpacked_bytes + more,
        )


LIMITS = Limits()

if sys.platform == "win32":
    pass
else:
    import resource

    def confine(memory: int, seconds: float) -> None:
        """Fence this process in: address space, processor time, and no core dump of people."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _lower(resource.RLIMIT_AS, memory)
        _lower(resource.RLIMIT_CPU, int(seconds) + 5)  # only matters when the parent is gone

    def _lower(which: int, wanted: int) -> None:
        _, hard = resource.getrlimit(which)
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(which, (soft, hard))


__all__ = ["LIMITS", "MIB", "Limits", "confine"]
