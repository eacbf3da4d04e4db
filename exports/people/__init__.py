"""Papers for people: proofs of service, certificates, cards, lists to sign in on."""

from exports.people.paper_kinds import PAPERS, paper_of
from exports.people.sign_in import sign_in_sheet, sign_in_workbook

__all__ = ["PAPERS", "paper_of", "sign_in_sheet", "sign_in_workbook"]
