"""The city's answer: a workbook that came back, where it differs, and what becomes of that."""
