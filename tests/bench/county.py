"""An invented county: people without end, rosters of them, and ledgers kept between runs."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import tempfile
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measuring import ROOT
from tests.bench.service import serve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.model.tables.volunteer import Volunteer
    from storage.store.store import Store

SCHOOLS = tuple(f"第{number}中学" for number in range(1, 41))
HEADERS = ("序号", "姓名", "性别", "出生日期", "身份证号", "民族", "政治面貌", "学号", "年级", "班级",
           "联系电话", "监护人电话")  # fmt: skip
FIELDS = ("name", "sex", "birth_date", "id_number", "ethnicity", "political_status",
          "student_number", "grade", "class_name", "phone", "guardian_phone")  # fmt: skip
PORTION = 20_000
_MADE_OF = ("tests/bench/county.py", "tests/bench/service.py", "storage/model/tables/*.py", "storage/model/schema.py", "storage/model/search_text.py",
            "storage/ledger/database.py", "storage/ledger/migrations.py", "storage/model/kinds/*.py")  # fmt: skip

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = "雨欣子涵浩宇思彤一诺嘉诚梓轩俊杰晨曦佳怡航诗博文静志强丽娟建国春梅晓峰婷颖堃喆昇明超秀英敏磊军洋勇艳涛"
_MINORITY = ("吉克", "沙马", "阿尔", "俄木", "海来", "阿卓莫", "阿苏", "尔古")


def people(seed: int, school_ids: Sequence[int] = ()) -> Iterator[Volunteer]:
    """People with sound and different ID numbers; one in thirty has none yet.

    The seed is a digit of every ID number: two counties have nobody in common.
    """
    from storage.model.kinds.identity import check_digit, sex_of
    from storage.model.tables.volunteer import Volunteer

    chance = random.Random(seed)
    first_day, number = date(2004, 1, 1), 0
    while True:
        number += 1
        born = first_day + timedelta(number % 3000)
        serial = number // 3000
        first = f"51{seed}{serial // 1000:03}{born:%Y%m%d}{serial % 1000:03}"
        id_number = first + check_digit(first)
        registered = chance.random() < 0.63
        yield Volunteer(
            name=_name(chance),
            id_number=id_number if number % 30 else None,
            birth_date=born.isoformat(),
            sex=sex_of(id_number),
            ethnicity=chance.choice(("汉族", "汉族", "汉族", "彝族", "傈僳族")),
            political_status=chance.choice(("共青团员", "共青团员", "群众", "少先队员")),
            school=chance.choice(school_ids) if school_ids else None,
            student_number=f"{2024000000 + number}",
            grade=f"20{chance.randrange(22, 27)}级",
            class_name=f"高{chance.choice('一二三')}（{chance.randrange(1, 21)}）班",
            phone=f"1{chance.choice('35789')}{chance.randrange(10**9):09}",
            guardian_phone=f"139{chance.randrange(10**8):08}",
            registration_status="已注册" if registered else "未注册",
            registered_on=date(2023, 1, 1) + timedelta(number % 1200) if registered else None,
            platform_number=f"5104{number:010}" if registered else None,
        )


def _name(chance: random.Random) -> str:
    if chance.random() < 0.06:
        given = "".join(chance.choice(_GIVEN) for _ in range(2))
        return f"{chance.choice(_MINORITY)}·{given}"
    given = "".join(chance.choice(_GIVEN) for _ in range(chance.choice((1, 2, 2, 2))))
    return chance.choice(_SURNAMES) + given


def roster(path: Path, rows: int, *, faulty: bool = False) -> Path:
    """Write a school's roster: people whom no ledger of ours holds, one sheet, every cell text.

    A faulty one has what has to be refused, asked about or put right in one row of ten.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, HEADERS)
        for at, one in enumerate(islice(people(9), rows), start=1):
            sheet.write_number(at, 0, at)
            for column, name in enumerate(FIELDS, start=1):
                text = getattr(one, name) or ""
                sheet.write_string(at, column, _spoilt(name, text, at) if faulty else text)
    return path


def _spoilt(name: str, text: str, row: int) -> str:
    """A cell as some schools write it."""
    if name == "phone" and row % 20 == 0:
        return f"{text[:3]} {text[3:7]} {text[7:]}"
    if name == "id_number" and row % 50 == 0:
        return text[:-1]
    if name == "political_status" and row % 40 == 0:
        return "青年"
    return "" if name == "name" and row % 500 == 0 else text


def ledger(number: int) -> Path:
    """The file of a ledger with so many people, made once and kept until what makes it changes."""
    folder = Path(tempfile.gettempdir()) / "qingzhi-bench-ledgers"
    path = folder / f"{number}-{_digest()}.db"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        for old in folder.glob(f"{number}-*.db"):
            old.unlink()
        with tempfile.TemporaryDirectory(dir=folder) as own:  # two runs may make it at once
            partial = Path(own) / "ledger.db"  # beside other ledgers none is begun
            _fill(partial, number)
            partial.replace(path)
    return path


def serving(number: int) -> Path:
    """The same ledger, its people having served."""
    plain = ledger(number)
    path = plain.with_name(f"serving-{plain.name}")
    if not path.exists():
        for old in plain.parent.glob(f"serving-{number}-*.db"):
            old.unlink()
        partial = copy_of_ledger(number, path.with_suffix(f".{os.getpid()}.part"))
        serve(partial, number)
        partial.replace(path)
    return path


def copy_of_ledger(number: int, target: Path) -> Path:
    """A ledger of one's own to write into, read once so that no side finds it cold."""
    shutil.copyfile(ledger(number), target)
    return target


def _digest() -> str:
    found = sorted(path for pattern in _MADE_OF for path in ROOT.glob(pattern))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in found)).hexdigest()[:16]


def _fill(path: Path, number: int) -> None:
    from resources import path as resource
    from storage.model.tables import UNITS, VOLUNTEERS
    from storage.model.tables.unit import Unit
    from storage.seeds import seed
    from storage.store.store import Store

    with Store(path) as store:
        seed(store, resource("seeds"))
        with store.edit("录入学校") as edit:
            schools = edit.save_new(UNITS, [Unit(name=name, kind="中学") for name in SCHOOLS])
        crowd = islice(people(1, schools), number)
        with store.edit("录入志愿者") as edit:
            while portion := list(islice(crowd, PORTION)):
                edit.save_new(VOLUNTEERS, portion)
        _settle(store)


def _settle(store: Store) -> None:
    """Move everything from the write-ahead log into the file, so that the file alone is whole."""
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
