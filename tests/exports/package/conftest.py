"""A sealed quarter's package, and ways to pack its files again."""

from __future__ import annotations

import shutil
import warnings
import zipfile
from pathlib import Path

import pytest

from exports.package import write_package
from received_packages import ON, QUARTER
from resources import path
from storage.quarter.sealing import seal_unchecked
from storage.seeds import seed
from storage.store.store import Store


@pytest.fixture(scope="session")
def sealed(tmp_path_factory) -> Path:
    """The folder of a sealed quarter's package, with its .zip."""
    place = tmp_path_factory.mktemp("封存")
    with Store(place / "ledger.db") as store:
        seed(store, path("seeds"))
        seal_unchecked(store, QUARTER, ON)
        write_package(store, QUARTER, place / "报送", "masked", on=ON, zipped=True)
    return place / "报送"


@pytest.fixture
def files(sealed) -> dict[str, bytes]:
    """The files of the package by name, the list last."""
    (archive,) = sealed.glob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture
def packed(tmp_path):
    """Packs entries, each a name or a ZipInfo with its bytes, and returns the path of the zip."""

    def pack(entries, comment: bytes = b"") -> Path:
        made = tmp_path / "收到的.zip"
        with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as target:
            warnings.simplefilter("ignore")  # zipfile's own, of a name that is there twice
            for name, data in entries:
                target.writestr(name, data)
            target.comment = comment
        return made

    return pack


@pytest.fixture
def folder(package, tmp_path):
    """A copy of the package, to be tampered with."""
    copy = tmp_path / "市里收到的"
    shutil.copytree(package["季度报表"].parent, copy)
    return copy
