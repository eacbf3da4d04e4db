"""Web pages that call themselves .xls."""

import pytest

from storage.errors import UserError
from tests.storage.intake.read import files


def sheets(tmp_path, page, encoding="utf-8"):
    path = tmp_path / "名册.xls"
    path.write_bytes(page if isinstance(page, bytes) else page.encode(encoding))
    return files.read(path).sheets


def test_spans_are_merged_areas_and_push_cells_aside(tmp_path):
    (sheet,) = sheets(
        tmp_path,
        "<table><tr><td rowspan=2>班级</td><td colspan='2'>基本信息</td><td>电话</td></tr>"
        "<tr><td>姓名</td><td>性别</td><td>手机</td></tr>"
        "<tr><td>高一</td><td>张㛃</td><td>男</td><td>138</td></tr></table>",
    )
    assert sheet.rows == [
        ["班级", "基本信息", None, "电话"],
        [None, "姓名", "性别", "手机"],
        ["高一", "张㛃", "男", "138"],
    ]
    assert set(sheet.merged) == {(1, 1, 2, 1), (1, 2, 1, 3)}


def test_tags_that_are_never_closed_are_closed(tmp_path):
    (sheet,) = sheets(tmp_path, "<table><tr><th>姓名<th>性别<tr><td>张㛃<td>男")
    assert sheet.rows == [["姓名", "性别"], ["张㛃", "男"]]


def test_white_space_is_folded_and_breaks_are_lines(tmp_path):
    (sheet,) = sheets(
        tmp_path,
        "<table><tr><td>\n  张\n  㛃 </td><td>一<br/>二<br></td><td><p>甲</p><p>乙</p></td>"
        "<td>a&nbsp;&amp;&#x20BB7;</td></tr></table>",
    )
    assert sheet.rows == [["张 㛃", "一\n二", "甲\n乙", "a\xa0&𠮷"]]


def test_scripts_and_styles_are_not_text(tmp_path):
    (sheet,) = sheets(
        tmp_path,
        "<html><style>td{}</style><table><tr><td><script>var x</script>张㛃"
        "<style>x</style></td></tr></table></html>",
    )
    assert sheet.rows == [["张㛃"]]


def test_tags_inside_scripts_comments_and_attributes_are_not_tags(tmp_path):
    (sheet,) = sheets(
        tmp_path,
        "<!DOCTYPE html><!-- <table><tr><td>不是</td></tr></table> --><table><tr>"
        "<![if supportMisalignedColumns]><td title='a>b'><script>'<td>'</script>张㛃</td>"
        "<!-- <td>不是</td> --><TD Align=Left>男<o:p></o:p></TD></tr></table><!-- 未完",
    )
    assert sheet.rows == [["张㛃", "男"]]


def test_a_quote_that_is_never_closed_ends_with_its_tag(tmp_path):
    (sheet,) = sheets(
        tmp_path, '<table><tr><td class="x>张㛃</td><td>5" 屏 < 6</td><td>男</td></tr></table>'
    )
    assert sheet.rows == [["张㛃", '5" 屏 < 6', "男"]]


def test_several_tables_are_sheets_numbered_through(tmp_path):
    first, second = sheets(
        tmp_path,
        "<table><tr><td>盐边县中学</td></tr><tr><td></td></tr></table>"
        "<table></table><table><caption>高一</caption><tr><td>姓名</td></tr></table>",
    )
    assert (first.name, first.first_row, first.rows) == ("表1", 1, [["盐边县中学"]])
    assert (second.name, second.first_row, second.rows) == ("表2", 3, [["高一"], ["姓名"]])


def test_a_table_inside_another_is_one_of_its_own(tmp_path):
    inner, outer = sheets(
        tmp_path,
        "<table><tr><td>外<table><tr><td>内</td></tr></table>面</td><td>二</td></tr></table>",
    )
    assert inner.rows == [["内"]]
    assert outer.rows == [["外面", "二"]]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", None])
@pytest.mark.parametrize("actual", ["gb18030", "utf-8"])
def test_the_declared_charset_is_a_hint_and_the_bytes_decide(tmp_path, declared, actual):
    meta = f'<meta http-equiv=Content-Type content="text/html; charset={declared}">'
    page = (
        meta if declared else "<html>"
    ) + "<table><tr><td>张㛃𬭎</td><td>盐边县渔门中学</td></tr></table>"
    (sheet,) = sheets(tmp_path, page, actual)
    assert sheet.rows == [["张㛃𬭎", "盐边县渔门中学"]]


def test_an_encoding_has_one_name_whatever_the_page_declares(tmp_path):
    path = tmp_path / "名册.xls"
    for declared in ("gb2312", "GBK", "gb18030"):
        page = f"<meta charset={declared}><table><tr><td>盐边县渔门中学</td></tr></table>"
        path.write_bytes(page.encode("gb2312"))
        assert files.read(path).encoding == "gb18030"


def test_a_page_in_utf_16_is_read(tmp_path):
    page = "<html><table><tr><td>张㛃</td></tr></table></html>"
    (sheet,) = sheets(tmp_path, page, "utf-16")
    assert sheet.rows == [["张㛃"]]


def test_a_row_that_is_not_shown_is_flagged(tmp_path):
    (sheet,) = sheets(
        tmp_path,
        "<table><tr><td>一</td></tr><tr style='Display: none'><td>二</td></tr></table>",
    )
    assert sheet.hidden_rows == {2}


def test_a_page_without_a_table_is_refused(tmp_path):
    for page in ("<html><body>请登录</body></html>", "<table><tr></tr></table>"):
        with pytest.raises(UserError, match="《名册.xls》是网页文件，里面没有表格"):
            sheets(tmp_path, page)


def test_spans_as_large_as_they_like_do_no_harm(tmp_path):
    huge = "<table><tr><td colspan=999999999 rowspan=99999999>x</td></tr>{}</table>"
    (sheet,) = sheets(tmp_path, huge.format(""))
    assert sheet.rows == [["x"]]
    with pytest.raises(UserError, match="第 2 行超过 200 列"):
        sheets(tmp_path, huge.format("<tr><td>y</td></tr>"))
