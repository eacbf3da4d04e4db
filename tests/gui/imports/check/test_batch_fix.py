"""The bar of actions on all rows with the same fault."""

import pytest
from PySide6.QtWidgets import QComboBox

from gui.imports.check.batch_fix import BatchFixBar
from gui.imports.check.preview_lines import PlanLines
from import_steps import person
from people import id_number
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from windows import click, show, text


def test_one_text_fixes_every_cell_of_a_fault(page, qtbot, read, planned, roster):
    read(roster(*(person(f"王{n}", status=f"团{n}") for n in "一二三")))
    click(qtbot, page, "step_5")
    page.check.facets.setCurrentRow(0)
    assert text(page, "leave_all_out") == "这 3 行都不导入"
    box = page.check.fix_bar.findChild(QComboBox, "mend_text")
    box.setCurrentText("共青团员")
    lines = planned(click, qtbot, page, "mend_all")
    assert {row.record.political_status for row in lines.rows} == {"共青团员"}
    assert text(page, "fault_count") == "没有发现问题"


@pytest.fixture
def bar(session, qtbot):
    return show(qtbot, BatchFixBar(session), 800, 60)


@pytest.fixture
def lines(store):
    def build(*rows: str) -> PlanLines:
        text = "\n".join(("姓名\t性别\t身份证号", *rows))
        return PlanLines(plan_import(store, [Pasted(text + "\n")], "平地镇"))

    return build


def test_the_bar_is_hidden_without_a_facet_and_for_a_repair(bar, lines):
    plan = lines(f"王 雨欣\t女\t{id_number(sex='女')}")
    (repair,) = plan.facets
    bar.show_facet(plan, repair)
    assert not bar.isVisible()
    bar.show_facet(plan, None)
    assert not bar.isVisible()


def test_a_field_with_choices_offers_them_and_another_only_the_exclusion(bar, lines, qtbot):
    plan = lines(f"王雨欣\t男\t{id_number()}", f"李静\t妹\t{id_number()}", "赵一诺\t女\t51")
    by_column = {one.column: one for one in plan.facets if one.severity != "repair"}
    bar.show_facet(plan, by_column["sex"])
    box = bar.findChild(QComboBox, "mend_text")
    texts = [box.itemText(at) for at in range(box.count())]
    assert texts[0] == "（空着）"
    assert {"男", "女"} <= set(texts)
    bar.show_facet(plan, by_column["id_number"])
    assert not box.isVisible()
    with qtbot.waitSignal(bar.exclude_requested) as excluded:
        click(qtbot, bar, "leave_all_out")
    assert excluded.args == [[2]]


def test_the_empty_choice_requests_a_blank_cell(bar, lines, qtbot):
    plan = lines(f"王雨欣\t妹\t{id_number()}")
    facet = next(one for one in plan.facets if one.column == "sex")
    bar.show_facet(plan, facet)
    bar.findChild(QComboBox, "mend_text").setCurrentText("（空着）")
    with qtbot.waitSignal(bar.fix_requested) as fixed:
        click(qtbot, bar, "mend_all")
    assert fixed.args == [facet, ""]
