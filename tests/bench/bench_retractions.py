"""How long the whole of the Retraction Watch data takes to load: 70,000 rows, new and again."""

import csv
import time

import pytest

from blog.retractions import load
from tests.blog.test_retractions import COLUMNS, row
from tests.factories import ReferenceFactory

ROWS = 70_000


@pytest.mark.django_db
def test_seventy_thousand_rows(table, tmp_path):
    rows = table("Loading retractions", ["run", "rows", "seconds"])
    path = tmp_path / "retractions.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(row(number, f"10.1000/paper.{number}") for number in range(1, ROWS + 1))
    for number in range(100):
        ReferenceFactory(doi=f"10.1000/paper.{number * 7 + 1}")
    for name in ("first", "again"):
        start = time.perf_counter()
        outcome = load(path)
        seconds = time.perf_counter() - start
        rows.row(name, outcome.read, seconds)
        assert outcome.read == ROWS
        assert seconds < 60
