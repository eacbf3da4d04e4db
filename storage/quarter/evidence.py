"""The evidence (佐证) of sealed quarters: its bytes stay, whatever becomes of the records.

The file itself refuses to take any away, so a sealed list of evidence always finds its files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.evidence import content_of
from storage.quarter.pieces import rows_in
from storage.quarter.seal import contents_of, piece, seals
from storage.tables.attachment import ATTACHMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.quarter.seal import Seal
    from storage.store import Store
    from storage.tables.attachment import Attachment


def sealed_evidence(store: Store, seal: Seal) -> list[Attachment]:
    """The evidence as it was sealed; `content_of` the ledger gives each file's bytes."""
    pieces = contents_of(store, seal)["pieces"].get(ATTACHMENTS.name, ())
    empty = dict.fromkeys(ATTACHMENTS.names)
    return [
        ATTACHMENTS.from_row({**empty, **row})
        for _span, digest in pieces
        for row in rows_in(piece(store, digest))
    ]


def lost_evidence(store: Store) -> Iterator[str]:
    """Yield a sentence for every sealed piece of evidence whose bytes are not what they were."""
    sound: set[str] = set()
    for seal in seals(store):
        for one in sealed_evidence(store, seal):
            if one.sha256 in sound:
                continue
            try:
                content_of(store, one)
                sound.add(one.sha256)
            except UserError as error:
                yield f"{seal.quarter.label}{seal.label}：{error}"
