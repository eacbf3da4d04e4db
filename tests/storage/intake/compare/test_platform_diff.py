import json
from datetime import date

import pytest

from people import id_number, volunteer
from rosters import write
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.compare.platform_diff import compare, report, sentences
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord

HEADER = ["志愿者姓名", "证件号码", "志愿者编号", "累计时长", "注册时间"]


@pytest.fixture
def ledger(store):
    """Three people: one not registered yet, one with hours of his own, one the platform lacks."""
    people = [
        volunteer("甲", id_number=id_number()),
        volunteer("乙", id_number=id_number(), registration_status="已注册", platform_hours=120),
        volunteer("丙", id_number=id_number(), registration_status="已注册"),
    ]
    with store.edit("录入") as edit:
        ids = [edit.save(VOLUNTEERS, one) for one in people]
        team = edit.save(ORGANIZATIONS, Organization(name="一队", kind="其他"))
        day = date(2026, 3, 5)
        activity = edit.save(
            ACTIVITIES, Activity(name="清扫", organization=team, held_on=day, place="广场")
        )
        served = ServiceRecord(
            volunteer=ids[1], activity=activity, served_on=day, hours=180, recorder="张",
            recorded_on=day, source="签到表",
        )  # fmt: skip
        edit.save(SERVICE_RECORDS, served)
    return [store.get(VOLUNTEERS, number) for number in ids]


@pytest.fixture
def export(tmp_path, ledger):
    rows = (
        ["甲", ledger[0].id_number, "5104000001", 2, "2025-03-05"],
        ["乙", ledger[1].id_number, "5104000002", 4.5, "2025-03-06"],
        ["丁", id_number(), "5104000003", 1, "2025-03-07"],
    )
    return write(tmp_path / "平台.xlsx", rows, header=HEADER)


def test_registration_and_hours_are_filled_and_no_person_is_created(store, ledger, export):
    found = compare(store, [export])
    batch = apply_plan(store, found.plan)
    first, second, third = (store.get(VOLUNTEERS, one.id) for one in ledger)
    assert (first.registration_status, first.platform_number, first.platform_hours) == (
        "已注册", "5104000001", 120,
    )  # fmt: skip
    assert first.registered_on == date(2025, 3, 5)
    assert second.platform_hours == 270
    assert third == ledger[2]
    assert store.count(VOLUNTEERS) == 3
    undo_batch(store, batch.id)
    assert [store.get(VOLUNTEERS, one.id) for one in ledger] == ledger


def test_who_is_only_there_only_here_and_whose_hours_differ_is_listed(store, ledger, export):
    found = compare(store, [export])
    assert [(row.row, row.parsed.name) for row in found.only_there] == [(4, "丁")]
    assert [one.id for one in found.only_here] == [ledger[2].id]
    assert [(one.person.id, one.ours, one.theirs) for one in found.hours] == [
        (ledger[1].id, 180, 270)
    ]
    told = "\n".join(sentences(found))
    assert "本地 3.0 小时，平台 4.5 小时" in told
    plain = report(found, None)
    assert json.loads(json.dumps(plain))["matched"] == 2
    assert ledger[1].id_number not in told + json.dumps(plain)


def test_another_school_in_the_export_transfers_no_person(store, ledger, export, tmp_path):
    rows = [["甲", ledger[0].id_number, "别的学校"]]
    path = write(tmp_path / "平台2.xlsx", rows, header=["姓名", "身份证号", "学校"])
    apply_plan(store, compare(store, [path]).plan)
    assert store.get(VOLUNTEERS, ledger[0].id).school == ledger[0].school


def test_a_row_that_could_be_somebody_is_reported_with_the_reason_and_fills_nothing(
    store, tmp_path
):
    with store.edit("录入") as edit:
        number = edit.save(VOLUNTEERS, volunteer("孙悦", "2007-01-02"))
    path = write(tmp_path / "平台.xlsx", [["孙悦", "", "2007-01-02"]],
                 header=["姓名", "身份证号", "出生日期"])  # fmt: skip
    found = compare(store, [path])
    assert [(row.parsed.name, found.place(row)) for row in found.unclear] == [("孙悦", "第 2 行")]
    assert found.differs
    assert report(found, None)["unclear"][0]["why"].startswith("像是台账中的孙悦")
    assert "对不上是谁 1 行：" in list(sentences(found))
    apply_plan(store, found.plan)
    assert store.get(VOLUNTEERS, number).registration_status == "未注册"
