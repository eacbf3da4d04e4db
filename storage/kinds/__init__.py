"""Kinds of value: how each is read, shown, kept and masked."""

from storage.kinds.codes import EDUCATION, ETHNICITY, ID_TYPE, POLITICAL_STATUS, RESIDENT_ID, SEX
from storage.kinds.dates import DATE, PARTIAL_DATE, QUARTER
from storage.kinds.identity import CREDIT_CODE, ID_NUMBER, PHONE, STUDENT_NUMBER
from storage.kinds.kind import Kind
from storage.kinds.numbers import COUNT, HOURS, MONEY, SIGNED_HOURS, STAR, YES_NO, link
from storage.kinds.text import NAME, NOTE, TEXT, choice
from storage.kinds.times import TIME

__all__ = [
    "COUNT",
    "CREDIT_CODE",
    "DATE",
    "EDUCATION",
    "ETHNICITY",
    "HOURS",
    "ID_NUMBER",
    "ID_TYPE",
    "MONEY",
    "NAME",
    "NOTE",
    "PARTIAL_DATE",
    "PHONE",
    "POLITICAL_STATUS",
    "QUARTER",
    "RESIDENT_ID",
    "SEX",
    "SIGNED_HOURS",
    "STAR",
    "STUDENT_NUMBER",
    "TEXT",
    "TIME",
    "YES_NO",
    "Kind",
    "choice",
    "link",
]
