"""Members of zips that are alike on every machine and any day."""

from __future__ import annotations

import io
import zipfile

from exports.zip_files import zip_member


def test_a_member_bears_neither_machine_nor_hour():
    one = zip_member("季报/报表.xlsx")
    assert one.filename == "季报/报表.xlsx"
    assert (one.date_time, one.create_system) == ((1980, 1, 1, 0, 0, 0), 0)
    assert one.external_attr >> 16 == 0o644
    assert zip_member("甲", (2026, 10, 8, 0, 0, 0)).date_time == (2026, 10, 8, 0, 0, 0)


def test_a_zip_of_members_is_compressed_and_the_same_each_time():
    made = []
    for _time in range(2):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as target:
            target.writestr(zip_member("甲.txt"), "青" * 10_000)
        made.append(file.getvalue())
    assert made[0] == made[1]
    assert len(made[0]) < 1_000
