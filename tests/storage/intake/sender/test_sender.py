import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import id_number
from storage.errors import UserError
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.choices import Choices
from storage.intake.pipeline import plan_import
from storage.intake.sender.sender import BY_ROW
from storage.model.tables import UNITS, VOLUNTEERS

FISH, RED, THIRD = "盐边县渔门中学", "盐边县红格中学", "攀枝花市第三高级中学校"
HEADS = ["姓名", "身份证号", "班级"]


@pytest.fixture
def schools(store):
    with store.edit("登记") as edit:
        for name in (FISH, RED, THIRD):
            edit.save(UNITS, UNITS.parse({"name": name, "kind": "中学"}))
    return {unit.name: unit.id for unit in store.select(UNITS)}


@pytest.fixture
def write(tmp_path):
    serial = itertools.count()

    def roster(name, *above, schools=(), below=(), people=3):
        lines = [",".join(one) if isinstance(one, tuple) else one for one in above]
        lines.append(",".join([*HEADS, *["学校"] * bool(schools)]))
        for at in range(people):
            row = [f"王{'春夏秋冬'[next(serial) % 4]}雨", id_number(), "高一1班"]
            lines.append(",".join([*row, *([schools[at % len(schools)]] if schools else [])]))
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*lines, *below]), "utf-8-sig")
        return path

    return roster


def senders(store, *paths, **more):
    return [one.sender for one in plan_import(store, paths, by_file=True, **more).files]


@pytest.mark.parametrize(
    ("name", "facts", "reason"),
    [
        ("渔门中学.csv", {}, "文件名里有“渔门中学”"),
        ("渔门中学/高一.csv", {}, "文件夹名里有“渔门中学”"),
        ("a.csv", {"above": ["盐边县渔门中学志愿者花名册"]}, "标题里有“盐边县渔门中学”"),
        ("a.csv", {"above": ["志愿者花名册", "填报单位：渔门中学"]}, "填报单位写的是“渔门中学”"),
        ("a.csv", {"above": [("学校名称：", "渔门中学")]}, "填报单位写的是“渔门中学”"),
        ("a.csv", {"below": ["填报单位（盖章）：渔门中学"]}, "填报单位写的是“渔门中学”"),
        ("a.csv", {"schools": ["渔门中学"]}, "学校一栏写的是“渔门中学”"),
    ],
)
def test_the_unit_of_a_file_is_found_in_its_clues(store, schools, write, name, facts, reason):
    above = facts.pop("above", [])
    (found,) = senders(store, write(name, *above, **facts))
    assert (found.name, found.unit_id, found.doubt) == (FISH, schools[FISH], "")
    assert found.reason == reason


@pytest.mark.parametrize(
    ("name", "above", "schools_named", "said"),
    [
        ("a.csv", [], (), "哪里都没有写"),
        ("渔门中学.csv", ["盐边县红格中学名册"], (), "标题里有“盐边县红格中学”"),
        ("渔门中学、红格中学.csv", [], (), "“渔门中学”、“红格中学”"),
        ("红格中学/渔门中学.csv", [], (), "文件夹名里有“红格中学”"),
        ("渔门中学.csv", [], ("渔门中学", "红格中学"), "学校一栏写的是"),
        ("渔门中学.csv", [], ("渔门中学", "盐边县永兴中学"), "永兴中学"),
        ("渔门中学.csv", ["填报单位：永兴中学"], (), "填报单位写的是“永兴中学”"),
        ("永兴中学.csv", [], (), "报送单位里没有它"),
    ],
)
def test_no_unit_is_assumed_where_it_is_unsure(
    store, schools, write, name, above, schools_named, said
):
    path = write(name, *above, schools=schools_named)
    made = plan_import(store, [path], by_file=True)
    assert said in made.files[0].doubt
    assert (made.unit_name, made.units, list(made.rows())) == ("", {}, [])
    with pytest.raises(UserError, match="没有导入"):
        apply_plan(store, made)


