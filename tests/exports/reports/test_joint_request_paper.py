"""The request for a joint branch: the draft, its list of members, and a note of the export."""

from __future__ import annotations

from datetime import date

import docx
import pytest

from exports.reports.joint_request_paper import WHAT, write_request
from people import volunteer
from storage.counting.rules.joint_planner import joint_plan
from storage.errors import UserError
from storage.model.tables import HEADCOUNTS, MEMBERSHIPS, ORGANIZATIONS, VOLUNTEERS
from storage.model.tables.organization import Headcount, Membership, Organization
from storage.sending.export_log import last_exports

ON = date(2026, 9, 30)


@pytest.fixture
def group(store):
    """Two registered organizations, one with two members and one with one; a child is on it."""
    with store.edit("组织") as edit:
        for name, members in (
            ("银发关爱协会", (("甲一", "2004-01-01"), ("李小", "2013-05-05"))),
            ("助农服务队", (("丙三", "2003-03-03"),)),
        ):
            number = edit.save(ORGANIZATIONS, Organization(
                name=name, kind="社会组织", registration="民政注册", founded_on=date(2020, 1, 1),
                credit_code="51510411MJQ0000016", registered_on=date(2020, 1, 1),
            ))  # fmt: skip
            edit.save(HEADCOUNTS, Headcount(organization=number, counted_on=date(2026, 9, 1),
                                            league_members=len(members)))  # fmt: skip
            for person, born in members:
                one = edit.save(VOLUNTEERS, volunteer(person, born, political_status="共青团员"))
                edit.save(MEMBERSHIPS, Membership(volunteer=one, organization=number))
    (only,) = joint_plan(store, ON).groups
    return only


def test_the_paper_asks_for_the_branch_and_lists_the_members(store, group, tmp_path):
    path = tmp_path / "请示.docx"
    assert write_request(store, group, ON, path) == []
    document = docx.Document(str(path))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "银发关爱协会" in text
    assert "妥否，请批示。" in text
    head, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert head[:3] == ["序号", "所在组织", "姓名"]
    assert [row[:3] for row in rows] == [
        ["1", "银发关爱协会", "甲一"],
        ["2", "银发关爱协会", "李某某"],
        ["3", "助农服务队", "丙三"],
    ]
    assert [row[4] for row in rows] == ["2004", "2013", "2003"]
    assert "2013-05-05" not in str(rows)


def test_the_export_is_noted_and_the_same_paper_has_the_same_bytes(store, group, tmp_path):
    for name in ("一.docx", "二.docx"):
        write_request(store, group, ON, tmp_path / name)
    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()
    noted = last_exports(store)
    assert {(one.what, one.name) for one in noted} == {(WHAT, "一.docx"), (WHAT, "二.docx")}


def test_a_member_missing_on_the_roster_is_reported(store, group, tmp_path):
    person = next(one for one in store.select(VOLUNTEERS) if one.name == "丙三")
    (membership,) = store.find(MEMBERSHIPS, volunteer=person.id)
    with store.edit("删除") as edit:
        edit.remove(MEMBERSHIPS, membership.id)
    assert write_request(store, group, ON, tmp_path / "请示.docx") == [
        "助农服务队：名册里有团员 0 人，人数统计是 1 人，请核对。"
    ]


def test_a_folder_that_is_missing_is_refused_and_nothing_is_noted(store, group, tmp_path):
    with pytest.raises(UserError, match="找不到文件夹"):
        write_request(store, group, ON, tmp_path / "无" / "请示.docx")
    assert last_exports(store) == []
