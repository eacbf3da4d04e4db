"""Papers issued to volunteers: the facts they certify, their number and their check code.

A proof of service is issued by the organization that recorded it (令67 §14–15, 谁记录谁证明): only
that organization's activities count. It must state the time, the service and the recorder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.model.tables import ORGANIZATIONS, STAR_GRANTS, TRAININGS, VOLUNTEERS
from storage.model.tables.paper import (
    CARD,
    CERTIFICATES,
    PROOF,
    STAR_CERTIFICATE,
    TRAINED,
    Certificate,
)
from storage.model.tables.service_record import holds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.store.edit import Edit
    from storage.store.store import Store

CODE_DIGITS = 10  # hexadecimal digits
_SERVED_ON = f"CASE WHEN {holds()} THEN r.served_on END"
_SERVICE_SQL = f"""
    SELECT min({_SERVED_ON}) AS first, max({_SERVED_ON}) AS last, a.name AS activity,
        o.name AS organization, ifnull(a.content, max(r.content)) AS content,
        count(DISTINCT {_SERVED_ON}) AS times, sum(r.hours) AS minutes
    FROM service_record r JOIN activity a ON a.id = r.activity
        JOIN organization o ON o.id = a.organization
    WHERE r.volunteer = :volunteer AND r.served_on BETWEEN :first AND :last
        AND (:organization IS NULL OR a.organization = :organization)
    GROUP BY a.id HAVING sum(r.hours) > 0 ORDER BY 1, a.id
"""
_RECORDERS_SQL = """
    SELECT a.organization AS id, sum(r.hours) AS minutes FROM service_record r
        JOIN activity a ON a.id = r.activity WHERE r.volunteer = ?
    GROUP BY 1 HAVING sum(r.hours) > 0 ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class ServiceSummary:
    """A volunteer's service at one activity, corrections included; ISO days, time in minutes."""

    first: str
    last: str
    times: int
    activity: str
    organization: str
    content: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A request for a paper: its kind, its volunteer and what it certifies."""

    kind: str
    volunteer: int
    organization: int | None = None
    first: date | None = None
    last: date | None = None
    training: int | None = None
    star_grant: int | None = None
    handler: str | None = None


def service_summaries(
    store: Store, volunteer: int, first: date, last: date, organization: int | None = None
) -> tuple[ServiceSummary, ...]:
    """Return a volunteer's service in a period by activity, of one organization or of all."""
    values = {
        "volunteer": volunteer,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "organization": organization,
    }
    return tuple(
        ServiceSummary(
            row["first"], row["last"], int(row["times"]), row["activity"], row["organization"],
            row["content"] or "", int(row["minutes"]),
        )
        for row in store.rows(_SERVICE_SQL, values)
    )  # fmt: skip


def recorders(store: Store, volunteer: int) -> tuple[tuple[int, str, int], ...]:
    """Return who recorded a volunteer's service: organization, name, minutes; the most first."""
    return tuple(
        (row["id"], store.get(ORGANIZATIONS, row["id"]).name, int(row["minutes"]))
        for row in store.rows(_RECORDERS_SQL, (volunteer,))
    )


def find_volunteers(store: Store, text: str) -> list[int]:
    """Return the volunteers of that name, ID number or platform number, at most two."""
    where = "name = :who OR id_number = :who OR platform_number = :who"
    sql = f"SELECT id FROM {VOLUNTEERS.name} WHERE {where} LIMIT 2"
    return [int(row["id"]) for row in store.rows(sql, {"who": text})]


def highest_star(store: Store, volunteer: int) -> int | None:
    """Return the grant of a volunteer's highest star by number, or None."""
    sql = (
        f"SELECT id FROM {STAR_GRANTS.name} WHERE volunteer = ? AND granted_on IS NOT NULL"
        " ORDER BY star DESC LIMIT 1"
    )
    found = store.value(sql, (volunteer,))
    return None if found is None else int(found)


def issue_papers(store: Store, requests: Sequence[PaperRequest], on: date) -> list[Certificate]:
    """Enter papers in the register, all or none; raises `UserError` where one has no facts."""
    facts = [_certified_facts(store, one) for one in requests]
    kinds = "、".join(dict.fromkeys(one.kind for one in requests))
    with store.edit(f"开具{kinds}") as edit:
        return [
            _add_entry(store, edit, one, fact, on)
            for one, fact in zip(requests, facts, strict=True)
        ]


