"""The model of a list of people."""

from PySide6.QtCore import Qt

from gui.imports.reconcile.people_table import PeopleColumn, PeopleTable

HEADS = (
    PeopleColumn("谁", lambda one, masked: "*" if masked else one[0]),
    PeopleColumn("多少", lambda one, _masked: str(one[1]), numeric=True),
)


def test_people_are_shown_under_their_columns_and_masked_on_request(qtmodeltester):
    table = PeopleTable()
    qtmodeltester.check(table)
    table.show_people(HEADS, [("甲", 1), ("乙", 2)])
    qtmodeltester.check(table)
    assert [table.headerData(at, Qt.Orientation.Horizontal) for at in (0, 1)] == ["谁", "多少"]
    assert [table.index(1, at).data() for at in (0, 1)] == ["乙", "2"]
    assert (table.numeric(0), table.numeric(1), table.numeric(2)) == (False, True, False)
    seen = []
    table.dataChanged.connect(lambda first, last: seen.append((first.row(), last.row())))
    table.set_masked(True)
    assert table.index(1, 0).data() == "*"
    assert seen == [(0, 1)]
    assert table.person_at(1) == ("乙", 2)
    table.show_people(HEADS, [])
    assert table.rowCount() == 0


def test_texts_that_are_not_seen_are_not_built():
    asked = []
    head = PeopleColumn("谁", lambda one, _masked: asked.append(one) or str(one))
    table = PeopleTable()
    table.show_people([head], range(100_000))
    assert table.index(7, 0).data() == "7"
    assert asked == [7]
