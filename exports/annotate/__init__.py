"""Rosters returned to their school: its own file with the faults marked in their cells.

`school_faults` selects the faults without a library for workbooks; `marked_workbook` marks them.
"""

from exports.annotate.school_faults import FileFaults, faults_of, school_message

__all__ = ["FileFaults", "faults_of", "school_message"]
