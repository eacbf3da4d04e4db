"""Explain the reading of one row: what every stage of an import decided for it.

The answer is plain data in the clerk's words, the same on the command line and in the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.choices import NO_DECISION
from storage.intake.read.formats import FORMATS
from storage.intake.rows.import_plan import LEFT_OUT
from storage.intake.tables.found_table import find_tables
from storage.intake.vocabulary.cell_values import cell_text
from storage.model.kinds.identity import hide_numbers
from storage.model.schema import text_of
from storage.model.tables import BY_NAME, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.pipeline import BookCache
    from storage.intake.rows.import_plan import (
        FieldChange,
        FilePlan,
        Plan,
        PlannedRow,
        RowProblem,
        SheetPlan,
    )
    from storage.intake.vocabulary.column_match import MappedColumn
    from storage.model.schema import Column, Table
    from storage.store.store import Store

POLICIES = {"fill": "只补空白", "update": "以新表为准", "skip": "跳过", "keep": "都保留"}
OUTCOMES = {
    "created": "新增：台账里没有这一条，导入后新建。",
    "unchanged": "不变：台账里已有，这一行没有要改的。",
    "updated": "更新：台账里已有，导入后改动上面写明的各项。",
    "held": "待核对：说不准，先不导入，等您决定。",
    "rejected": "拒收：有必须改正的问题，不导入。",
}
# How a column's field was decided, by the words that the mapping carries
WAYS = {"按上次": "上次导入时定的", "您指定的": "您指定的"}
DECLARED = {100: "表头一致", 95: "表头去掉前后的说明后一致"}
OF_GUARDIAN = "说的是监护人或家长的这一项"
LIKENESS = 10  # points by which a guess is less sure than its header is alike, see `column_match`
_NUMBER = re.compile(r"\d{7,}[Xx]?")
_SHOWN = 6  # cells of a row that is no record


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an import and what it decided for a row, a line each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What every stage decided for one row of a sheet; `text` is the whole, to read or copy."""

    title: str
    stages: tuple[Stage, ...]

    @property
    def text(self) -> str:
        """The explanation as lines, each stage below its title."""
        blocks = (f"【{one.title}】\n" + "\n".join(f"  {line}" for line in one.lines)
                  for one in self.stages)  # fmt: skip
        return "\n".join((self.title, *blocks))


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of a file: `number` as the sheet shows it, `cells` as they stand there.

    `sheet` is the plan of its table, None where the file is not planned, as its unit is in doubt.
    """

    file: FilePlan
    sheet: SheetPlan | None
    number: int
    name: str  # of its sheet
    cells: tuple[Any, ...] = ()


def find_rows(plan: Plan, text: str, cache: BookCache) -> tuple[RowPlace, ...]:
    """Find the rows that “12” or “工作表!12” means in the files of a plan.

    Without a sheet's name the sheets that are read come first: others are taken only where none of
    those has such a row. Raises `UserError` where there is no such row.
    """
    name, _mark, digits = text.strip().rpartition("!")
    if not (digits.strip().isascii() and digits.strip().isdigit()):
        raise UserError(f"“{text}”看不懂：请写表里的行号，如 12，或“工作表!行号”，如 高一!12。")
    number, places, names = int(digits), [], []
    for file in plan.files:
        for place, first, past in _tables(file, plan.table, cache, number):
            names.append(place.name)
            own = place.sheet.name if place.sheet else ""  # of one of several on a sheet
            called = name in ("", place.name, own, file.name, file.path.stem)
            if called and first <= number < past:
                places.append(place)
    read = [one for one in places if one.sheet is None or one.sheet.used]
    if places:
        return tuple(places if name else read or places)
    failures = [file.failure for file in plan.files if file.failure]
    if failures and not names:
        raise UserError("\n".join(failures))
    known = "、".join(dict.fromkeys(f"“{one}”" for one in names))
    where = f"工作表“{name}”里" if name else "表里"
    raise UserError(f"{where}没有第 {number} 行；能看的工作表：{known}。")


def _tables(
    file: FilePlan, table: Table[Any], cache: BookCache, number: int
) -> Iterator[tuple[RowPlace, int, int]]:
    """Yield the row's place in each table of a file, the table's first row and the one past it."""
    book = cache.last(file.key)
    if book is None:
        return
    for found, sheet in zip_longest(find_tables(book, table), file.sheets):
        first, rows = found.sheet.first_row, found.sheet.rows
        cells = rows[number - first] if 0 <= number - first < len(rows) else ()
        yield RowPlace(file, sheet, number, found.shown, tuple(cells)), first, first + len(rows)


def explain_row(store: Store, plan: Plan, place: RowPlace, *, masked: bool = True) -> Explanation:
    """Return what every stage decided for a row; people's numbers are masked where wanted."""
    return _Explainer(store, plan, place, masked=masked).explanation()


