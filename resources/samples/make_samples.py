"""Makes the three sample rosters that the sample county imports; run by hand, same files each time.

python -m resources.samples.make_samples
"""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import xlwt
from openpyxl import Workbook

from storage.demo.invented_names import Inventor

HERE = Path(__file__).parent
HEADER = "序号,姓名,性别,出生日期,身份证号,民族,政治面貌,班级,联系电话".split(",")
MESSY = (
    "编号,学生姓名,性 别,出生年月日,公民身份号码,民 族,是否团员/政治面貌,所在班级,手机号码(家长)"
).split(",")


def people(inventor: Inventor, count: int) -> list[list[str]]:
    """Rows of pupils of fifteen to eighteen."""
    rows = []
    for number in range(1, count + 1):
        born = date(2008, 9, 1) + timedelta(days=inventor.chance.randint(0, 1200))
        sex, ethnicity = inventor.chance.choice("男女"), inventor.ethnicity()
        status = inventor.chance.choice(("共青团员", "群众", "共青团员"))
        grade = inventor.chance.choice(("高一", "高二", "高三"))
        rows.append(
            [
                str(number), inventor.name(ethnicity), sex, born.isoformat(),
                inventor.id_number(born, sex), ethnicity, status,
                f"{grade}（{inventor.chance.randint(1, 8)}）班", inventor.phone(),
            ]
        )  # fmt: skip
    return rows


def clean(path: Path) -> None:
    """A tidy workbook, as one school in ten sends it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    for row in [HEADER, *people(Inventor(1, serial=500), 62)]:
        sheet.append(row)
    book.properties.created = book.properties.modified = datetime(2026, 9, 1)
    book.save(path)


def messy(path: Path) -> None:
    """Title rows, loose headers, dates in every notation, four faulty rows, a closing line."""
    inventor = Inventor(2, serial=700)
    rows = people(inventor, 58)
    for at, row in enumerate(rows):
        year, month, day = row[3].split("-")
        row[3] = ("{}.{}.{}", "{}{}{}", "{}/{}/{}", "{}年{}月{}日")[at % 4].format(year, month, day)
        row[4] = (row[4], row[4].lower(), f" {row[4]}", f"'{row[4]}")[at % 4]
        row[1] = row[1] if at % 5 else f" {row[1][0]}　{row[1][1:]} "
        row[6] = {"共青团员": ("团员", "共青团", "是团员")[at % 3]}.get(row[6], "普通群众")
        row[8] = row[8] if at % 4 else f"{row[8][:3]}-{row[8][3:7]}-{row[8][7:]}"
    rows[9][4] = rows[9][4].strip(" '")[:17] + ("1" if rows[9][4][-1] != "1" else "2")
    rows[17][4] = rows[17][4].strip(" '")[:16]
    rows[28][1] = ""
    rows[40][4] = float(rows[40][4].strip(" '")[:15] + "000")  # type: ignore[call-overload]
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    sheet.write(0, 0, "仁和区大河中学2026年秋季学生花名册")
    sheet.write(1, 0, "填报单位：（盖章）")
    closing = [["合计", f"共{len(rows)}人"], ["填表人：李老师", "", "", "审核人："]]
    for number, row in enumerate([MESSY, *rows, *closing], 3):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.save(str(path))


def old_text(path: Path) -> None:
    """A list saved as text in GB 18030, as an old system writes it."""
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADER, *people(Inventor(3, serial=900), 45)])


if __name__ == "__main__":
    clean(HERE / "附件2-渔门中学团员名册.xlsx")
    messy(HERE / "2026年秋季花名册（最终版2）.xls")
    old_text(HERE / "实验学校名单.csv")
