"""One mail as bytes, with attachment names that QQ mail and Foxmail read.

RFC 2231's `filename*` shows as rubbish there; RFC 2047 words in both `name` and `filename`, which
the standard does not know, are read by all of them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email import encoders
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

KINDS = {
    ".pdf": "pdf",
    ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".zip": "zip",
}
WIRE = compat32.clone(linesep="\r\n", max_line_length=0)
ONE_WORD = 998  # as long as a line may be: a name that is cut into words is read by fewer programs
BASE64 = 4 / 3 * 78 / 76  # how much longer a file is in a mail
BROKEN = re.compile(r"[\x00-\x1f\x7f]+")  # would end a header early, or begin another


@dataclass(frozen=True, slots=True)
class Mail:
    """The content of a mail: sender, recipients, subject, text, and files."""

    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    files: tuple[Path, ...]

    @property
    def size(self) -> int:
        """The approximate size in bytes."""
        return int(sum(file.stat().st_size for file in self.files) * BASE64) + 4096


def format_draft(mail: Mail) -> bytes:
    """Return the mail as an unsent .eml, without date and Message-ID."""
    made = _build_message(mail)
    made["X-Unsent"] = "1"
    return made.as_bytes(policy=WIRE)


def format_sent(mail: Mail, message_id: str, at: datetime) -> bytes:
    """Return the mail for the server, with its Message-ID and date."""
    made = _build_message(mail)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id
    return made.as_bytes(policy=WIRE)


def _build_message(mail: Mail) -> MIMEMultipart:
    names = "\n".join((mail.subject, *(file.name for file in mail.files)))
    boundary = f"qz-{hashlib.sha256(names.encode('utf-8', 'replace')).hexdigest()[:32]}"
    made = MIMEMultipart("mixed", boundary=boundary)
    if mail.sender:
        made["From"] = _format_address(mail.sender_name, mail.sender)
    made["To"] = ", ".join(mail.recipients)
    made["Subject"] = Header(BROKEN.sub(" ", mail.subject), "utf-8").encode()
    made.attach(MIMEText(mail.text, "plain", "utf-8"))
    for file in mail.files:
        made.attach(_build_attachment(file))
    return made


def _format_address(name: str, address: str) -> str:
    """Format an address with only the name encoded: QQ refuses an encoded address with 550."""
    return formataddr((BROKEN.sub(" ", name), address), "utf-8")


def _build_attachment(file: Path) -> MIMEBase:
    name = Header(BROKEN.sub("_", file.name), "utf-8", maxlinelen=ONE_WORD).encode()
    part = MIMEBase("application", KINDS.get(file.suffix.lower(), "octet-stream"), name=name)
    part.set_payload(file.read_bytes())
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part
