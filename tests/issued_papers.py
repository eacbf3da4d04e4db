"""Papers for people as tests issue and read them."""

from __future__ import annotations

from datetime import date

import pypdfium2

from storage.model.tables.paper import PROOF
from storage.people.issuing import PaperRequest, issue_papers

DAY = date(2026, 10, 8)


def texts(data):
    """The text of each page of a PDF, without white space."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return ["".join(page.split()) for page in pages]


LONG = "阿尔·莫色·㛃䶮𬭎·尔古拉且木呷惹吉克木且沙"


TEAM = "新山傈僳族乡青年志愿者协会应急救援与地质灾害防治志愿服务大队"


def proven(store, long_named):
    """A proof of the sixty services, entered in the register."""
    asked = PaperRequest(PROOF, *long_named, date(2026, 1, 1), date(2026, 9, 30), handler="张伟")
    return issue_papers(store, [asked], DAY)
