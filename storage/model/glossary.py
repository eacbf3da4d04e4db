"""The glossary: every table and field as declared, in Chinese and English, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.model.tables import BY_NAME, TABLES

if TYPE_CHECKING:
    from storage.model.schema import Column, Table

HEAD = """# 词汇表

每张台账的栏目，由声明生成（`storage/model/tables/`），★ 为必填。"""


def page() -> str:
    """Return the page in Markdown: a section for each table, in the order of `TABLES`."""
    return "\n".join((HEAD, "", *(_section(table) for table in TABLES)))


def _section(table: Table[Any]) -> str:
    lines = [
        f"<details><summary>{table.label} · <code>{table.name}</code></summary>",
        "",
        "| 栏目 | 名称 | 内容 | 也认得的表头 |",
        "| --- | --- | --- | --- |",
    ]
    lines += [_line(column) for column in table.columns]
    lines += [f"| {one.label} | `{one.name}` | 自动算出 | |" for one in table.derived]
    return "\n".join([*lines, "", "</details>", ""])


def _line(column: Column) -> str:
    star = " ★" if column.required else ""
    synonyms = "、".join(column.synonyms)
    return f"| {column.label}{star} | `{column.name}` | {_content(column)} | {synonyms} |"


def _content(column: Column) -> str:
    if column.kind.target:
        return f"选自{BY_NAME[column.kind.target].label}"
    if column.kind.choices:
        shown = "、".join(column.kind.choices[:8])
        return shown + ("…" if len(column.kind.choices) > 8 else "")
    return _KINDS.get(column.kind.name, column.kind.name)


_KINDS = {
    "text": "文字",
    "note": "多行文字",
    "name": "姓名",
    "date": "日期",
    "partial_date": "日期（可只到月）",
    "time": "时间（如 08:30）",
    "count": "整数",
    "hours": "小时",
    "money": "金额（元）",
    "phone": "电话",
    "id_number": "证件号码",
    "credit_code": "统一社会信用代码（GB 32100-2015）",
}
