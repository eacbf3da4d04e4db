"""Notices: reading the table of a city notice as the rows of a work plan."""

from storage.plan.notice.notice_plan import Notice, notice_of, read_notice

__all__ = ["Notice", "notice_of", "read_notice"]
