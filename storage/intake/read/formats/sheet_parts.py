"""Find the part of an xlsx or xlsb that holds each sheet."""

from __future__ import annotations

import posixpath
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from defusedxml import ElementTree

from storage.intake.read.formats.xlsb_records import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

BUNDLED_SHEET = 156
WORKBOOK_PROPERTIES = 153


@dataclass(slots=True)
class Parts:
    """Archive members by sheet name; `date1904` is the calendar set in the workbook part."""

    members: dict[str, str] = field(default_factory=dict)
    date1904: bool = False


def of_xlsx(archive: ZipFile) -> Parts:
    """Read the workbook part of an xlsx."""
    root = _xml(archive, "xl/workbook.xml")
    targets = _targets(archive, "xl/_rels/workbook.xml.rels")
    parts = Parts()
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "sheet":
            link = next((v for k, v in element.items() if k.endswith("}id")), "")
            parts.members[element.get("name", "")] = targets.get(link, "")
        elif name == "workbookPr":
            parts.date1904 = element.get("date1904") in {"1", "true", "on"}
    return parts


def of_xlsb(archive: ZipFile) -> Parts:
    """Read the workbook part of an xlsb."""
    targets = _targets(archive, "xl/_rels/workbook.bin.rels")
    parts = Parts()
    with archive.open(_member(archive, "xl/workbook.bin")) as part:
        for kind, data in records(part.read()):
            if kind == BUNDLED_SHEET:
                link, rest = _wide_string(data[8:])
                parts.members[_wide_string(rest)[0]] = targets.get(link, "")
            elif kind == WORKBOOK_PROPERTIES:
                parts.date1904 = bool(data[0] & 1)
    return parts


def _wide_string(data: bytes) -> tuple[str, bytes]:
    end = 4 + 2 * int(struct.unpack_from("<I", data)[0])
    return data[4:end].decode("utf-16-le"), data[end:]


def _targets(archive: ZipFile, rels: str) -> dict[str, str]:
    known = dict(_spellings(archive))
    found = {}
    for element in _xml(archive, rels).iter():
        target = element.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        found[element.get("Id", "")] = known.get(path.lower(), "")
    return found


def _xml(archive: ZipFile, name: str) -> Any:
    with archive.open(_member(archive, name)) as part:
        return ElementTree.parse(part, forbid_dtd=True).getroot()


def _member(archive: ZipFile, name: str) -> str:
    """Return the member of that name in any case or slashes, such as XL\\Workbook.xml."""
    return dict(_spellings(archive))[name.lower()]


def _spellings(archive: ZipFile) -> Iterator[tuple[str, str]]:
    for name in archive.namelist():
        yield name.lower().replace("\\", "/").lstrip("/"), name
