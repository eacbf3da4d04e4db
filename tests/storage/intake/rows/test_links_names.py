"""Which record of another table a name in a sheet means, and what is reported where it is none."""

import pytest

from people import volunteer
from storage.intake.rows.import_plan import PlannedRow, RowProblem
from storage.intake.rows.links import MANY, LinkReader, Links
from storage.model.tables import BRANDS, PROJECTS, UNITS, VOLUNTEERS
from storage.model.tables.project import Brand
from storage.model.tables.unit import Unit

SCHOOL = VOLUNTEERS.by_name["school"]
BRAND = PROJECTS.by_name["brand"]
OWN, SISTER, LACKING = "盐边县渔门中学", "盐边县国胜中学", "盐边县红格中学"


@pytest.fixture
def numbers(store):
    """The numbers of two schools, and a person."""
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("赵一"))
        return {name: edit.save(UNITS, Unit(name=name, kind="中学")) for name in (OWN, SISTER)}


@pytest.fixture
def links(store, numbers):
    return Links(store, VOLUNTEERS)


def test_a_record_is_found_by_name_or_record_number(links, numbers):
    own = numbers[OWN]
    for name in (OWN, "渔门中学", f"U{own:06}", f"U{own:07}"):
        assert links.find("unit", name) == own
    assert links.find("volunteer", "赵一") == links.find("volunteer", "V000001") == 1


@pytest.mark.parametrize("name", ["V000001", "U999999", "U00001", "u000001", "无此单位", ""])
def test_a_number_of_another_table_or_of_no_record_is_no_unit(links, name):
    assert links.find("unit", name) is None


def test_a_record_called_like_a_number_is_found_by_its_name(store, numbers):
    with store.edit("登记") as edit:
        named = edit.save(UNITS, Unit(name="U999999", kind="其他"))
    assert Links(store, VOLUNTEERS).find("unit", "U999999") == named


def test_a_name_means_the_same_record_throughout_an_import(store, links):
    assert (links.find("unit", "新单位"), links.people("钱二", {})) == (None, ())
    before = links.titles("unit")
    with store.edit("登记") as edit:
        edit.save(UNITS, Unit(name="新单位", kind="其他"))
        edit.save(VOLUNTEERS, volunteer("钱二"))
    assert (links.find("unit", "新单位"), links.people("钱二", {})) == (None, ())
    assert links.titles("unit") == before


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("赵某某（V000001）", "V000001"),
        ("赵某某(V000001)", "V000001"),
        ("钱某某（V000001）", "钱某某（V000001）"),
        ("赵某某（V000099）", "赵某某（V000099）"),
        ("赵某某", "赵某某"),
        ("赵一", "赵一"),
    ],
)
def test_a_masked_name_is_read_as_the_number_it_fits(links, text, name):
    assert links.unmask("volunteer", text) == name


def test_the_current_record_of_a_field_is_known_by_its_name(store, links, numbers):
    with store.edit("登记") as edit:
        number = edit.save(VOLUNTEERS, volunteer("钱二", school=numbers[SISTER]))
    assert links.current(number, SCHOOL, SISTER) == numbers[SISTER]
    assert links.current(number, SCHOOL, OWN) is None
    assert links.current(1, SCHOOL, SISTER) is None  # his school is blank
    assert links.current(99, SCHOOL, SISTER) is None


def test_titles_are_the_names_of_at_most_so_many_records(store):
    seeded = Links(store, PROJECTS).titles("brand")
    names = [f"品牌{number}" for number in range(MANY + 1)]
    with store.edit("登记") as edit:
        edit.save(BRANDS, Brand(name=names[0]))
    assert sorted(Links(store, PROJECTS).titles("brand")) == sorted((*seeded, names[0]))
    store.executemany("INSERT INTO brand (name) VALUES (?)", [(name,) for name in names[1:]])
    assert len(Links(store, PROJECTS).titles("brand")) == 2_000


# --- rows


@pytest.fixture
def reader(links):
    def make(column=SCHOOL, *, fixed=None, vital=(), unit="", meanings=None):
        return LinkReader(
            links, [(1, "所在学校", column)], {}, meanings or {}, fixed=fixed or {},
            vital=frozenset(vital), unit=unit,
        )  # fmt: skip

    return make


def read(reader, text, target=None):
    row, values = PlannedRow(2, (None, text), target_id=target), {}
    reader.read(row, values, (None, text))
    return row, values


def problem(message, severity="warning", code="unknown_link", fix=""):
    return (RowProblem("school", "所在学校", severity, message, code, fix),)


