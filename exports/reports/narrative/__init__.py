"""The quarter's report (季报): text, tables and room for the seal, as PDF or .docx."""

from exports.reports.narrative.story import Report, render_report, render_word_report

__all__ = ["Report", "render_report", "render_word_report"]
