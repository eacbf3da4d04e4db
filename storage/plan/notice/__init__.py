"""A notice's own table becomes the rows of a year's work plan."""

from storage.plan.notice.notice_plan import Notice, notice_of, read_notice

__all__ = ["Notice", "notice_of", "read_notice"]