PLACES = st.fixed_dictionaries(
    {"file": st.sampled_from(["", FISH, RED, THIRD]), "title": st.sampled_from(["", FISH, RED]),
     "line": st.sampled_from(["", FISH, RED]), "column": st.sampled_from(["", FISH, RED])}
)  # fmt: skip


@given(PLACES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_never_a_unit_that_no_place_names_and_never_one_against_another(
    store, schools, write, places
):
    above = [f"{places['title']}名册"] * bool(places["title"])
    above += [f"填报单位：{places['line']}"] * bool(places["line"])
    column = [places["column"]] if places["column"] else ()
    (found,) = senders(store, write(f"{places['file']}.1.csv", *above, schools=column, people=1))
    named = {one for one in places.values() if one}
    assert found.name == (named.pop() if len(named) == 1 else "")
    assert bool(found.doubt) is (found.name == "")


def test_people_of_each_file_go_to_its_unit_and_the_import_is_taken_back_whole(
    store, schools, write
):
    paths = [write("渔门中学.csv"), write("a.csv"), write("新.csv"), write("高一.csv")]
    units = {str(paths[1]): RED, str(paths[2]): "盐边县永兴中学", str(paths[3]): "盐边县新九中学"}
    batch = apply_plan(store, plan_import(store, paths, by_file=True, choices=Choices(units=units)))
    names = {unit.id: unit.name for unit in store.select(UNITS)}
    held = sorted(names[one.school] for one in store.select(VOLUNTEERS))
    assert held == sorted(3 * [FISH, RED, "盐边县永兴中学", "盐边县新九中学"])
    assert batch.unit_names == (FISH, RED, "盐边县永兴中学", "盐边县新九中学")
    undo_batch(store, batch.id)
    assert store.count(VOLUNTEERS) == 0
    assert store.named(UNITS, "盐边县永兴中学") is None


def test_what_was_chosen_for_a_file_is_remembered_for_the_next_of_its_name(store, schools, write):
    first = write("ymzx2026春.csv")
    apply_plan(
        store, plan_import(store, [first], by_file=True, choices=Choices(units={str(first): FISH}))
    )
    (found,) = senders(store, write("ymzx2026秋.csv"))
    assert (found.name, found.reason) == (FISH, f"上次这份名册来自“{FISH}”")


def test_a_file_name_of_common_words_is_not_remembered(store, schools, write):
    first = write("志愿者花名册(1).csv")
    apply_plan(
        store, plan_import(store, [first], by_file=True, choices=Choices(units={str(first): FISH}))
    )
    (found,) = senders(store, write("志愿者花名册(2).csv"))
    assert found.doubt


def test_the_unit_of_the_import_yields_to_another_that_a_file_plainly_names(store, schools, write):
    made = plan_import(store, [write("高一.csv"), write("红格中学.csv")], FISH, by_file=True)
    assert [file.unit_name for file in made.files] == [FISH, ""]
    assert f"选的是“{FISH}”，可文件名里有“红格中学”" in made.files[1].doubt


def test_rows_with_several_schools_may_each_go_to_their_own(store, schools, write):
    path = write("全县.csv", schools=["渔门中学", "红格中学", "红格中学"])
    (asked,) = senders(store, path)
    assert asked.separate
    apply_plan(
        store, plan_import(store, [path], by_file=True, choices=Choices(units={str(path): BY_ROW}))
    )
    held = sorted(one.school for one in store.select(VOLUNTEERS))
    assert held == sorted([schools[FISH], schools[RED], schools[RED]])


def test_a_row_of_an_unknown_school_is_refused_with_the_reason(store, schools, write):
    path = write("高一.csv", schools=["渔门中学", "攀枝花市第十二中学", "红格中学"])
    refused, known = plan_import(store, [path], FISH).files[0].sheets[0].rows[1:]
    assert refused.outcome == "rejected"
    assert "攀枝花市第十二中学" in refused.problems[0].message
    assert known.record.school == schools[RED]
    assert "红格中学" in known.problems[0].message
