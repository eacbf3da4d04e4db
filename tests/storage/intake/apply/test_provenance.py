import dataclasses

import pytest

from people import id_number, volunteer
from rosters import HEADER, person, write
from storage.errors import UserError
from storage.intake.apply import provenance
from storage.intake.apply.batch import apply_plan, preview_undo, undo_batch
from storage.intake.apply.provenance import source_of
from storage.intake.choices import Choices, SheetChoice
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.tables import VOLUNTEERS


@pytest.fixture
def roster(tmp_path):
    return lambda rows, **more: write(tmp_path / "附件2.xlsx", rows, title="高一3班", **more)


def test_a_value_names_the_file_the_sheet_the_row_and_what_stood_there(store, roster):
    path = roster([person("甲"), person("乙", 出生日期="2008.5.17", 联系电话="138-0000-0001")])
    batch = apply_plan(store, plan_import(store, [path], "某校"))
    (one,) = store.find(VOLUNTEERS, name="乙")
    found = source_of(store, VOLUNTEERS, one.id, "birth_date")
    assert (found.file, found.sheet, found.row, found.header) == (
        "附件2.xlsx", "高一3班", 3, "出生日期",
    )  # fmt: skip
    assert (found.raw, found.batch) == ("2008.5.17", batch.id)
    assert source_of(store, VOLUNTEERS, one.id, "phone").raw == "138-0000-0001"
    assert source_of(store, VOLUNTEERS, one.id, "class_name").raw == "高一（3）班"
    assert (
        provenance.describe_origin(found)
        == "来自《附件2.xlsx》高一3班 第 3 行“出生日期”，原值“2008.5.17”"
    )


def test_what_was_worked_out_or_typed_in_since_came_from_no_cell(store, roster):
    apply_plan(store, plan_import(store, [roster([person("甲", 联系电话="13800000001")])], "某校"))
    (one,) = store.find(VOLUNTEERS)
    assert source_of(store, VOLUNTEERS, one.id, "sex") is None  # from the ID number
    with store.edit("更正") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(one, phone="13900000009"))
    assert source_of(store, VOLUNTEERS, one.id, "phone") is None
    assert source_of(store, VOLUNTEERS, one.id, "name").row == 2


def test_a_field_filled_later_names_the_later_file_and_an_undone_one_the_earlier(store, tmp_path):
    number = id_number()
    first = write(tmp_path / "一.xlsx", [person("甲", number, 班级="旧")])
    second = write(tmp_path / "二.xlsx", [person("甲", number, 班级="新")])
    apply_plan(store, plan_import(store, [first], "某校"))
    batch = apply_plan(store, plan_import(store, [second], "某校", policy="update"))
    (one,) = store.find(VOLUNTEERS)
    assert source_of(store, VOLUNTEERS, one.id, "class_name").file == "二.xlsx"
    assert source_of(store, VOLUNTEERS, one.id, "name").file == "一.xlsx"
    undo_batch(store, batch.id)
    assert source_of(store, VOLUNTEERS, one.id, "class_name").file == "一.xlsx"


def test_a_cell_corrected_by_the_clerk_still_names_what_the_school_wrote(store, roster):
    path = roster([person("甲", "51041120080")])
    choices = Choices({(str(path), "高一3班"): SheetChoice(cells={(2, 3): id_number()})})
    apply_plan(store, plan_import(store, [path], "某校", choices=choices))
    (one,) = store.find(VOLUNTEERS)
    assert source_of(store, VOLUNTEERS, one.id, "id_number").raw == "51041120080"


def test_a_file_is_stored_as_received_once_however_often_it_comes(store, roster):
    path = roster([person("甲")])
    before = path.read_bytes()
    apply_plan(store, plan_import(store, [path], "某校"))
    made = plan_import(store, [path], "某校")
    apply_plan(store, made)
    path.unlink()
    assert store.value("SELECT count(*) FROM received") == 1
    assert provenance.received(store, made.files[0].sha256) == before
    with pytest.raises(UserError):
        provenance.received(store, "0" * 64)


def test_what_was_pasted_is_stored_too(store):
    text = "\t".join(HEADER) + "\n" + "\t".join(cell or "" for cell in person("甲"))
    made = plan_import(store, [Pasted(text)], "某校")
    apply_plan(store, made)
    assert provenance.received(store, made.files[0].sha256).decode() == text


def test_an_import_taken_back_leaves_the_tables_as_they_were_but_for_what_was_edited(store, roster):
    numbers = [id_number() for _ in range(60)]
    with store.edit("录入") as edit:
        for number in numbers[:30]:
            edit.save(VOLUNTEERS, volunteer("旧人", id_number=number))
    before = {row["id"]: row for row in store.rows("SELECT * FROM volunteer")}
    words = list(store.rows("SELECT rowid FROM volunteer_search"))
    path = roster([person(f"人{at}", number) for at, number in enumerate(numbers)])
    made = plan_import(store, [path], "某校", policy="update")
    assert (made.counts["updated"], made.counts["created"]) == (30, 30)
    batch = apply_plan(store, made)
    changed = {min(before): "13900000001", max(before) + 5: "13900000002"}
    with store.edit("更正") as edit:
        for number, phone in changed.items():
            one = store.get(VOLUNTEERS, number)
            edit.save(VOLUNTEERS, dataclasses.replace(one, phone=phone))
    edited = {number: store.get(VOLUNTEERS, number) for number in changed}
    seen = preview_undo(store, batch.id)
    assert (seen.removed, seen.restored, len(seen.skipped)) == (29, 29, 3)  # the school is in use
    assert all(store.get(VOLUNTEERS, number) == one for number, one in edited.items())
    assert store.count(VOLUNTEERS) == 60
    result = undo_batch(store, batch.id)
    assert result == seen
    kept = {number: why for table, number, why in result.skipped if table is VOLUNTEERS}
    assert kept == dict.fromkeys(changed, "后来改过")
    after = {row["id"]: row for row in store.rows("SELECT * FROM volunteer")}
    assert {n: row for n, row in after.items() if n not in changed} == {
        n: row for n, row in before.items() if n not in changed
    }
    assert {number: store.get(VOLUNTEERS, number) for number in changed} == edited
    found = list(store.rows("SELECT rowid FROM volunteer_search"))
    assert found == [*words, {"rowid": max(changed)}]
    again = plan_import(store, [path], "某校", policy="update")
    assert again.files[0].seen_before is None
    assert again.counts == {"created": 29, "updated": 29, "unchanged": 2}


def test_somebody_used_since_stays_and_the_reason_is_reported(store, roster):
    from storage.model.tables import MEMBERSHIPS, ORGANIZATIONS
    from storage.model.tables.organization import Membership, Organization

    batch = apply_plan(store, plan_import(store, [roster([person("甲"), person("乙")])], "某校"))
    one = store.find(VOLUNTEERS, name="甲")[0]
    with store.edit("加入") as edit:
        team = edit.save(ORGANIZATIONS, Organization(name="一队", kind="志愿服务队"))
        edit.save(MEMBERSHIPS, Membership(volunteer=one.id, organization=team))
    result = undo_batch(store, batch.id)
    reasons = {number: why for table, number, why in result.skipped if table is VOLUNTEERS}
    assert MEMBERSHIPS.label in reasons[one.id]
    assert store.find(VOLUNTEERS) == [one]
