"""报送: the sendings to the city, and the corrections that its answers require."""

from __future__ import annotations

from gui.ledgers.ledger import Ledger
from storage.model.tables.dispatch import ACCEPTED, CORRECTIONS, DISPATCHES, OPEN
from storage.views import views_of

DISPATCH_LEDGER = Ledger(
    DISPATCHES,
    views=views_of(DISPATCHES),
    newest_first_by="sent_on",
    columns=(
        "quarter", "version", "draft", "sent_on", "channel", "recipients", "received_on",
        "returned_on",
    ),
    groups=(
        (
            "",
            (
                "quarter", "version", "draft", "sent_on", "sent_at", "channel", "recipients",
                "files",
            ),
        ),
        ("市里的回复", ("receipt", "received_on", "returned_on", "return_note", "note")),
    ),
    purpose="每次报送自动记在这里：什么时候、怎么报、报给谁、哪些文件；市里的回执和退回也登在这里。",
    icon="send",
    subtitle=("channel", "sent_on"),
)  # fmt: skip

CORRECTION_LEDGER = Ledger(
    CORRECTIONS,
    views=views_of(CORRECTIONS),
    newest_first_by="decided_on",
    columns=("quarter", "sheet", "row", "item", "ours", "theirs", "decision", "done_on"),
    groups=(
        ("", ("quarter", "sheet", "cell", "row", "item", "ours", "theirs")),
        ("处理", ("decision", "decided_on", "done_on", "note", "dispatch")),
    ),
    purpose="市里退回的表读入后，接受的更正记在这里；台账改好了，填上改好的日期。",
    icon="list-checks",
    subtitle=("quarter", "sheet"),
    tones={"decision": {ACCEPTED: "good", OPEN: "warn"}},
)
