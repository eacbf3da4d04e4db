"""The quarter's report (季报): text, tables and room for the seal, as PDF or .docx."""

from exports.reports.narrative.story import Report, report_of, word_of

__all__ = ["Report", "report_of", "word_of"]
