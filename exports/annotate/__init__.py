"""A roster goes back to its school: its own file, what is wrong marked where it stands.

What is wrong is told by `faults`, without a library for workbooks; `writing` marks it in one.
"""

from exports.annotate.school_faults import FileFaults, faults_of, message

__all__ = ["FileFaults", "faults_of", "message"]
