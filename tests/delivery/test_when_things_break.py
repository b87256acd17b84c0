"""Pages that were delivered once keep coming when the database, the disk or a network does not."""

import os
import sqlite3
from io import StringIO
from unittest import mock

import pytest
import requests
import time_machine

from django.core.management import call_command
from django.db import OperationalError, transaction
from django.utils import timezone

from delivery import cdn
from delivery.kept import drops, watching
from delivery.kept.entries import compress_well
from delivery.models import Drop
from home.models import PublicationSettings
from tests.factories import ArticleFactory

pytestmark = pytest.mark.any_database


def refuse(*_args, **_kwargs):
    """Answer as a connection to a database that is not there."""
    raise OperationalError("the server closed the connection unexpectedly")


@pytest.fixture
def without_database(monkeypatch):
    """A function that takes the database away from a reader, until the test ends."""
    with monkeypatch.context() as patched:

        def take_away(reader):
            for name in ("delivery.kept.drops.read", "delivery.kept.drops.present"):
                patched.setattr(name, refuse)
            patched.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", refuse)
            reader.house.watcher.looked_at -= watching.QUIET_FOR + 1

        yield take_away


@pytest.fixture
def path(reader):
    article = ArticleFactory(title="Still here")
    reader.look()
    return article.get_url()


def test_delivered_pages_keep_coming_without_a_database_and_say_so(reader, path, without_database):
    reader.get(path)
    without_database(reader)
    found = reader.get(path)
    assert found.status == 200
    assert "Still here" in found.text
    assert "does not answer" in found.cache_status


def test_they_come_after_a_restart_too(reader, another_worker, path, without_database):
    reader.get(path)
    reader.look()
    restarted = another_worker()
    restarted.house.watcher.seen = None  # it never reached the database
    without_database(restarted)
    found = restarted.get(path)
    assert found.status == 200
    assert "Still here" in found.text
    assert "does not answer" in found.cache_status


def test_what_was_not_delivered_yet_says_when_to_try_again(reader, path, without_database):
    without_database(reader)
    found = reader.get(path)
    assert found.status == 503
    assert int(found.headers["retry-after"]) > 0
    assert found.headers["cache-control"] == "no-store"
    assert "<h1" in found.text


def test_a_page_whose_day_is_over_is_better_than_none(reader, path, without_database):
    reader.get(path)
    entry = next(iter(reader.house.shelf.entries.values()))
    entry.until = 0
    without_database(reader)
    found = reader.get(path)
    assert (found.status, "Still here" in found.text) == (200, True)
    assert "may be old" in found.cache_status


def test_a_page_that_was_to_go_by_now_is_not_shown_whatever_happens(reader, path, without_database):
    reader.get(path)
    entry = next(iter(reader.house.shelf.entries.values()))
    entry.until = entry.gone_at = 1.0
    without_database(reader)
    assert reader.get(path).status == 503


def test_a_disk_that_cannot_be_written_slows_nothing_down_but_restarts(reader, path, monkeypatch):
    def full(*_args, **_kwargs):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(reader.house.store, "_connection", full)
    reader.get(path)
    reader.look()
    assert reader.get(path).is_hit
    assert reader.house.store.trouble == "database or disk is full"
    assert reader.house.store.numbers()["pages"] == 0


def test_nothing_old_is_read_from_a_disk_that_could_not_be_brought_up_to_date(reader, another_worker, path):
    reader.get(path)
    reader.look()
    with mock.patch.object(reader.house.store, "_connection", side_effect=sqlite3.OperationalError("disk is full")):
        PublicationSettings.objects.first().save()
        reader.house.watcher.look()
        assert reader.house.store.is_behind
    assert not reader.get(path).is_hit
    reader.look()
    assert not reader.house.store.is_behind
    assert reader.get(path).is_hit


def test_a_store_that_is_no_database_is_no_disaster(reader, path):
    reader.house.store._close()
    for file in reader.house.store.path.parent.glob("*.sqlite3*"):
        file.write_bytes(b"this is no database" * 100)
    assert reader.get(path).status == 200
    assert reader.get(path).is_hit
    assert reader.house.store.trouble


def test_memory_is_bounded_and_the_longest_unasked_goes_first(reader):
    paths = [ArticleFactory().get_url() for _number in range(6)]
    reader.look()
    for path in paths:
        reader.get(path)
    size = max(entry.size for entry in reader.house.shelf.entries.values())
    reader.house.shelf.most_bytes = 5 * size
    reader.get(paths[0])
    other = ArticleFactory()
    reader.house.watcher.look()
    for path in paths:
        reader.get(path)
    reader.get(other.get_url())
    shelf = reader.house.shelf
    assert shelf.bytes <= shelf.most_bytes
    assert shelf.bytes == sum(entry.kept_size for entry in shelf.entries.values())
    kept = {key.path for key in shelf.entries}
    assert other.get_url() in kept
    assert paths[0] not in kept


def test_the_disk_is_bounded(reader):
    paths = [ArticleFactory().get_url() for _number in range(5)]
    reader.look()
    for path in paths:
        reader.get(path)
    reader.look()
    assert reader.house.store.numbers()["pages"] == 5
    reader.house.store.most_bytes = reader.house.store.numbers()["bytes"] // 2
    reader.house.store._make_room()
    assert reader.house.store.numbers()["bytes"] <= reader.house.store.most_bytes


