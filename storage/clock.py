"""The PC's clock: the one place where the day and the moment are asked for.

Whatever is counted, sealed or dated takes its day as an argument; only the edge of the program,
a command or a page, asks here.
"""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day by the PC's own time zone."""
    return date.today()


def now() -> datetime:
    """Return the moment by the PC's own time zone, without naming the zone."""
    return datetime.now()


def now_utc() -> datetime:
    """Return the moment in UTC, as edits and seals bear it."""
    return datetime.now(UTC)
