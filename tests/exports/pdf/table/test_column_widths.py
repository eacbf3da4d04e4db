"""How wide columns become: weights, natural widths, and who gives way."""

from __future__ import annotations

import pytest

from exports.pdf import (
    Column,
)
from exports.pdf.table.column_widths import Demand, distribute, fit


def test_weights_alone_decide_when_every_column_has_one():
    columns = [Column("甲", weight=1), Column("乙", weight=3)]
    assert distribute(columns, [Demand(500, 500), Demand(1, 1)], 400) == [100, 300]


def test_columns_get_what_they_want_when_there_is_room():
    widths = distribute(
        [Column("甲"), Column("乙", weight=1)], [Demand(50, 20), Demand(60, 30)], 400
    )
    assert widths == [50, 350]


def test_columns_give_way_where_they_can_when_there_is_not():
    widths = distribute([Column("甲"), Column("乙")], [Demand(60, 60), Demand(900, 40)], 400)
    assert widths == [60, 340]
    assert sum(distribute([Column("甲")] * 3, [Demand(300, 300)] * 3, 400)) == pytest.approx(400)


def test_what_is_left_over_goes_to_weighted_columns_or_in_proportion():
    demands = [Demand(100, 20), Demand(50, 20)]
    assert distribute([Column("甲"), Column("乙")], demands, 300) == [200, 100]
    assert distribute([Column("甲", weight=1), Column("乙")], demands, 300) == [250, 50]


def test_a_column_of_long_text_takes_no_more_than_its_part_from_the_others():
    widths = fit([Demand(5000, 40), Demand(200, 40)], 400)
    assert sum(widths) == pytest.approx(400)
    assert widths[0] == pytest.approx(40 + 320 * 120 / 240)  # both asked for 40 % at most


def test_nothing_becomes_narrower_than_a_word_while_there_is_room_for_it():
    demands = [Demand(900, 90), Demand(900, 10), Demand(30, 30)]
    assert all(
        width >= demand.least for width, demand in zip(fit(demands, 400), demands, strict=True)
    )
    assert fit([Demand(10, 50)], 400) == [50]
