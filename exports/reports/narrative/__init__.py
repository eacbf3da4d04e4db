"""The quarter's report: a paper with text, tables and room for the seal."""

from exports.reports.narrative.story import Report, report_of, word_of

__all__ = ["Report", "report_of", "word_of"]
