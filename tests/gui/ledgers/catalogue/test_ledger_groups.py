"""其他台账: the groups of the smaller ledgers."""

from gui.ledgers.catalogue.ledger_groups import GROUPS
from gui.page_catalogue import PAGES


def test_the_groups_are_in_this_order():
    assert [title for title, _ledgers in GROUPS] == [
        "人员与权益", "激励与宣传", "阵地与保障", "制度与会议", "报送", "规则与日历",
    ]  # fmt: skip


def test_the_groups_hold_each_table_of_the_page_once():
    grouped = [ledger.table for _title, ledgers in GROUPS for ledger in ledgers]
    (page,) = (page for page in PAGES if page.name == "ledgers")
    assert len(grouped) == len(page.tables)
    assert {table.name for table in grouped} == {table.name for table in page.tables}


def test_the_stars_are_granted_in_one_group_and_their_rules_in_another():
    titles = {ledger.table.name: title for title, ledgers in GROUPS for ledger in ledgers}
    assert (titles["star_grant"], titles["star_rule"]) == ("人员与权益", "规则与日历")