@pytest.mark.parametrize("text", [OWN, f" {OWN} ", "渔门中学"])
def test_a_name_is_read_as_its_record(reader, numbers, text):
    row, values = read(reader(), text)
    assert (values, row.problems, row.outcome) == ({"school": numbers[OWN]}, (), "")


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_blank_cell_refers_to_nothing(reader, text):
    row, values = read(reader(vital=["school"]), text)
    assert (values, row.problems) == ({}, ())


def test_blanks_within_a_name_are_one(store, reader):
    with store.edit("登记") as edit:
        number = edit.save(UNITS, Unit(name="A B", kind="其他"))
    assert read(reader(), "A \n B")[1] == {"school": number}


def test_ditto_repeats_the_name_above(reader, numbers):
    made = reader()
    found = [read(made, text)[1].get("school") for text in (OWN, "同上", "〃", SISTER, "同上")]
    assert found == [numbers[OWN]] * 3 + [numbers[SISTER]] * 2
    row, values = read(made, "")
    assert values == {}
    assert (read(made, "同上")[1], row.problems) == ({}, ())


def test_ditto_in_the_first_row_repeats_nothing(reader):
    row, values = read(reader(), "同上")
    assert values == {}
    assert row.problems == problem("“同上”不在报送单位名录里，这一格没有导入")


def test_the_decided_meaning_of_a_text_is_read_in_its_place(reader, numbers):
    meanings = {("school", "某校"): OWN, ("residence", "某镇"): SISTER}
    made = reader(meanings=meanings)
    assert read(made, "某校")[1] == {"school": numbers[OWN]}
    assert read(made, "某镇")[1] == {}


@pytest.mark.parametrize(
    ("vital", "severity", "tail"),
    [((), "warning", "，这一格没有导入"), (("school",), "error", ""), (("unit",), "warning", "，这一格没有导入")],
)  # fmt: skip
def test_an_unknown_name_is_reported_with_the_likely_one(reader, vital, severity, tail):
    row, values = read(reader(vital=vital), "盐边县鱼门中学")
    assert values == {}
    message = f"“盐边县鱼门中学”不在报送单位名录里{tail}"
    assert row.problems == problem(message, severity, fix=OWN)


def test_a_school_other_than_the_files_is_read_and_reported(reader, numbers):
    row, values = read(reader(fixed={"school": numbers[OWN]}, unit=OWN), SISTER)
    assert values == {"school": numbers[SISTER]}
    message = f"学校或单位写的是“{SISTER}”，台账里记在它名下，不在{OWN}"
    assert row.problems == problem(message, code="other_unit")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (OWN, {"fixed": True, "unit": OWN}),
        (SISTER, {"fixed": True, "unit": ""}),
        (SISTER, {"fixed": False, "unit": OWN}),
    ],
)
def test_a_school_is_not_reported_where_it_is_the_files_or_the_file_has_none(
    reader, numbers, text, facts
):
    fixed = {"school": numbers[OWN]} if facts["fixed"] else {}
    row, values = read(reader(fixed=fixed, unit=facts["unit"]), text)
    assert (values, row.problems) == ({"school": numbers[text]}, ())


def test_a_school_that_the_ledger_lacks_is_an_error_in_the_file_of_another(reader, numbers):
    fixed = {"school": numbers[OWN]}
    row, values = read(reader(fixed=fixed, unit=OWN), LACKING)
    assert values == {}
    message = f"学校或单位写的是“{LACKING}”，不是{OWN}，也不在报送单位名录里，请核对是哪个学校的人"
    (found,) = row.problems
    assert row.problems == problem(message, "error", fix=found.fix)


@pytest.mark.parametrize("text", ["本校", "高一年级"])
def test_words_that_name_no_other_school_leave_the_files_own(reader, numbers, text):
    row, values = read(reader(fixed={"school": numbers[OWN]}, unit=OWN), text)
    assert (values, row.problems) == ({}, ())


def test_a_name_in_a_returned_list_means_the_record_that_has_it_now(store, numbers):
    with store.edit("登记") as edit:
        numbers = [edit.save(BRANDS, Brand(name=name)) for name in ("甲", "乙")]
    made = LinkReader(
        Links(store, PROJECTS), [(1, "品牌", BRAND)], {}, {}, fixed={}, vital=frozenset(), unit=""
    )
    row, values = read(made, "乙", target=99)
    assert (values, row.problems) == ({"brand": numbers[1]}, ())