def _add_entry(
    store: Store, edit: Edit, request: PaperRequest, facts: dict[str, Any], on: date
) -> Certificate:
    number = _next_number(store, on.year)
    name = store.get(VOLUNTEERS, request.volunteer).name
    made = Certificate(
        number=number, kind=request.kind, volunteer=request.volunteer,
        organization=request.organization, issued_on=on, handler=request.handler,
        training=request.training, star_grant=request.star_grant,
        code=check_code(number, name, facts.get("hours"), on), **facts,
    )  # fmt: skip
    return store.get(CERTIFICATES, edit.save(CERTIFICATES, made))


def _certified_facts(store: Store, request: PaperRequest) -> dict[str, Any]:
    """Return the facts this kind of paper certifies; raises `UserError` where there are none."""
    if request.kind == PROOF:
        return _service_facts(store, request)
    if request.kind == TRAINED:
        return _training_facts(store, request)
    if request.kind == STAR_CERTIFICATE:
        return _star_facts(store, request)
    assert request.kind == CARD
    return {}


def _service_facts(store: Store, request: PaperRequest) -> dict[str, Any]:
    assert request.first is not None
    assert request.last is not None
    done = service_summaries(
        store, request.volunteer, request.first, request.last, request.organization
    )
    if not done:
        name = store.get(VOLUNTEERS, request.volunteer).name
        raise UserError(f"{name}在这段时间没有可以证明的服务记录，请改日期或换记录单位。")
    return {
        "from_on": request.first,
        "until_on": request.last,
        "hours": sum(one.minutes for one in done),
    }


def _training_facts(store: Store, request: PaperRequest) -> dict[str, Any]:
    training = store.get(TRAININGS, request.training or 0)
    came = "SELECT hours, result FROM attendance WHERE training = ? AND volunteer = ?"
    row = next(store.rows(came, (training.id, request.volunteer)), None)
    name = store.get(VOLUNTEERS, request.volunteer).name
    if row is None:
        raise UserError(f"{name}不在“{training.name}”的参训名单里，不能开培训证书。")
    if row["result"] == "未完成":
        raise UserError(f"{name}没有完成“{training.name}”，不能开培训证书。")
    return {
        "from_on": training.held_on,
        "until_on": training.ended_on or training.held_on,
        "hours": row["hours"] or training.hours,
    }


def _star_facts(store: Store, request: PaperRequest) -> dict[str, Any]:
    grant = store.get(STAR_GRANTS, request.star_grant or 0)
    if grant.granted_on is None:
        raise UserError("这项星级还没有认定日期，认定以后才能开证书。")
    return {"from_on": grant.granted_on}


def _next_number(store: Store, year: int) -> str:
    sql = "SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM certificate WHERE number GLOB ?"
    last = store.value(sql, (f"{year}-[0-9]*",)) or 0
    return f"{year}-{int(last) + 1:05}"


def check_code(number: str, name: str, minutes: int | None, on: date) -> str:
    """Return the check code of an entry: the first `CODE_DIGITS` of a SHA-256 over its facts."""
    text = "|".join((number, name, str(minutes or ""), on.isoformat()))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:CODE_DIGITS].upper()
    return f"{digest[:5]}-{digest[5:]}"


def verify_paper(store: Store, number: str, code: str) -> Certificate | None:
    """Return the entry of a paper's number if its code matches the entry's facts, else None."""
    found = next(store.select(CERTIFICATES, "number = ?", (number.strip(),)), None)
    if found is None or found.code != code.strip().upper():
        return None
    name = store.get(VOLUNTEERS, found.volunteer).name
    return (
        found
        if check_code(found.number, name, found.hours, found.issued_on) == found.code
        else None
    )


def available_papers(store: Store, volunteer: int) -> list[tuple[PaperRequest, str]]:
    """Return the papers that can be issued to a volunteer, each with its label."""
    found = [(PaperRequest(CARD, volunteer), f"发{CARD}")]
    if recorders(store, volunteer):
        found.insert(0, (PaperRequest(PROOF, volunteer), f"开{PROOF}"))
    star = (
        "SELECT id, star FROM star_grant WHERE volunteer = ? AND granted_on IS NOT NULL"
        " ORDER BY star DESC LIMIT 1"
    )
    for row in store.rows(star, (volunteer,)):
        request = PaperRequest(STAR_CERTIFICATE, volunteer, star_grant=row["id"])
        found.append((request, f"{STAR_CERTIFICATE}（{row['star']}星）"))
    trainings = (
        "SELECT t.id, t.name FROM attendance a JOIN training t ON t.id = a.training"
        " WHERE a.volunteer = ? AND ifnull(a.result, '') <> '未完成'"
        " ORDER BY t.held_on DESC LIMIT 5"
    )
    for row in store.rows(trainings, (volunteer,)):
        request = PaperRequest(TRAINED, volunteer, training=row["id"])
        found.append((request, f"{TRAINED}：{row['name']}"))
    return found
