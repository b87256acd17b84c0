"""A reader at their browser: opens a form, waits as long as a hand needs, sends it from our own page."""

import time
from unittest import mock

from django.core import signing

from tests.project.markup import tags

OURS = {"Sec-Fetch-Site": "same-origin"}


def later(seconds=10):
    """Let the tokens of forms be so many seconds old."""
    return mock.patch.object(signing.time, "time", return_value=time.time() + seconds)


def fields_of(response):
    """Return what a form on a page would send as it stands: hidden fields and texts."""
    inputs = [each for each in tags(response, "input") if each.get("type") in ("hidden", "text", "email")]
    return {each["name"]: each.get("value", "") for each in inputs if each.get("name") and each["name"] != "q"}


def send(client, address, seconds=10, headers=OURS, **fields):
    """Open the form at an address, fill it in and send it; return the answer. `token=`: as a field."""
    form = fields_of(client.get(address))
    with later(seconds):
        return client.post(address, {**form, **fields}, headers=headers)
