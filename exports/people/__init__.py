"""Papers for people: proofs of service, certificates, cards, lists to sign in on."""

from exports.people.paper_kinds import PAPERS, render_papers
from exports.people.sign_in import sign_in_sheet, sign_in_workbook

__all__ = ["PAPERS", "render_papers", "sign_in_sheet", "sign_in_workbook"]
