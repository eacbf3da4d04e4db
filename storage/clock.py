"""The PC's clock: the only place that reads the date and time.

Code that counts, seals or dates takes the day as an argument; only the edge of the program,
a command or a page, reads it here.
"""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the local date."""
    return date.today()


def now() -> datetime:
    """Return the local time without its zone."""
    return datetime.now()


def now_utc() -> datetime:
    """Return the time in UTC, as edits and seals record it."""
    return datetime.now(UTC)
