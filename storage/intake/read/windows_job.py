"""The limits of the worker on Windows: the process puts itself into a Job Object.

Written from the documentation. Under Wine every call succeeds, files are read, cancelled and timed
out as they should be, but Wine enforces no memory limit, and no test here has a real Windows. Where
a call fails the file is still read, only without that fence.

One process is enough because the packaged program is a folder (a one-file bundle starts a second
process, and so does the `python.exe` of a venv, which is why an unpackaged run may have two).
"""

from __future__ import annotations

import sys

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
        """Limit memory (bytes) and processor time; the job's handle stays open with the process."""
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
