"""Slow work gives way to fast work, and one client does not take what is everybody's."""

import threading

import pytest

from delivery import limits
from delivery.limits import Clients, Limits, client_of

pytestmark = pytest.mark.without_database


class Busy:
    """An application that answers when it is told to."""

    def __init__(self):
        self.go, self.inside = threading.Event(), threading.Semaphore(0)

    def __call__(self, environ, start_response):
        self.inside.release()
        self.go.wait(10)
        start_response("200 OK", [])
        return [b"done"]


def ask(application, path="/x/", address="192.0.2.1", cookie="", **more):
    said = []
    environ = {"PATH_INFO": path, "REMOTE_ADDR": address, "HTTP_COOKIE": cookie, **more}
    body = b"".join(application(environ, lambda status, headers: said.extend([status, dict(headers)])))
    return said[0], said[1], body.decode()


def fill(application, path, number, cookie=""):
    """Have so many requests worked on; return their threads and what they were answered."""
    answers = []
    threads = [
        threading.Thread(
            target=lambda at=at: answers.append(ask(application, path, f"192.0.2.{at}", cookie)[0]), daemon=True
        )
        for at in range(number)
    ]
    for thread in threads:
        thread.start()
    return threads, answers


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE", dict.fromkeys(limits.PATIENCE, 0.05))


def test_searches_give_way_and_pages_go_on(impatient):
    busy = Busy()
    application = Limits(busy)
    threads, answers = fill(application, "/search/", limits.PLACES[limits.SLOW])
    for _thread in threads:
        busy.inside.acquire(timeout=5)
    status, headers, body = ask(application, "/search/", "198.51.100.1")
    assert status.startswith("503")
    assert int(headers["Retry-After"]) > 0
    assert "988" in body
    page, said = fill(application, "/a-page/", 1)
    busy.inside.acquire(timeout=5)
    busy.go.set()
    for thread in (*threads, *page):
        thread.join(5)
    assert answers + said == ["200 OK"] * (len(threads) + 1)
    assert ask(application, "/search/", "198.51.100.1")[0] == "200 OK"


def test_whoever_is_signed_in_has_places_of_their_own(impatient):
    busy = Busy()
    application = Limits(busy)
    threads, _answers = fill(application, "/a-page/", limits.PLACES[limits.PAGE])
    for _thread in threads:
        busy.inside.acquire(timeout=5)
    assert ask(application, "/b/")[0].startswith("503")
    editor, said = fill(application, "/admin/", 1, cookie="sessionid=abc")
    busy.inside.acquire(timeout=5)
    busy.go.set()
    for thread in (*threads, *editor):
        thread.join(5)
    assert said == ["200 OK"]


def test_a_request_waits_a_moment_for_a_place():
    busy = Busy()
    application = Limits(busy)
    threads, answers = fill(application, "/a/", limits.PLACES[limits.PAGE] + 1)
    for _thread in threads[1:]:
        busy.inside.acquire(timeout=5)
    busy.go.set()
    for thread in threads:
        thread.join(5)
    assert answers == ["200 OK"] * len(threads)


def test_a_place_is_given_back_when_the_work_fails(impatient):
    def broken(environ, start_response):
        raise RuntimeError

    application = Limits(broken)
    for _time in range(limits.PLACES[limits.PAGE] * 3):
        with pytest.raises(RuntimeError):
            ask(application)


def test_a_finished_page_always_finds_a_thread():
    assert limits.THREADS == 32


def test_health_is_always_told(impatient):
    busy = Busy()
    busy.go.set()
    application = Limits(busy)
    for kind in application.places.values():
        while kind.acquire(blocking=False):
            pass
    assert ask(application, "/health/live/")[0] == "200 OK"


def test_one_client_searches_so_often_a_minute_and_others_go_on():
    busy = Busy()
    busy.go.set()
    application = Limits(busy)
    answers = [ask(application, "/search/", "192.0.2.7") for _number in range(limits.SEARCHES + 1)]
    assert [status for status, *_rest in answers] == ["200 OK"] * limits.SEARCHES + ["429 Too Many Requests"]
    assert "Retry-After" in answers[-1][1]
    assert "988" in answers[-1][2]
    assert ask(application, "/search/", "192.0.2.7", cookie="sessionid=made-up")[0] == "429 Too Many Requests"
    assert ask(application, "/search/", "192.0.2.8")[0] == "200 OK"
    assert ask(application, "/search/suggestions/", "192.0.2.7")[0] == "200 OK"
    assert ask(application, "/a-page/", "192.0.2.7")[0] == "200 OK"


def test_somebody_who_types_a_dozen_queries_a_minute_is_never_stopped():
    busy = Busy()
    busy.go.set()
    application = Limits(busy)
    for _query in range(12):
        for path in [*["/search/suggestions/"] * 20, "/search/"]:
            assert ask(application, path, "192.0.2.7")[0] == "200 OK"


def test_what_was_used_comes_back_with_time(monkeypatch):
    monkeypatch.setattr(limits, "monotonic", lambda: 100.0)
    clients = Clients(most=2, seconds=10)
    assert [clients.takes("a") for _time in range(3)] == [True, True, False]
    monkeypatch.setattr(limits, "monotonic", lambda: 105.0)
    assert [clients.takes("a") for _time in range(2)] == [True, False]


def test_clients_are_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CLIENTS", 10)
    clients = Clients(most=2, seconds=10)
    for number in range(50):
        clients.takes(str(number))
    assert len(clients._buckets) == 10


@pytest.mark.parametrize(
    ("address", "forwarded", "client"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "198.51.100.9, 203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "nonsense", "nonsense"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("fe80::1%eth0", "", "fe80::"),
        ("", "", ""),
    ],
)
def test_a_client_is_its_network_and_nobody_says_another_ones(address, forwarded, client):
    environ = {"REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_of(environ, trusts_proxy=True) == client
    if forwarded:
        assert client_of(environ, trusts_proxy=False) == address
