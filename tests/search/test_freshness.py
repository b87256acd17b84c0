"""What is published is found within five seconds, by a worker of its own; what is withdrawn is gone at once."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from unittest import mock

import pytest

from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from wagtail.signals import page_published

from tests import publishing
from tests.factories import ArticleFactory

SECONDS = 5
SECONDS_TO_START = 60
ROOT = Path(django_settings.ROOT)


@contextmanager
def worker(settings):
    """Run `manage.py db_worker` on the tests' database, as production does; tasks go to it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    name = connection.settings_dict["NAME"]
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TASKS": "database",
        "VAR_DIR": str(django_settings.SCRATCH / "worker"),
        "DATABASE_URL": _postgres_url(name) if connection.vendor == "postgresql" else f"sqlite:///{name}",
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--interval", "0.5"],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _postgres_url(name):
    base, _separator, rest = os.environ["TEST_DATABASE_URL"].rpartition("/")
    _old, mark, options = rest.partition("?")
    return f"{base}/{name}{mark}{options}"


def found(words):
    return "Nightingale" in Client().get("/search/", {"q": words}).content.decode()


def seconds_until(condition, most):
    """Return after how many seconds a condition holds; fails after `most`."""
    began = monotonic()
    while not condition():
        assert monotonic() - began < most, "not in time"
        sleep(0.05)
    return monotonic() - began


@pytest.mark.django_db(transaction=True)
def test_a_published_page_is_found_within_five_seconds_and_a_withdrawn_one_gone_at_once(settings):
    # Without what indexes the pages of other tests right here.
    with mock.patch.object(publishing, "listeners", []), worker(settings):
        first = ArticleFactory(title="Is the worker there")
        page_published.send(type(first), instance=first, revision=None)
        assert not _is_indexed(first)
        seconds_until(lambda: _is_indexed(first), SECONDS_TO_START)
        article = ArticleFactory(title="Nightingale in the garden")
        page_published.send(type(article), instance=article, revision=None)
        assert seconds_until(lambda: found("nightingale garden"), SECONDS) < SECONDS
        article.unpublish()
        assert not found("nightingale garden")


def _is_indexed(page):
    return type(page).objects.filter(pk=page.pk, search_document__isnull=False).exists()
