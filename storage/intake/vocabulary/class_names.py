"""Find the class named by a title, a heading or the name of a sheet."""

from __future__ import annotations

import re

_YEAR = r"(?:初|高|职高|中职|小)?(?:20)?\d\d[级届]"
_FORM = r"[一二三四五六七八九]年级|(?:初|高|职)中?[一二三](?:年级)?"
_STAGE = rf"(?:{_YEAR}[\u4e00-\u9fff]{{0,8}}?|{_FORM}|[七八九])"
_NUMBER = r"(?:[（(]\d{1,4}[）)]|\d{1,4}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)"
_CLASS = re.compile(rf"{_STAGE}?\s*{_NUMBER}\s*班")
_LABELLED = re.compile(r"班级\s*[:：]\s*([^\s:：，,；;]{1,20})")
_ALONE = re.compile(
    rf"{_STAGE}\s*[（(]?\d{{1,2}}[）)]?|(?!20\d\d$)\d{{3,4}}"
)  # of a sheet: 高一1, 2401
_GRADE = re.compile(rf"{_YEAR}|{_FORM}")


def class_in(*texts: str) -> str:
    """Return the one class that texts name, "" where they name none or several."""
    found = {match[1] for text in texts for match in _LABELLED.finditer(text)}
    found = found or {
        "".join(match[0].split()) for text in texts for match in _CLASS.finditer(text)
    }
    return found.pop() if len(found) == 1 else ""


def is_class(text: str) -> bool:
    """Whether a text is the name of a class and nothing else."""
    return _CLASS.fullmatch(text.strip()) is not None


def class_of_sheet(name: str, *, several: bool) -> dict[str, str]:
    """Return the class or grade that a sheet's name gives its rows, by field: 高一1班.

    Where there are `several` sheets, names such as 护理班, 2401 and 高二 count as well.
    """
    name = " ".join(name.split())
    if found := class_in(name):
        return {"class_name": found}
    if several and (name.endswith("班") or _ALONE.fullmatch(name)):
        return {"class_name": name}
    return {"grade": name} if several and _GRADE.fullmatch(name) else {}
