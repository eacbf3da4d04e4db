"""Kinds of value: how each is parsed, shown, stored and masked."""

from storage.model.kinds.codes import (
    EDUCATION,
    ETHNICITY,
    ID_TYPE,
    POLITICAL_STATUS,
    RESIDENT_ID,
    SEX,
)
from storage.model.kinds.dates import DATE, PARTIAL_DATE, QUARTER
from storage.model.kinds.identity import CREDIT_CODE, ID_NUMBER, PHONE, STUDENT_NUMBER
from storage.model.kinds.kind import Kind
from storage.model.kinds.numbers import COUNT, HOURS, MONEY, SIGNED_HOURS, STAR, YES_NO, link
from storage.model.kinds.text import NAME, NOTE, TEXT, choice
from storage.model.kinds.times import TIME

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
