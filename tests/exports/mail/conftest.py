from __future__ import annotations

import pytest

from exports.package import write_package
from exports.package.package_files import required_package
from received_packages import QUARTER


@pytest.fixture
def files(tmp_path):
    """A file with a long Chinese name, and one with a short one."""
    long = (
        tmp_path / "2026Q3_仁和区_附册_志愿者名册及其全部组织的培训情况一览表(脱敏)最终版之二.xlsx"
    )
    long.write_bytes(bytes(range(256)) * 700)
    short = tmp_path / "校验清单.txt"
    short.write_bytes("清单\n.\n".encode())
    return (long, short)


@pytest.fixture
def package(store, today, tmp_path):
    """An empty county's package."""
    write_package(store, QUARTER, tmp_path / "报送", "masked", on=today)
    return required_package(tmp_path / "报送")
