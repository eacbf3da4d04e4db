"""Faults: errors and oddities in the data; the rules, one file per family of ledgers."""

from storage.faults.fault_finder import (
    RULES,
    SUSPECT_CONDITIONS,
    count_faults,
    file_check,
    find_faults,
)
from storage.faults.fault_rule import Fault, Rule

__all__ = [
    "RULES",
    "SUSPECT_CONDITIONS",
    "Fault",
    "Rule",
    "count_faults",
    "file_check",
    "find_faults",
]
