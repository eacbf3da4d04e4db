"""Papers by the command line: who certifies, and what the register says of a paper."""

from datetime import date

import pytest

from people import volunteer
from resources import path
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.seeds import seed
from storage.store.store import Store

PERIOD = ("--from", "2026/1/1", "--to", "2026年9月30日")


def serve(folder, *teams):
    """Somebody who served two hours with each of these."""
    with Store(folder / "ledger.db") as store:
        seed(store, path("seeds"))
        with store.edit("录入") as edit:
            person = edit.save(VOLUNTEERS, volunteer("王雨欣"))
            for name in teams:
                team = edit.save(ORGANIZATIONS, Organization(name=name, kind="志愿服务队"))
                day = date(2026, 5, 3)
                there = Activity(name=name, organization=team, held_on=day, place="仁和镇")
                edit.save(SERVICE_RECORDS, ServiceRecord(
                    volunteer=person, activity=edit.save(ACTIVITIES, there), served_on=day,
                    hours=120, recorder="周嘉诚", recorded_on=day))  # fmt: skip


def certify(run, folder, *more):
    return run("certify", "proof", "王雨欣", "--out", str(folder / "证明.pdf"), *PERIOD, *more)


def test_who_alone_recorded_certifies_and_the_register_says_what(run, tmp_path):
    serve(tmp_path, "青禾服务队")
    code, said = certify(run, tmp_path)
    assert code == 0
    number, check = said.split()[1].rstrip("，")[:10], said.partition("核验码 ")[2][:11]
    code, said = run("genuine", number, check)
    assert code == 0
    for part in ("核验码相符", "记录单位 青禾服务队", "2026-01-01", "2026-09-30", "证明时长 2.0"):
        assert part in said
    assert run("genuine", number[:-1] + "9", check)[0] == 1


def test_where_several_recorded_the_clerk_says_which(run, tmp_path):
    serve(tmp_path, "青禾服务队", "江畔服务队")
    code, said = certify(run, tmp_path)
    assert (code, "青禾服务队、江畔服务队" in said) == (2, True)
    assert certify(run, tmp_path, "--organization", "江畔服务队")[0] == 0


def test_a_day_that_is_none_is_a_sentence(run, tmp_path):
    serve(tmp_path, "青禾服务队")
    code, said = certify(run, tmp_path, "--to", "九月底")
    assert (code, "“九月底”不是日期" in said) == (2, True)


@pytest.mark.parametrize(("name", "sentence"), [("王", "没有叫“王”"), ("李明", "不止一个叫“李明”")])
def test_a_person_must_be_found_and_be_the_only_one(run, tmp_path, name, sentence):
    with Store(tmp_path / "ledger.db") as store:
        seed(store, path("seeds"))
        with store.edit("录入") as edit:
            for born in ("2008-05-17", "2007-04-01"):
                edit.save(VOLUNTEERS, volunteer("李明", born))
    code, printed = run("certify", "card", name, "--out", tmp_path / "卡.pdf")
    assert (code, sentence in printed) == (2, True)
    assert not (tmp_path / "卡.pdf").exists()


@pytest.mark.parametrize(("suffix", "start"), [(".pdf", b"%PDF-"), (".xlsx", b"PK")])
def test_a_list_to_sign_in_on_is_written_by_its_suffix(run, tmp_path, suffix, start):
    serve(tmp_path, "青禾服务队")
    out = tmp_path / f"签到{suffix}"
    code, printed = run("sign-in", "青禾服务队", "王雨欣", "--out", out)
    assert (code, printed) == (0, f"签到表已写到 {out}\n")
    assert out.read_bytes().startswith(start)
    code, printed = run("sign-in", "没有的活动", "--out", out)
    assert (code, "没有叫“没有的活动”的活动" in printed) == (2, True)
