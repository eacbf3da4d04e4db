"""W17: its formulas are right, stand on names that exist, and notice what does not agree."""

import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from exports.reports import reconciliation_sheet, sheets_of
from exports.reports.reconciliation_sheet import RELATIONS, proof_result
from exports.reports.report_context import ReportContext
from exports.sheet import Formula

RIGHT, WRONG = "相符", "不符"


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


@pytest.fixture(scope="module")
def sheets(context):
    return {one.code: one for one in sheets_of(context)}


def formulas(sheet):
    return [
        cell
        for row in sheet.rows
        if isinstance(row, tuple)
        for cell in row
        if isinstance(cell, Formula)
    ]


def test_every_check_of_the_sample_county_agrees(sheets):
    rows = [row for row in sheets["W17"].rows if isinstance(row, tuple)]
    assert len(rows) > 30
    assert {row[6].value for row in rows} == {RIGHT}


def test_every_proof_counts_a_figure_of_w01(sheets, context):
    proofs = [(one, proof) for one in sheets.values() for proof in one.proofs]
    assert proofs
    for one, proof in proofs:
        figure = context.measured[proof.code]
        part = figure.value if proof.part == "value" else getattr(figure.figure, proof.part)
        assert proof_result(one, proof) == pytest.approx(float(part or 0), abs=0.05), proof


def test_a_changed_row_does_not_agree_any_more(sheets, context):
    changed = {}
    for code, one in sheets.items():
        rows = list(one.rows)
        if code == "W03":
            at = [heading.label for heading in one.headings].index("民政注册有效")
            other = "否" if rows[0][at] == "是" else "是"
            rows[0] = (*rows[0][:at], other, *rows[0][at + 1 :])
        changed[code] = replace(one, rows=rows)
    others = [one for code, one in changed.items() if code not in ("W00", "W17")]
    rows = [
        row for row in reconciliation_sheet.sheet(context, others).rows if isinstance(row, tuple)
    ]
    wrong = [row[2] for row in rows if row[6].value == WRONG]
    assert wrong == ["O02 民政注册组织数"]


def test_every_name_in_a_formula_is_a_column_of_the_workbook(sheets, package):
    names = set(load_workbook(package["季度报表"]).defined_names)
    used = {
        name for cell in formulas(sheets["W17"]) for name in re.findall(r"W\d\d_[\w]+", cell.text)
    }
    assert used
    assert used <= names


def test_formulas_hold_no_word_of_the_records(sheets):
    for cell in formulas(sheets["W17"]):
        quoted = set(re.findall(r'"([^"]*)"', cell.text))
        assert all(
            re.fullmatch(r"[A-Z]\w\d\d?|是|√|>0|相符|不符|[\u4e00-\u9fff]{2,6}", one)
            for one in quoted
        ), cell.text


def test_relations_speak_of_figures_that_there_are(context):
    for relation in RELATIONS:
        for code, _part in (*relation.left, *relation.right):
            assert code in context.measured, relation


def test_the_workbook_stores_the_results_of_the_formulas(package):
    page = load_workbook(package["季度报表"], data_only=True)["W17 校核与勾稽"]
    conclusions = [row[6] for row in page.iter_rows(min_row=4, values_only=True) if row[6]]
    assert set(conclusions) == {RIGHT}