def test_pages_of_another_database_are_thrown_away(reader, another_worker, path, monkeypatch):
    reader.get(path)
    reader.look()
    monkeypatch.setattr(watching, "database_identity", lambda _using: "another one")
    assert another_worker().house.store.numbers()["pages"] == 0


def test_what_happened_while_nothing_ran_is_caught_up(reader, another_worker, path):
    reader.get(path)
    reader.look()
    PublicationSettings.objects.first().save()
    assert not another_worker().get(path).is_hit


def test_files_for_a_proxy_are_there_exactly_while_the_page_is_kept(reader, path):
    folder = reader.house.files.folder / "testserver" / path.strip("/")
    text = reader.get(path).text
    reader.look()
    assert (folder / "index.html").read_text() == text
    assert {file.name for file in folder.iterdir()} == {"index.html", "index.html.br", "index.html.gz"}
    PublicationSettings.objects.first().save()
    reader.house.watcher.look()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("path", ["/feed/", "/articles/?page=1", "/llms.txt"])
def test_only_pages_under_an_address_of_their_own_are_files(reader, path):
    reader.get(path)
    reader.look()
    assert not list(reader.house.files.folder.rglob("index.html"))


def test_the_command_warms_tells_and_purges(settings, tmp_path, reader):
    ArticleFactory()
    settings.DELIVERY_FOLDER, settings.BASE_URL = tmp_path / "delivery", "http://testserver"

    def said(what):
        out = StringIO()
        call_command("delivery", what, stdout=out)
        return out.getvalue()

    assert "/" in said("warm").splitlines()[0]
    assert reader.house.store.numbers()["pages"] > 5
    assert f"{reader.house.store.numbers()['pages']} finished pages" in said("status")
    assert "0 pages made" in said("warm")
    Drop.objects.all().delete()
    said("purge")
    assert Drop.objects.get().tags == "*"


@pytest.fixture
def network(settings):
    """A content delivery network that knows surrogate keys."""
    settings.WAGTAILFRONTENDCACHE = {
        "keys": {"BACKEND": "delivery.cdn.SurrogateKeyBackend", "ENDPOINT": "https://cdn.example/purge", "TOKEN": "t"}
    }
    with mock.patch.object(requests, "post") as post:
        yield post


def test_a_network_is_given_keys_and_told_of_them(reader, path, network):
    found = reader.get(path)
    assert "page:" in found.headers["surrogate-key"]
    assert found.headers["surrogate-control"].startswith("max-age=")
    PublicationSettings.objects.first().save()
    reader.look()
    sent = network.call_args.kwargs["headers"]
    assert f"home.publicationsettings:{PublicationSettings.objects.first().pk}" in sent["Surrogate-Key"].split()
    assert sent["Fastly-Key"] == "t"


def test_a_network_that_does_not_answer_is_told_again(reader, path, network, monkeypatch):
    monkeypatch.setattr("delivery.kept.keeper.PATIENCE", (0, 0, 0))
    network.side_effect = [requests.ConnectionError(), requests.ConnectionError(), mock.Mock()]
    PublicationSettings.objects.first().save()
    reader.look()
    assert network.call_count == 3


def test_other_networks_are_told_of_addresses(reader, path, settings):
    settings.WAGTAILFRONTENDCACHE = {"purged": {"BACKEND": "tests.delivery.test_when_things_break.Purged"}}
    reader.get(path)
    Purged.urls = []
    PublicationSettings.objects.first().save()
    reader.look()
    assert f"http://testserver{path}" in Purged.urls


class Purged(cdn.BaseBackend):
    """Notes what it is told."""

    urls = []

    def purge(self, url):
        """Note it."""
        self.urls.append(url)


def test_the_best_form_is_the_smaller_one(reader, path):
    reader.get(path)
    entry = next(iter(reader.house.shelf.entries.values()))
    quick, text = dict(entry.forms), entry.text()
    compress_well(entry)
    assert len(entry.forms["br"]) < len(quick["br"])
    assert entry.text() == text


def test_a_page_that_is_none_any_more_is_not_tried_again_and_again(reader, path, monkeypatch):
    for _visit in range(3):
        reader.get(path)
    next(iter(reader.house.shelf.entries.values())).until = 0
    tried = []
    monkeypatch.setattr(reader.house, "render", tried.append)
    for _second in range(3):
        reader.house.keeper.sweep()
        reader.house.keeper.work()
    assert len(tried) == 1


def test_stores_of_releases_long_gone_are_deleted(reader, path):
    reader.get(path)
    reader.look()
    folder = reader.house.store.path.parent
    old, new = folder / "pages-1-aaaa.sqlite3", folder / "pages-1-bbbb.sqlite3"
    for file in (old, new):
        file.write_bytes(b"")
    os.utime(old, (0, 0))
    reader.house.store.remove_of_other_releases()
    assert (old.exists(), new.exists()) == (False, True)
    assert reader.house.store.numbers()["pages"] == 1


def test_old_rows_of_the_log_are_deleted_and_new_ones_stay(reader):
    with time_machine.travel(timezone.now() - drops.KEPT_FOR * 2):
        drops.write({"page:1"})
    with transaction.atomic():
        drops.write({"page:2"})
    reader.house.watcher._forget()
    tags = list(Drop.objects.values_list("tags", flat=True))
    assert "page:2" in tags
    assert "page:1" not in tags
