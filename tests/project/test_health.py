"""The health addresses mean one thing each: `live` the process answers, `ready` the database does."""

import pytest

from django.db import InterfaceError, OperationalError
from django.test import Client

from delivery import health


class NoDatabase:
    """A connection that raises when it is used."""

    def __init__(self, exception):
        self.exception = exception

    def cursor(self):
        raise self.exception


def test_a_process_that_answers_is_alive():
    response = Client().get("/health/live/")  # no database mark: asking one would fail
    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_with_a_database_it_is_ready(client):
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()["status"]) == (200, "ready")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("exception", [OperationalError("no route"), InterfaceError("connection already closed")])
def test_without_a_database_it_is_not_ready_but_alive(monkeypatch, exception):
    monkeypatch.setattr(health, "connection", NoDatabase(exception))
    response = Client().get("/health/ready/")
    assert (response.status_code, response.json()["status"]) == (503, "unavailable")
    assert Client().get("/health/live/").status_code == 200


def test_the_answer_tells_nothing_of_the_machine(monkeypatch):
    monkeypatch.setattr(health, "connection", NoDatabase(OperationalError("host 10.0.0.5 refused user secret")))
    assert "10.0.0.5" not in Client().get("/health/ready/").text
