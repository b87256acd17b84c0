"""How the directory's time grows with the clinics in it: 1,000 may take at most ten times as long as 50."""

import statistics
import time

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Clinic
from tests.factories import ClinicFactory
from tests.publishing import unguarded

FEW, MANY, RATIO = 50, 1_000, 10
ADDRESSES = ("/clinics/", "/clinics/?near=Wichita", "/clinics/?near=Kansas", "/clinics/positions/")


def grow(number):
    """Make clinics until there are `number`, in towns all over the United States."""
    from places.gazetteer import town_lines  # noqa: PLC0415

    lines = town_lines()
    towns = [lines.columns(each) for each in range(0, len(lines), 20)]
    towns = [columns for columns in towns if columns[2] == "US"]
    with unguarded():
        for each in range(Clinic.objects.count(), number):
            _key, city, _country, region, latitude, longitude, _people = towns[each % len(towns)]
            ClinicFactory(title=f"Clinic {each}", city=city, region=region, latitude=latitude, longitude=longitude)


@pytest.mark.django_db
def test_a_thousand_clinics(table):
    rows = table("The directory", ["address", "clinics", "ms", "queries", "kB"])
    taken = {}
    for number in (FEW, MANY):
        grow(number)
        for address in ADDRESSES:
            client, times = Client(), []
            client.get(address)
            for _round in range(5):
                start = time.perf_counter()
                answer = client.get(address)
                times.append((time.perf_counter() - start) * 1000)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            taken[address, number] = statistics.median(times), len(asked)
            rows.row(address, number, taken[address, number][0], len(asked), len(answer.content) / 1000)
    for address in ADDRESSES:
        few, many = taken[address, FEW], taken[address, MANY]
        assert many[1] == few[1]
        assert many[0] < RATIO * few[0]
