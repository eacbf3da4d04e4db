"""Evidence (佐证): files stored by hash, attached to the record or measure they prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.kinds import COUNT, DATE, NOTE, TEXT
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from datetime import date


@record(frozen=True, kw_only=True, slots=True)
class Attachment:
    """One file of one record; its bytes are stored once in the system table `blob`, by hash."""

    id: int | None = None
    owner_table: str = column(TEXT, "所属台账", required=True)
    owner_id: int = column(COUNT, "所属记录", required=True)
    measure: str | None = column(
        TEXT, "要点编号", synonyms=("要点",), hint="工作要点的编号，如 3.3a"
    )
    what: str = column(TEXT, "佐证名称", required=True, synonyms=("名称",))
    file_name: str = column(TEXT, "佐证文件名", required=True, synonyms=("文件名",))
    sha256: str = column(TEXT, "文件指纹", required=True)
    size: int = column(COUNT, "文件大小", required=True)
    added_on: date = column(DATE, "加入日期", required=True)
    note: str | None = column(NOTE, "备注")


ATTACHMENTS = Table(
    Attachment,
    name="attachment",
    label="佐证",
    unit="份",
    title="what",
    key=("owner_table", "owner_id", "sha256"),
    search=("what", "file_name", "measure"),
    indexes=(("measure",), ("sha256",)),
)
