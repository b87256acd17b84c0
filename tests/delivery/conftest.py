"""Finished pages in a folder of the test's own, and readers who ask for them."""

import pytest

from delivery.kept import parts
from delivery.kept.house import House
from tests.delivery.asking import Reader, one_connection


@pytest.fixture(autouse=True)
def _one_connection():
    parts.shelf.forget_all()
    parts.shelf.recent.clear()
    with one_connection():
        yield


@pytest.fixture
def house(tmp_path, db):
    """Finished pages in a folder of the test's own."""
    return House(tmp_path / "delivery", memory_bytes=8 << 20, disk_bytes=32 << 20, files_folder=tmp_path / "files")


@pytest.fixture
def reader(house):
    """A reader of the site behind its door; the log is read as far as it goes."""
    reader = Reader(house)
    reader.get("/")  # makes the rows of settings that nobody saved yet
    reader.look()
    house.shelf.forget_all()
    house.store.clear()
    return reader


@pytest.fixture
def another_worker(house, tmp_path):
    """A second worker of the same machine: memory of its own, the same disk."""

    def begin():
        other = Reader(House(tmp_path / "delivery", memory_bytes=8 << 20, disk_bytes=32 << 20))
        other.look()
        return other

    return begin
