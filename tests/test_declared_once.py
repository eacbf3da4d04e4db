"""A label stands in its declaration and nowhere else."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

from storage.model.tables import TABLES

ROOT = Path(__file__).parents[1]
FILES = [path for top in ("gui", "exports") for path in (ROOT / top).rglob("*.py")]
# Words so plain that a page may say them of something else than the column.
PLAIN = {"备注", "状态", "单位", "名称", "志愿者", "组织", "培训", "目标数", "年度", "类别", "内容", "班级", "年级", "结果",
         "单位名称", "所属组织", "负责人", "领域", "地点", "姓名", "职务", "依据", "学时", "讲师", "启用", "代码", "别名", "统计归属", "示例数据",
         "联系人", "活动", "品牌", "来源", "时长", "星级", "日期", "级别", "用途", "保单", "评价", "草稿"}  # fmt: skip
LABELS = {column.label for table in TABLES for column in table.columns} - PLAIN


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_labels_are_not_repeated_outside_their_declaration(path):
    tree = ast.parse(path.read_text("utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert not words & LABELS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_label_is_written_out_before_its_value(path):
    tree = ast.parse(path.read_text("utf-8"))
    captions = {
        label
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for text, value in pairwise(node.values)
        if isinstance(text, ast.Constant) and isinstance(value, ast.FormattedValue)
        for label in LABELS
        if str(text.value).endswith((f"{label}：", f"{label}:"))
    }
    assert captions == set()


def test_the_word_for_the_id_number_stands_in_one_file():
    found = [p for p in (ROOT / "storage").rglob("*.py") if '"身份证号"' in p.read_text("utf-8")]
    assert [path.name for path in found] == ["volunteer.py"]