class _Explainer:
    """Formats what the plan holds on one row; it decides nothing itself."""

    def __init__(self, store: Store, plan: Plan, place: RowPlace, *, masked: bool) -> None:
        self._store = store
        self._plan = plan
        self._place = place
        self._file, self._sheet = place.file, place.sheet
        self._masked = masked
        rows = place.sheet.rows if place.sheet else ()
        self._rows = [row for row in rows if row.row == place.number]

    def explanation(self) -> Explanation:
        place = self._place
        title = f"《{self._file.shown or self._file.name}》{place.name} 第 {place.number} 行"
        stages = [
            Stage("读取", tuple(self._reading())),
            Stage("找表格", tuple(self._table())),
            Stage("单位", tuple(self._unit())),
        ]
        for row in self._rows:
            label = self._block_label(row) if len(self._rows) > 1 else ""
            stages += [
                Stage(f"栏目和各格{label}", tuple(self._cells(row))),
                Stage(f"与台账核对{label}", tuple(self._match(row))),
                Stage(f"导入后会怎样{label}", tuple(self._outcome(row))),
            ]
        if not self._rows:
            stages.append(Stage("导入后会怎样", tuple(self._nothing())))
        return Explanation(title, tuple(stages))

    # stages 1 and 2, and whose the file is

    def _reading(self) -> Iterator[str]:
        file = self._file
        kind = FORMATS[file.kind].phrase
        encoding = f"，文字编码 {file.encoding}" if file.encoding else ""
        yield f"格式：{kind}{encoding}"
        hidden = "（隐藏的）" if self._sheet and self._sheet.hidden else ""
        yield f"工作表：“{self._place.name}”{hidden}"
        if file.seen_before:
            yield f"{file.seen_before}。"

    def _table(self) -> Iterator[str]:
        sheet = self._sheet
        if sheet is None:
            yield "单位没有定下来，这份文件还没有往下认。"
            return
        if sheet.within or sheet.first_row > 1:
            yield f"这张表从第 {sheet.first_row} 行起。"
        if sheet.header_row is None:
            yield f"{sheet.note}。" if sheet.note else "没有认出表头。"
            return
        known = "、".join(f"“{one.header}”" for one in sheet.headers if one.column)
        yield f"表头在第 {sheet.header_row} 行，认出的栏目：{known or '没有'}。"
        if sheet.blocks:
            yield f"左右并排着 {len(sheet.blocks)} 张同样的表，各自是一条。"
        if sheet.note:
            yield f"{sheet.note}。"
        yield self._whether_record(sheet, sheet.header_row)

    def _whether_record(self, sheet: SheetPlan, header_row: int) -> str:
        number = self._place.number
        reason = next((why for row, why in sheet.skipped if row == number), "")
        if reason:
            return f"这一行没有当作记录：{self._skip_text(reason)}。"
        if self._rows:
            above = number < header_row
            return f"这一行在表头{'上面，可写着像人的内容' if above else '下面'}，当作记录。"
        if not any(cell_text(cell).strip() for cell in self._place.cells):
            return "这一行是空行。"
        return "这一行是表头。" if number <= header_row else "这一行没有读。"

    def _skip_text(self, reason: str) -> str:
        texts = [text for cell in self._place.cells if (text := cell_text(cell).strip())]
        if reason == LEFT_OUT or not texts:
            return reason
        return f"像“{reason}”，开头写的是“{self._hide(texts[0])}”"

    def _unit(self) -> Iterator[str]:
        file, sender = self._file, self._file.sender
        if file.doubt:
            yield f"说不准：{file.doubt}。"
            if sender and sender.proposals:
                yield f"可能是{'、'.join(sender.proposals)}。"
        elif sender is None or not sender.name:
            why = f"（{sender.reason}）" if sender and sender.reason else ""
            yield f"没有为整份文件定单位{why}，各行写了学校的，照各行的。"
        else:
            new = "，台账里还没有，导入时新建" if sender.is_new else ""
            yield f"{sender.name}：{sender.reason or '导入时指定的'}{new}。"
        if self._sheet and self._sheet.class_name:
            yield f"没有班级一栏，标题或表名说是“{self._sheet.class_name}”。"

    # stage 3, and stage 4: the cells

    def _block(self, row: PlannedRow) -> tuple[int, int]:
        """Return first and past-the-last column of the row's table, of several set side by side."""
        blocks = self._sheet.blocks if self._sheet else ()
        first = next((at for at, cell in enumerate(row.raw) if cell_text(cell).strip()), 0)
        within = (one for one in blocks if one[0] <= first < one[1])
        return next(within, (0, len(row.raw) + (1 << 14)))

    def _block_label(self, row: PlannedRow) -> str:
        first, past = self._block(row)
        return f"（第 {first + 1} 到 {past} 列的表）"

    def _columns(self, row: PlannedRow) -> list[MappedColumn]:
        first, past = self._block(row)
        headers = self._sheet.headers if self._sheet else ()
        return [one for one in headers if first <= one.index < past]

    def _cells(self, row: PlannedRow) -> Iterator[str]:
        columns = self._columns(row)
        for one in columns:
            raw = cell_text(row.raw[one.index]) if one.index < len(row.raw) else ""
            typed = (row.corrected or {}).get(one.index)
            if one.column is None:
                yield self._other_column(one, raw)
                continue
            field = one.column
            seen = f"“{self._hide(raw, field)}”" if raw.strip() else "空着"
            if typed is not None:
                seen += f"，您改成“{self._hide(typed, field)}”"
            line = f"“{one.header}”一列是{field.label}（{_how_mapped(one)}）：{seen}"
            yield line + self._understood(row, field, raw)
        yield from self._added(row, {one.column.name for one in columns if one.column})

    def _other_column(self, one: MappedColumn, raw: str) -> str:
        header = f"“{one.header}”一列" if one.header else f"第 {one.index + 1} 列（没有表头）"
        seen = f"：“{self._hide(raw, one.finder)}”" if raw.strip() else "：空着"
        if one.record_number:
            return f"{header}是台账编号，按它找台账里的这一条{seen}"
        return f"{header}：{one.why or '不导入'}{seen}"

    def _understood(self, row: PlannedRow, field: Column, raw: str) -> str:
        faults = [one for one in row.problems if one.column == field.name]
        value = getattr(row.parsed, field.name, None) if row.parsed is not None else None
        wrong = any(one.severity == "error" for one in faults)
        taken = not wrong and (field.name in row.fields or bool(field.kind.target))
        text = self._value(field, value) if value is not None and taken else ""
        wording = f"，认作“{text}”" if text and text != self._hide(raw, field) else ""
        wording = wording or ("，照原样" if text else "")
        return wording + "".join(f"；{self._problem(one)}" for one in faults)

    def _added(self, row: PlannedRow, own: set[str]) -> Iterator[str]:
        """Yield a line of the values not read from a cell: by unit, title, ID number, default."""
        if row.parsed is None:
            return
        added = [
            f"{one.label} {text}"
            for one in self._plan.table.columns
            if one.name not in own
            and (value := getattr(row.parsed, one.name, None)) not in (None, "")
            and (text := self._value(one, value))
        ]
        if added:
            yield f"表里没有、由单位、标题、身份证号或默认值得出的：{'，'.join(added)}"

    # stage 4: the ledger, and what comes of it

    def _match(self, row: PlannedRow) -> Iterator[str]:
        table = self._plan.table
        if row.target_id is not None:
            why = f"（{row.matched_by}）" if row.matched_by else ""
            yield f"对上台账里的 {self._record(table, row.target_id)}{why}"
        elif row.matched_by:
            yield f"{row.matched_by}。"
        elif not row.candidates:
            yield (
                "台账里没有对上的。" if row.outcome != "rejected" else "没有去核对，先要改正问题。"
            )
        for one in row.candidates:
            name = self._record(table, one.record.id, one.record)
            yield f"可能是 {name}：{'、'.join(one.reasons)}"
        for change in row.offered:
            yield self._change(change)
        if row.came_from is not None:
            school = self._value(table.by_name["school"], row.came_from.school)
            yield f"从{school}转来，记一条转学。"

    def _change(self, change: FieldChange) -> str:
        column = self._plan.table.by_name[change.name]
        old, new = (self._hide(text, column) for text in (change.old, change.new))
        same = "，隐去的数字有不同" if old == new else ""
        if not change.old:
            words = f"{column.label}：台账里空着，补上“{new}”"
        else:
            words = f"{column.label}：台账“{old}”，表里“{new}”{same}"
        if change.taken:
            return f"{words}，改为表里的" if change.old else words
        return f"{words}，不改（{self._unchanged_reason(change.name)}）"

    def _unchanged_reason(self, field: str) -> str:
        choices, sheet = self._plan.choices, self._sheet
        choice = choices.sheets.get((self._file.key, sheet.name)) if sheet else None
        decision = choice.decisions.get(self._place.number, NO_DECISION) if choice else NO_DECISION
        policy = decision.policy or choices.fields.get(field) or self._plan.policy
        return "您决定的" if field in decision.take or policy == "update" else POLICIES[policy]

    def _outcome(self, row: PlannedRow) -> Iterator[str]:
        columns = {one.column.name for one in self._columns(row) if one.column}
        for one in row.problems:
            if one.column not in columns:
                yield self._problem(one)
        errors = [one for one in row.problems if one.severity == "error"]
        if errors and row.outcome == "rejected":
            fields = dict.fromkeys(one.header or one.column for one in errors)
            yield f"要改正的：{'、'.join(filter(None, fields)) or '上面写明的问题'}"
        outcome = OUTCOMES.get(row.outcome, "")
        if row.outcome == "unchanged" and row.target_id is None:
            outcome = "不变：前面的行已经记了这个人，这一行不另记。"
        yield outcome

    def _nothing(self) -> Iterator[str]:
        file = self._file
        if file.doubt:
            yield "整份文件都不导入，先定下单位。"
        elif file.failure:
            yield file.failure
        else:
            yield "这一行什么也不导入。"
        texts = [text for cell in self._place.cells if (text := cell_text(cell).strip())]
        if texts:
            more = "……" if len(texts) > _SHOWN else ""
            yield f"这一行写着：{' | '.join(map(self._hide, texts[:_SHOWN]))}{more}"

    # words

    def _problem(self, one: RowProblem) -> str:
        mark = "必须改正" if one.severity == "error" else "请留意"
        fix = f"（可能是“{self._hide(one.fix)}”）" if one.fix else ""
        column = self._plan.table.by_name.get(one.column)
        return f"{mark}：{self._hide(one.message, column)}{fix}"

    def _record(self, table: Table[Any], number: int, record: Any = None) -> str:
        found = record or next(iter(self._store.select(table, "id = ?", (number,))), None)
        title = self._store.title_of(table, found) if found is not None else ""
        return f"{table.number(number)} {title}".strip()

    def _value(self, column: Column, value: Any) -> str:
        target = column.kind.target
        if not target or value is None:
            return text_of(column, value, masked=self._masked)
        if target == UNITS.name and value in self._plan.new_unit_names:
            return self._plan.new_unit_names[value]
        table = BY_NAME[target]
        found = next(iter(self._store.select(table, "id = ?", (value,))), None)
        return self._store.title_of(table, found) if found is not None else ""

    def _hide(self, text: str, column: Column | None = None) -> str:
        """Mask personal numbers in a text; in a number field every long run of digits is masked."""
        if not self._masked:
            return text
        text = hide_numbers(text)
        mask = column.kind.mask if column is not None else None
        return _NUMBER.sub(lambda number: mask(number[0]), text) if mask is not None else text


def _how_mapped(one: MappedColumn) -> str:
    """Describe how the field of a column was determined."""
    if one.why == "一致":
        return DECLARED.get(one.confidence, OF_GUARDIAN)
    if one.why == "猜测":
        return f"与它的叫法相像，{one.confidence + LIKENESS}%，请核对"
    return WAYS.get(one.why, one.why)
