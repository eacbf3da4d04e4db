"""Raw cells, and the failures that the clerk can answer."""

import pytest

from storage.errors import UserError
from storage.intake.read import UNCACHED, CellError, EncodingUnclear, PasswordNeeded


def test_an_error_in_a_cell_is_described_by_what_to_do_about_it():
    assert CellError("#REF!").description == "单元格是错误值 #REF!，请在原表中改正公式"
    assert (
        CellError(UNCACHED).description == "是没有保存计算结果的公式，请在 WPS 中打开、保存后再导入"
    )


def test_errors_of_cells_are_equal_by_their_text_and_never_equal_to_it():
    assert CellError("#N/A") == CellError("#N/A")
    assert len({CellError("#N/A"), CellError("#N/A"), CellError("#REF!")}) == 2
    assert CellError("#N/A") != "#N/A"


@pytest.mark.parametrize("kind", [PasswordNeeded, EncodingUnclear])
def test_a_password_or_an_encoding_is_a_failure_that_is_expected(kind):
    assert issubclass(kind, UserError)
