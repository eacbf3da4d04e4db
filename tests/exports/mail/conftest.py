from __future__ import annotations

import pytest


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
