"""The kinds of paper, each a story built from one entry of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.pdf import render_pdf
from exports.people.paper_facts import PaperFacts, format_day
from exports.people.proof import proof_story
from exports.people.testimonial import certificate_story
from exports.people.volunteer_card import card_rows
from storage.errors import UserError
from storage.model.tables import STAR_GRANTS, TRAININGS
from storage.model.tables.paper import CARD, PROOF, STAR_CERTIFICATE, TRAINED
from storage.sending import export_log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exports.pdf.pdf_document import Options
    from storage.model.tables.paper import Certificate
    from storage.store.store import Store

STARS = "零一二三四五"


def _star_certificate(facts: PaperFacts) -> list[Any]:
    grant = facts.store.get(STAR_GRANTS, facts.certificate.star_grant or 0)
    text = (
        f"{facts.person.name}同志：经认定，自{format_day(grant.granted_on)}起为"
        f"{STARS[grant.star]}星级青年志愿者。特发此证。"
    )
    granter = grant.granter or facts.issuer
    return certificate_story(facts, "星级志愿者证书", text, granter)


def _training_certificate(facts: PaperFacts) -> list[Any]:
    training = facts.store.get(TRAININGS, facts.certificate.training or 0)
    certificate = facts.certificate
    hours = (certificate.hours or 0) / 60
    text = (
        f"{facts.person.name}同志：于{format_day(certificate.from_on)}参加由{training.organiser}举办的"
        f"“{training.name}”（{training.category}类），完成{hours:g}学时，准予结业。特发此证。"
    )
    return certificate_story(facts, "培训证书", text, training.organiser)


PAPERS: dict[str, Callable[[PaperFacts], list[Any]]] = {
    PROOF: proof_story,
    STAR_CERTIFICATE: _star_certificate,
    TRAINED: _training_certificate,
}
LYING = (STAR_CERTIFICATE, TRAINED)


def render_papers(
    store: Store, certificates: Sequence[Certificate], *, masked: bool = True
) -> bytes:
    """Render papers of one kind as one PDF; unmasked papers are recorded in the export log.

    Raises `UserError` for papers of several kinds, or a proof whose records have changed.
    """
    kinds = {one.kind for one in certificates}
    if len(kinds) != 1:
        raise UserError("请一次只开一种证明或证书。")
    (kind,) = kinds
    facts = [PaperFacts(store, one, masked) for one in certificates]
    story = card_rows(facts) if kind == CARD else _stories(PAPERS[kind], facts)
    options: Options = {
        "title": kind,
        "author": facts[0].issuer,
        "landscape": kind in LYING,
        "mark": "" if kind == CARD else facts[0].mark,
        "numbering": "none",
    }
    data, result = render_pdf(story, **options)
    if (
        kind == PROOF and len(facts) == 1 and result.pages > 1
    ):  # numbered, so that no sheet can be exchanged
        options["numbering"] = "of"
        data, result = render_pdf(proof_story(facts[0]), **options)
    if not masked:
        numbers = "、".join(one.number for one in certificates)
        export_log.log_export(store, kind, "full", "出具给本人", numbers, "")
    return data


def _stories(make: Callable[[PaperFacts], list[Any]], facts: Sequence[PaperFacts]) -> list[Any]:
    from reportlab.platypus import PageBreak

    story = make(facts[0])
    for one in facts[1:]:
        story += [PageBreak(), *make(one)]
    return story
