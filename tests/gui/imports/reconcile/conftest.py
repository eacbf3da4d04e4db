"""The page of the reconciliation, a ledger, and an export of the platform to compare it with."""

from datetime import date

import pytest

from gui.imports.reconcile.reconcile_page import ReconcilePage
from people import id_number, volunteer
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, UNITS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from windows import show

HEADS = ("志愿者姓名", "证件号码", "志愿者编号", "累计时长", "出生日期")


@pytest.fixture
def ledger(session):
    """Not registered yet; with hours of her own; missing at the platform; perhaps there."""
    school = session.store.named(UNITS, "平地镇")
    facts = {"school": school, "class_name": "高一1班"}
    people = [
        volunteer("王雨欣", **facts),
        volunteer("李静", registration_status="已注册", platform_hours=120, **facts),
        volunteer("赵一诺", registration_status="已注册", **facts),
        volunteer("孙悦", "2007-01-02", **facts),
    ]
    with session.edit("录入") as edit:
        ids = [edit.save(VOLUNTEERS, one) for one in people]
        team = edit.save(ORGANIZATIONS, Organization(name="一队", kind="其他"))
        day = date(2026, 3, 5)
        activity = edit.save(
            ACTIVITIES, Activity(name="清扫", organization=team, held_on=day, place="广场")
        )
        edit.save(SERVICE_RECORDS, ServiceRecord(
            volunteer=ids[1], activity=activity, served_on=day, hours=180, recorder="张",
            recorded_on=day, source="签到表",
        ))  # fmt: skip
    return [session.store.get(VOLUNTEERS, number) for number in ids]


@pytest.fixture
def export(tmp_path, ledger):
    rows = [
        HEADS,
        ("王雨欣", ledger[0].id_number, "5104000001", "2", ""),
        ("李静", ledger[1].id_number, "5104000002", "4.5", ""),
        ("周航", id_number(), "5104000003", "1", ""),
        ("孙悦", "", "5104000004", "1", "2007-01-02"),
    ]
    path = tmp_path / "志愿四川.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8-sig")
    return path


@pytest.fixture
def page(session, qtbot):
    return show(qtbot, ReconcilePage(session), 1130, 640)


@pytest.fixture
def read(page, qtbot):
    def go(path):
        with qtbot.waitSignal(page.work.compared, timeout=20_000):
            page.read_files((path,))
        return page.work.result.comparison

    return go
