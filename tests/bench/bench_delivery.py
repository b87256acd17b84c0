"""Finished pages against nginx sending the same compressed bytes, and what a publication costs in a large archive."""

import json
import os
import subprocess
import sys
import urllib.request
from time import perf_counter

import pytest

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction

from wagtail.signals import page_published

from blog.models import Article
from delivery.kept.house import House
from tests.bench import servers
from tests.bench.bench_search import SIZES
from tests.bench.search_shelf import grow
from tests.delivery.asking import Reader, one_connection
from tests.factories import ArticleFactory, body

SECONDS, CONNECTIONS, DEPTH = 4, 16, 16
OF_NGINX = 0.6  # of its requests a second, at least
KEPT_AT_ONCE = 2_000  # pages of the archive that are kept while something is published
ALLOWANCE = 3


def load(port, path):
    """Return (requests a second) that a server answers."""
    command = [sys.executable, "-m", "tests.bench.load", str(port), path, str(SECONDS), str(CONNECTIONS), str(DEPTH)]
    found = json.loads(subprocess.check_output(command, cwd=settings.ROOT))
    return found["requests"] / found["seconds"]


def measured(port, process, path):
    """Return (requests a second, CPU in microseconds a request) of a server."""
    before = servers.cpu_seconds(process)
    began = perf_counter()
    speed = load(port, path)
    return speed, (servers.cpu_seconds(process) - before) / (speed * (perf_counter() - began)) * 1e6


def sent(port, path):
    """Return the compressed bytes of a page."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - the address is written above
        assert answer.headers["Content-Encoding"] == "br"
        return answer.read()


@pytest.mark.django_db(transaction=True)
def test_finished_pages_against_nginx(table, tmp_path):
    rows = table(
        "Finished pages, one worker each, requests in rows of 16 on 16 connections",
        ["page", "bytes", "nginx, 1/s", "nginx, CPU us", "ours, 1/s", "ours, CPU us", "of nginx", "MB a worker"],
    )
    words = "Ketamine is an anaesthetic that is given for depression in some clinics. " * 60
    article = ArticleFactory(body=body(*[words[number:] for number in range(12)]))
    for _number in range(12):
        ArticleFactory()
    pages = {"an article": article.get_url(), "a listing": "/articles/"}
    with servers.site(_variables(tmp_path)) as (port, process):
        ours, content = {}, {}
        for name, path in pages.items():
            sent(port, path)
            content[name] = sent(port, path)
            ours[name] = measured(port, process, path)
        size = servers.memory(process)
    files = {name.replace(" ", "-"): text for name, text in content.items()}
    with servers.nginx(tmp_path / "nginx", files) as (port, process):
        for name in pages:
            theirs = measured(port, process, f"/{name.replace(' ', '-')}")
            share = ours[name][0] / theirs[0]
            rows.row(name, len(content[name]), *theirs, *ours[name], share, size)
            assert share > OF_NGINX


def _variables(folder):
    name = connection.settings_dict["NAME"]
    if connection.vendor != "postgresql":
        return {"VAR_DIR": str(folder / "var"), "DATABASE_URL": f"sqlite:///{name}"}
    base, _separator, rest = os.environ["TEST_DATABASE_URL"].rpartition("/")
    _old, mark, options = rest.partition("?")
    return {"VAR_DIR": str(folder / "var"), "DATABASE_URL": f"{base}/{name}{mark}{options}"}


@pytest.mark.django_db
def test_publish_to_visible(table, tmp_path):
    rows = table(
        f"From publishing to the new words, {connection.vendor}",
        ["pages", "kept", "dropped", "signals and log, ms", "log read, dropped, ms", "rendered, ms", "all, ms"],
    )
    reader = Reader(House(tmp_path, memory_bytes=256 << 20, disk_bytes=512 << 20), get_wsgi_application())
    first = None
    with one_connection():
        for size in SIZES:
            grow(size, live=True, indexed=False)
            articles = list(Article.objects.filter(slug__startswith="corpus-").order_by("pk")[:KEPT_AT_ONCE])
            reader.house.watcher.look()
            for article in articles:
                reader.get(article.get_url())
            article = articles[0]
            reader.look()
            kept = len(reader.house.shelf.entries)
            page_published.send(Article, instance=article, revision=None)
            reader.house.watcher.look()
            reader.get(article.get_url())
            began = perf_counter()
            with transaction.atomic():
                page_published.send(Article, instance=article, revision=None)
            written = perf_counter()
            reader.house.watcher.look()
            read = perf_counter()
            dropped = kept - len(reader.house.shelf.entries)
            reader.get(article.get_url())
            there = perf_counter()
            steps = [written - began, read - written, there - read, there - began]
            rows.row(size, kept, dropped, *(1000 * step for step in steps))
            first = first or steps[-1]
            assert steps[-1] < ALLOWANCE * first
