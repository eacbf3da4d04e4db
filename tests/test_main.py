"""The command line, as a person or a script calls it."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from msoffcrypto import OfficeFile

from storage.ledger.driver import connect
from storage.model.period import Quarter

ROOT = Path(__file__).parents[1]
ROSTERS = ROOT / "tests" / "reference" / "rosters"


@pytest.fixture
def call(tmp_path):
    """Runs main.py on a ledger of its own; returns code, output and complaint."""

    def run(*words, data=tmp_path / "数据 夹", program=ROOT / "main.py", **environment):
        place = ("--data", str(data)) if data else ()
        env = {
            key: value
            for key, value in os.environ.items()
            if "DISPLAY" not in key and key != "QT_QPA_PLATFORM"
        }
        done = subprocess.run(
            [sys.executable, str(program), *map(str, words), *place],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=env | environment,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_roster_is_imported_listed_and_taken_back(call):
    code, out, _ = call("import", ROSTERS / "plain.xlsx", "--unit", "盐边县渔门中学", "--json")
    assert code == 1  # four rows are refused
    made = json.loads(out)
    (file,) = made["files"]
    assert {
        "file",
        "sheets",
        "rows",
        "created",
        "updated",
        "unchanged",
        "held",
        "rejected",
        "problems",
    } <= set(file)
    assert (file["rows"], file["created"], file["rejected"]) == (75, 71, 4)
    assert {"sheet", "row", "column", "severity", "message"} == set(file["problems"][0])
    assert [problem["row"] for problem in file["problems"] if problem["severity"] == "error"] == [
        73,
        74,
        75,
        76,
    ]
    people = json.loads(call("list", "volunteers", "--json")[1])
    assert len(people) == 71
    keys = {
        "name", "id_number", "sex", "birth_date", "ethnicity", "political_status", "class_name", "phone",
        "guardian_name", "guardian_phone", "school", "registration_status", "platform_number",
    }  # fmt: skip
    assert keys <= set(people[0])
    code, out, _ = call("undo-import", made["batch"])
    assert code == 0
    assert json.loads(call("list", "volunteers", "--json")[1]) == []


def test_a_dry_run_says_the_same_and_keeps_nothing(call):
    code, out, _ = call(
        "import", ROSTERS / "gbk_csv.csv", "--unit", "仁和区大河中学", "--dry-run", "--json"
    )
    assert code == 1
    assert json.loads(out)["batch"] is None
    assert json.loads(out)["files"][0]["created"] == 53
    assert json.loads(call("list", "volunteers", "--json")[1]) == []


def test_several_files_are_one_import(call):
    _code, out, _err = call(
        "import", ROSTERS / "plain.xlsx", ROSTERS / "number_ids.xlsx", "--unit", "某校", "--json"
    )
    made = json.loads(out)
    assert [file["created"] for file in made["files"]] == [71, 44]
    call("undo-import", made["batch"])
    assert json.loads(call("list", "volunteers", "--json")[1]) == []


def test_a_file_that_cannot_be_read_among_others_is_told_and_the_others_are_kept(call, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = call("import", tmp_path / "坏.xlsx", ROSTERS / "plain.xlsx", "--unit", "某校")
    assert code == 1
    assert "《坏.xlsx》" in out
    assert "新增 71" in out
    assert "Traceback" not in out + err


def test_conditions_choose_what_is_listed(call):
    call("import", ROSTERS / "plain.xlsx", "--unit", "盐边县渔门中学")
    listed = json.loads(
        call(
            "list",
            "volunteers",
            "--json",
            "--where",
            "name=金华",
            "--where",
            "school=盐边县渔门中学",
        )[1]
    )
    assert [one["id_number"] for one in listed] == ["532301201208133654"]
    assert json.loads(call("list", "volunteers", "--json", "--where", "school=没有的学校")[1]) == []
    units = json.loads(call("list", "units", "--json", "--where", "kind=中学")[1])
    assert [unit["name"] for unit in units] == ["盐边县渔门中学"]


def test_a_list_for_people_hides_id_numbers(call):
    call("import", ROSTERS / "plain.xlsx", "--unit", "盐边县渔门中学")
    out = call("list", "volunteers")[1]
    assert "532301********3654" in out
    assert "532301201208133654" not in out


def test_a_roster_of_people_is_listed_and_imported_like_a_ledger(call):
    call("import", ROSTERS / "plain.xlsx", "--unit", "盐边县渔门中学", "--table", "league-members")
    everybody = len(json.loads(call("list", "volunteers", "--json")[1]))
    head, *rows = call("list", "league-members")[1].splitlines()
    assert len(rows) == everybody > 0
    assert ("所在团支部" in head, "超龄团员" in head, "血型" in head) == (True, True, False)
    minors = json.loads(call("list", "guardians", "--json")[1])
    assert 0 < len(minors) == len([one for one in minors if int(one["age"]) < 18])
    assert {one["consent_state"] for one in minors} <= {"有效", "已撤回", "待补"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("list", "dragons"), "没有“dragons”这种台账"), (("list", "units", "--where", "color=red"), "看不懂"),
     (("undo-import", "7"), "没有第 7 次导入"), (("indicators", "--period", "2026Q9"), "不是季度"),
     (("import", "没有.xlsx"), "找不到这个文件"), (("restore", "没有.db"), "找不到备份文件"),
     (("export", "--period", "2026Q3", "--out", "x", "--privacy", "full"), "理由")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(call, words, sentence):
    code, _out, err = call(*words)
    assert code == 2
    assert sentence in err
    assert len(err.strip().splitlines()) == 1


def test_a_broken_ledger_and_a_newer_one_are_sentences(call, tmp_path):
    folder = tmp_path / "坏账"
    folder.mkdir()
    (folder / "ledger.db").write_bytes(b"rubbish " * 1000)
    code, _out, err = call("list", "units", data=folder)
    assert (code, "已损坏" in err) == (2, True)
    call("list", "units", data=tmp_path / "新")
    db = connect(str(tmp_path / "新" / "ledger.db"))
    db.execute("PRAGMA user_version = 999")
    db.close()
    code, _out, err = call("list", "units", data=tmp_path / "新")
    assert (code, "升级" in err) == (2, True)


def test_without_a_screen_the_window_says_so_and_names_the_demo(call):
    if sys.platform != "linux":
        pytest.skip("only Linux may lack a screen")
    code, _out, err = call()
    assert code == 2
    assert "demo" in err


@pytest.mark.parametrize("command", ["import", "list", "indicators", "export", "check", "backup"])
def test_commands_import_no_qt(call, tmp_path, command):
    words = {
        "import": (ROSTERS / "plain.xlsx", "--unit", "某校"),
        "list": ("units",),
        "indicators": ("--period", "2026Q3"),
        "export": ("--period", "2026Q3", "--out", tmp_path / "out"),
        "check": (),
        "backup": (tmp_path / "b",),
    }[command]
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "PySide6.py").write_text("raise RuntimeError('Qt was imported')", "utf-8")
    code, _out, err = call(command, *words, PYTHONPATH=str(tmp_path / "guard"))
    assert code in (0, 1), err
    assert "意外" not in err


def test_a_data_folder_beside_the_program_is_used(call, tmp_path):
    place = tmp_path / "团委 资料（2026）"
    place.mkdir()
    for name in ("storage", "exports", "resources"):
        shutil.copytree(
            ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "fonts")
        )
    shutil.copy(ROOT / "main.py", place)
    (place / "data").mkdir()
    assert call("list", "units", data=None, program=place / "main.py")[0] == 0
    assert (place / "data" / "ledger.db").exists()


def test_the_data_folder_may_stand_before_the_command(call, tmp_path):
    assert call("--data", tmp_path / "前", "list", "units", data=None)[0] == 0
    assert (tmp_path / "前" / "ledger.db").exists()


def test_a_backup_comes_back(call, tmp_path):
    call("import", ROSTERS / "plain.xlsx", "--unit", "某校")
    assert call("backup", tmp_path / "备份")[0] == 0
    call("undo-import", 1)
    (copy,) = (tmp_path / "备份").iterdir()
    assert call("restore", copy)[0] == 0
    assert len(json.loads(call("list", "volunteers", "--json")[1])) == 71


def test_the_demo_makes_a_county_and_its_package_and_the_annex_comes_back_unchanged(call, tmp_path):
    code, out, err = call("demo", "--out", tmp_path / "报表")
    assert code == 0, err
    made = {path.suffix: path for path in (tmp_path / "报表").iterdir() if "附册" not in path.name}
    assert set(made) == {".xlsx", ".pdf", ".txt"}
    assert all(str(path) in out for path in made.values())
    (annex,) = (tmp_path / "报表").glob("*附册*.xlsx")
    code, out, err = call("import", annex, "--json")
    (file,) = json.loads(out)["files"]
    changed = {key: file[key] for key in ("created", "updated", "held", "rejected")}
    assert changed == {"created": 0, "updated": 0, "held": 0, "rejected": 0}
    assert file["unchanged"] == file["rows"] > 1000
    assert code == 0


def test_a_full_annex_opens_with_its_password_and_comes_back_unchanged(call, tmp_path):
    call("demo")
    code, out, err = call("export", "--period", "2026Q3", "--out", tmp_path / "全", "--privacy", "full",
                        "--reason", "市里核对证件", "--json")  # fmt: skip
    assert code == 0
    written = json.loads(out)
    assert all({"path", "what", "sha256", "size"} <= set(one) for one in written)
    (annex,) = (Path(one["path"]) for one in written if "附册" in one["path"])
    assert call("import", annex)[0] == 2
    opened = tmp_path / "解开.xlsx"
    with annex.open("rb") as locked, opened.open("wb") as plain:
        office = OfficeFile(locked)
        office.load_key(password=err.strip().rsplit("：", 1)[1])
        office.decrypt(plain)
    file = json.loads(call("import", opened, "--json")[1])["files"][0]
    assert file["unchanged"] == file["rows"] > 1000


def test_check_tells_the_faults_of_the_data_and_of_the_file(call):
    call("demo")
    code, out, _ = call("check", "--json")
    found = json.loads(out)
    assert found["file"] == []
    assert {"code", "table", "record_id", "column", "severity", "message"} <= set(
        found["faults"][0]
    )
    assert code in (0, 1)


def test_a_roster_goes_back_to_its_school_with_marks(call, tmp_path):
    out = tmp_path / "退 回"
    words = ("annotate", ROSTERS / "plain.xlsx", "--unit", "盐边县渔门中学", "--out", out)
    code, told, _ = call(*words, "--only-faulty")
    assert code == 0
    assert (out / "plain_仅问题行.xlsx").is_file()
    assert "《plain.xlsx》里有 4 行需要改" in told
    assert "改好直接发回即可" in told
    code, _, complaint = call("annotate", tmp_path / "没有.xlsx", "--out", out)
    assert code == 2
    assert "没有.xlsx" in complaint


def test_a_folder_is_imported_whole_and_what_was_passed_over_is_told(call, tmp_path):
    folder = tmp_path / "各校"
    folder.mkdir()
    for name in ("plain.xlsx", "gbk_csv.csv"):
        shutil.copyfile(ROSTERS / name, folder / name)
    (folder / "~$plain.xlsx").write_bytes(b"x")
    code, out, _ = call("import", folder, "--unit", "盐边县渔门中学", "--json")
    made = json.loads(out)
    assert code == 1
    assert [file["file"] for file in made["files"]] == ["gbk_csv.csv", "plain.xlsx"]
    assert [one["reason"] for one in made["passed_over"]] == ["打开表格时留下的临时文件"]
    told = call("import", folder, "--dry-run")[1]
    assert (
        "文件夹里有 1 个文件没有选入（打开表格时留下的临时文件 1 个）：《~$plain.xlsx》。" in told
    )


def test_a_locked_workbook_is_asked_about_and_opens_with_its_password(call):
    path = ROSTERS.parent / "locked.xlsx"
    code, _, complaint = call("import", path, "--dry-run")
    assert code == 2
    assert "《locked.xlsx》设了打开密码：请输入打开密码" in complaint
    code, out, _ = call("import", path, "--dry-run", "--json", "--password", "青年节54")
    assert json.loads(out)["files"][0]["rows"] == 1


def _csv(path, *rows):
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return path


def test_any_ledger_is_imported_by_its_name(call, tmp_path):
    header = ("组织名称", "组织类型", "领域")
    path = _csv(tmp_path / "组织.csv", header, ("渔门大队", "大队", "社区"))
    code, out, _ = call("import", path, "--table", "organizations", "--json")
    assert (code, json.loads(out)["files"][0]["created"]) == (0, 1)
    (one,) = json.loads(call("list", "organizations", "--json")[1])
    assert (one["kind"], one["domain"]) == ("志愿服务大队", "社区服务")
    assert call("import", path, "--table", "organisations")[0] == 2


def test_a_members_roster_marks_members_and_the_next_one_is_compared_with_it(call, tmp_path):
    numbers = ["510411200805170012", "510411200805170020", "510411200805170039"]
    from storage.model.kinds.identity import check_digit

    numbers = [number[:17] + check_digit(number[:17]) for number in numbers]
    rows = [(name, number) for name, number in zip("甲乙丙", numbers, strict=True)]
    header = ("姓名", "身份证号")
    first = _csv(tmp_path / "一.csv", header, *rows)
    assert call("import", first, "--unit", "渔门中学", "--as", "members")[0] == 0
    people = json.loads(call("list", "volunteers", "--json")[1])
    assert {one["league_member"] for one in people} == {"是"}
    second = _csv(tmp_path / "二.csv", header, *rows[:2])
    out = call("import", second, "--unit", "渔门中学")[1]
    assert "少了 1 人" in out
    assert "V000003 丙：可能转出" in out
    assert (tmp_path / "数据 夹" / "自动备份").is_dir()


def test_a_platforms_export_is_reconciled(call, tmp_path):
    call("import", ROSTERS / "plain.xlsx", "--unit", "盐边县渔门中学")
    (one, *_) = json.loads(call("list", "volunteers", "--json")[1])
    header = ("志愿者姓名", "证件号码", "服务时长")
    path = _csv(tmp_path / "平台.csv", header, (one["name"], one["id_number"], "12.5"))
    code, out, _ = call("reconcile", path, "--json")
    found = json.loads(out)
    assert (code, found["matched"], found["only_there"]) == (1 if found["only_here"] else 0, 1, [])
    where = ("--where", f"id_number={one['id_number']}")
    (after,) = json.loads(call("list", "volunteers", "--json", *where)[1])
    assert (after["registration_status"], after["platform_hours"]) == ("已注册", "12.5")
    call("undo-import", found["batch"])
    assert json.loads(call("list", "volunteers", "--json", *where)[1]) == [one]


def test_a_quarter_is_looked_at_compared_and_refused_while_something_blocks_it(call, tmp_path):
    call("demo")
    quarter = str(Quarter.reported_on(date.today()))
    code, out, _ = call("ready", "--period", quarter, "--json")
    found = json.loads(out)
    assert (code, found["ready"]) == (1, False)
    checks = {one["code"]: one for one in found["checks"]}
    assert {f"C{number}" for number in range(1, 20)} <= set(checks)
    assert checks["C1"]["ok"]
    assert checks["C18"]["ok"]
    assert all(one["findings"] for one in checks.values() if not one["ok"])
    code, out, complaint = call("seal", "--period", quarter)
    assert code == 2
    assert "还不能封存" in complaint
    before = str(Quarter.parse(quarter).previous)
    code, out, _ = call("compare", before, quarter, "--json")
    lines = {one["code"]: one for one in json.loads(out)}
    assert code == 0
    assert lines["V01"]["change"] == lines["V01"][quarter] - lines["V01"][before]
    code, out, _ = call("compare", f"{before}@1", before, "--json")
    assert {one["change"] for one in json.loads(out)} <= {0, None}
    code, _, complaint = call("compare", f"{before}@7", quarter)
    assert "没有第 7 版" in complaint
    code, out, _ = call("export", "--period", before, "--out", tmp_path / "甲", "--version", 1)
    assert code == 0
    code, _, complaint = call(
        "export", "--period", before, "--out", tmp_path / "乙", "--version", 2
    )
    assert code == 2
    assert "没有第 2 版" in complaint


def test_a_quarter_that_has_not_ended_is_not_sealed(call):
    code, _, complaint = call("seal", "--period", "2099Q1", "--json")
    assert code == 2
    assert "还不能封存" in complaint


def test_a_text_of_another_encoding_is_read_as_it_is_told(call, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes("姓名,生日\n陳美惠,2008-09-01\n".encode("big5"))
    words = ("import", path, "--dry-run", "--json")
    told = json.loads(call(*words, "--encoding", "big5")[1])["files"][0]
    assert (told["rows"], told["created"], told["problems"]) == (1, 1, [])
    code, _, complaint = call(*words, "--encoding", "没有这种")
    assert code == 2
    assert "没有这种编码" in complaint
