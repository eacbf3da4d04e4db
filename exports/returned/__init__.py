"""A roster goes back to its school: its own file, what is wrong marked where it stands."""

from exports.returned.faults import FileFaults, faults_of, message
from exports.returned.writing import Opening, Returned, give_back, write_marked

__all__ = [
    "FileFaults", "Opening", "Returned", "faults_of", "give_back", "message", "write_marked",
]  # fmt: skip
