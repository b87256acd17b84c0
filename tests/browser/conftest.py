"""A real Chromium against a real server on this machine. A test fails when its pages complain.

`page` is a fresh visitor; `new_page()` brings further ones, such as a writer and an editor side by side; `sign_in(page,
user)` signs one in without the form. A page complains by an error on the console, an exception in a script, an answer
of 500 or more, or a request to any other host, which is also stopped. `complaints.allow("pattern")` excuses what a
test provokes on purpose.
"""

import os
import re
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, sync_playwright

from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test import Client

from wagtail.models import Site

from delivery.static_files import READERS, as_sent
from tests.browser.looks import WIDE
from tools import browser as browser_finder

# Playwright's synchronous interface keeps an event loop in the test's thread, which Django takes for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "test-screenshots"
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000  # milliseconds for anything to appear on a busy machine
outcomes = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep the outcome of a test, so that its pages know at the end whether to take a picture."""
    report = yield
    item.stash.setdefault(outcomes, {})[report.when] = report
    return report


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the session; without one the test fails, it never skips."""
    program, missing = _program()
    if missing:
        pytest.fail(missing, pytrace=False)
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    known = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        # Where a loop runs, Django keeps another set of connections. These must be the same ones: the first holds what
        # the migrations made, to be loaded anew for each test.
        for alias, connection in known.items():
            connections[alias] = connection
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


def _program():
    """Return the browser's path and None, or None and the sentence that says what is missing."""
    try:
        browser_finder.check_driver()
        return browser_finder.find(), None
    except browser_finder.Missing as missing:
        return None, str(missing)


class _Traffic:
    """Counts the requests that the server is working on, so that a test can end when there is none."""

    def __init__(self):
        self.changed = threading.Condition()
        self.running = 0

    def started(self, **kwargs):
        with self.changed:
            self.running += 1

    def finished(self, **kwargs):
        with self.changed:
            self.running = max(0, self.running - 1)
            self.changed.notify_all()

    def wait_for_silence(self, seconds):
        with self.changed:
            return self.changed.wait_for(lambda: not self.running, seconds)


@pytest.fixture(scope="session")
def files_as_sent(tmp_path_factory):
    """A folder with the readers' style sheets and scripts as `collectstatic` makes them."""
    folder = tmp_path_factory.mktemp("as-sent")
    for kind in READERS:
        (folder / kind).mkdir()
        for path in (django_settings.ROOT / "static" / kind).iterdir():
            (folder / kind / path.name).write_text(as_sent(f"{kind}/{path.name}"))
    return folder


@pytest.fixture
def live_site(transactional_db, live_server, settings, files_as_sent, readers_index):
    """The running site: `live_site.url`. Feeds, mails and the sitemap name the address of the test's server."""
    settings.STATICFILES_DIRS = [files_as_sent, *settings.STATICFILES_DIRS]
    parts = urlsplit(live_server.url)
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    Site.objects.filter(is_default_site=True).update(hostname=parts.hostname, port=parts.port)
    Site.clear_site_root_paths_cache()
    traffic = _Traffic()
    request_started.connect(traffic.started)
    request_finished.connect(traffic.finished)
    yield live_server
    # A request that is still at work would hold the tables that the end of the test empties.
    traffic.wait_for_silence(seconds=10)
    request_started.disconnect(traffic.started)
    request_finished.disconnect(traffic.finished)


class Complaints:
    """What the pages of one test complained about, and what it allows them to."""

    def __init__(self):
        self.found, self.allowed = [], []

    def allow(self, pattern):
        """Excuse complaints that the regular expression matches."""
        self.allowed.append(re.compile(pattern))

    def add(self, text):
        self.found.append(text)

    def left(self):
        return [text for text in self.found if not any(pattern.search(text) for pattern in self.allowed)]


@pytest.fixture
def complaints():
    """The complaints of this test's pages."""
    return Complaints()


@pytest.fixture
def new_page(request, browser, live_site, complaints):
    """A function that opens a page as a new visitor: own cookies, own window. Arguments go to Playwright's context."""
    look = request.getfixturevalue("look") if "look" in request.fixturenames else WIDE
    pages = []

    def open_page(**context_options):
        options = {
            "base_url": live_site.url,
            "viewport": {"width": look.width, "height": look.height},
            "color_scheme": look.scheme,
            "locale": "en-US",
            "timezone_id": "UTC",
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**(options | context_options))
        context.set_default_timeout(PATIENCE)
        context.route(lambda url: not _is_here(url, live_site.url), lambda route: _refuse(route, complaints))
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.add(_told(message)))
        page.on("pageerror", lambda error: complaints.add(f"a script failed: {error}"))
        page.on("response", lambda answer: answer.status >= 500 and complaints.add(f"{answer.status} {answer.url}"))
        pages.append(page)
        return page

    yield open_page
    reports = request.node.stash.get(outcomes, {})
    failed = any(report.failed for report in reports.values())
    left = complaints.left()
    if failed or left:
        _take_pictures(pages, request.node.nodeid)
    for page in pages:
        page.context.close()
    if left and not failed:
        pytest.fail("The pages complained:\n  " + "\n  ".join(left), pytrace=False)


@pytest.fixture
def page(new_page):
    """A fresh visitor's page."""
    return new_page()


@pytest.fixture
def sign_in(live_site):
    """A function `sign_in(page, user)`: the page's visitor is signed in as the user from the next request on."""

    def sign_in_as(page, user):
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_site.url}])
        return page

    return sign_in_as


def _is_here(url, home):
    return url.startswith((home + "/", "data:", "blob:", "about:"))


def _refuse(route, complaints):
    complaints.add(f"a request to another host: {route.request.url}")
    route.abort()


def _told(message):
    place = message.location or {}
    # A script that logs with placeholders says what it means in the arguments.
    words = " ".join(map(str, message.args)) if message.text.startswith("%") else message.text
    return f"console: {words} ({place.get('url', '')}:{place.get('lineNumber', '')})"


def _take_pictures(pages, test):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", test.removeprefix("tests/browser/"))[:150]
    for number, page in enumerate(pages, start=1):
        path = SCREENSHOTS / f"{name}-{number}-{time.strftime('%H%M%S')}.png"
        try:
            page.screenshot(path=path, full_page=True)
        except Error as error:  # a page that is closed or hangs has no picture; the test's own failure matters more
            path.with_suffix(".txt").write_text(str(error))
