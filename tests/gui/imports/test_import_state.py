"""Which step an import opens at, and the texts of its steps, its title and its action."""

from collections import Counter

import pytest

from gui.imports.check.preview_lines import PlanLines
from gui.imports.import_state import (
    CHECK,
    CHOOSE,
    COLUMNS,
    COMPARE,
    SHEETS,
    VALUES,
    batch_route,
    first_uncertain_step,
    last_open_step,
    needs_comparison,
    page_title,
    primary_action,
    step_states,
    summary_text,
    undo_effects,
)
from people import id_number, volunteer
from storage.intake.apply.batch import apply_plan, load_batches
from storage.intake.apply.batch_undo import summarize_undo
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store.listing import count

HEAD = "姓名\t身份证号\t政治面貌"


@pytest.fixture
def plan(store):
    """The lines of a plan for pasted rows below a header."""

    def build(*rows: str, head: str = HEAD, unit: str = "平地镇") -> PlanLines:
        return PlanLines(plan_import(store, [Pasted("\n".join((head, *rows)) + "\n")], unit))

    return build


def row(name: str = "王雨欣", status: str = "群众", number: str | None = None) -> str:
    return f"{name}\t{id_number() if number is None else number}\t{status}"


def test_a_clear_roster_opens_at_the_check_and_unknown_texts_at_the_values(plan):
    assert first_uncertain_step(plan(row())) == CHECK
    assert first_uncertain_step(plan(row(status="团员青年"))) == VALUES


def test_an_uncertain_column_opens_the_columns_and_a_sheet_without_rows_the_sheets(plan):
    unsure = plan(f"{row()}\t仁和区", head=f"{HEAD}\t居住区域1")
    assert first_uncertain_step(unsure) == COLUMNS
    empty = plan("甲\t乙", head="丙\t丁")
    assert (first_uncertain_step(empty), last_open_step(empty)) == (SHEETS, SHEETS)


def test_a_file_that_cannot_be_read_leaves_only_the_files_open(store, tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    lines = PlanLines(plan_import(store, [path], "平地镇"))
    assert last_open_step(lines) == CHOOSE
    assert last_open_step(PlanLines(plan_import(store, [Pasted(f"{HEAD}\n{row()}\n")]))) == COMPARE


def test_the_states_count_what_each_step_has_to_decide(plan):
    texts = [text for text, _tone in step_states(plan(row(), row("李静", "团员青年", "51")))]
    assert texts == ["", "2 行", "3 列", "1 个不认识", "2 处问题", "都是新人", ""]
    assert step_states(plan(row(), row("李静", number="51")))[CHECK] == ("1 处问题", "bad")
    assert {text for text, _tone in step_states(None)} == {""}


def test_only_known_people_need_a_comparison(plan, store):
    person = volunteer("王雨欣", school=store.named(UNITS, "平地镇"))
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, person)
    assert not needs_comparison(plan(row("李静")))
    known = plan(row(number=person.id_number))
    assert needs_comparison(known)
    assert step_states(known)[COMPARE] == ("更新 1", "second")
    assert primary_action(CHECK, known, (), imported=False) == ("下一步：比对", True)
    assert primary_action(COMPARE, known, (), imported=False) == ("导入 1 人", True)
    assert primary_action(COMPARE, known, (), imported=True) == ("已经导入", False)


def test_the_primary_action_names_the_next_step_and_is_enabled_with_rows_only(plan):
    assert primary_action(CHOOSE, None, (), imported=False) == ("读取", False)
    lines = plan(row())
    assert primary_action(CHOOSE, lines, [Pasted("")], imported=False) == ("重新读取", True)
    assert primary_action(SHEETS, lines, (), imported=False) == ("下一步：对列", True)
    assert primary_action(SHEETS, None, (), imported=False) == ("下一步：对列", False)
    rejected = plan(row(number="51"))
    assert primary_action(CHECK, rejected, (), imported=False) == ("没有可以导入的", False)


def test_a_long_unit_is_elided_in_the_title_and_its_end_stays(plan):
    assert page_title(None) == "导入花名册"
    assert page_title(plan(row())) == "导入花名册：平地镇"
    unit = "四川省攀枝花市仁和区平地镇迤沙拉村彝汉双语九年一贯制学校"
    title = page_title(plan(row(), unit=unit))
    assert title == "导入花名册：四川省攀枝花市仁和区平地镇迤沙拉村彝…九年一贯制学校"


def test_the_summary_names_the_file_its_rows_and_the_excluded_files(plan):
    lines = plan(row(), row("李静"))
    assert summary_text(None) == ""
    assert summary_text(lines) == "《粘贴的内容》 · 2 行 · 第 1 行是表头"
    sources = [Pasted("", name) for name in ("一", "二", "三")]
    assert summary_text(lines, sources).endswith("第 1 行是表头 · 另 2 份不导入")


def test_the_effects_of_an_undo_are_counted_by_table(plan, store):
    apply_plan(store, plan(row(), row("李静"), unit="盐边县渔门中学").plan)
    (batch,) = load_batches(store)
    outlook = summarize_undo(store, batch.id)
    assert undo_effects(outlook) == ["删去新增的志愿者 2 人、报送单位 1 个"]
    nothing = type(outlook)(Counter(), Counter(), (), 0)
    assert undo_effects(nothing) == ["没有要还原的"]


def test_the_route_of_an_import_selects_what_it_created(plan, store, session):
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    apply_plan(store, plan(row(), row("李静")).plan)
    (batch,) = load_batches(store)
    route = batch_route(batch, "created")
    assert (route.page, route.words) == ("volunteers", "导入“平地镇”新增的")
    assert count(store, route.selection.query(session.quarter)) == 2
