"""What holds for every test: nothing remembered from the test before, nothing sent to another host."""

from unittest import mock

import pytest

from django.core.cache import caches
from django.test import TransactionTestCase

# Folders whose tests run once, on SQLite, whatever they ask for; so do all tests that ask for no database.
WITHOUT_DATABASE = "tests/tools/"
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})
# Browser tests run on SQLite; those that are marked `both_databases` on PostgreSQL too.
BROWSER = "tests/browser/"


def pytest_configure(config):
    """Declare the mark that lets the automatic checks judge a test's drafts."""
    config.addinivalue_line("markers", "checked: the automatic checks read the drafts of this test")


def pytest_itemcollected(item):
    """Mark tests by their folder, before `-m` chooses among them."""
    path = item.path.relative_to(item.config.rootpath).as_posix()
    if path.startswith(WITHOUT_DATABASE) or not _asks_for_a_database(item):
        item.add_marker(pytest.mark.without_database)
    if path.startswith(BROWSER):
        item.add_marker(pytest.mark.browser)


def _asks_for_a_database(item):
    asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """See that tests that empty the database get back what the migrations put into it.

    The house keeps roles, workflows and first pages in data migrations. A transactional test (`live_server`,
    `transaction=True`) empties every table when it ends, so each of them starts by loading what the migrations made;
    they run after all others.
    """
    for item in items:
        if _is_transactional(item):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
    items.sort(key=_is_transactional)  # stable: pytest-django's order stays within the two halves


def _is_transactional(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(autouse=True)
def _nothing_remembered():
    for cache in caches.all():
        cache.clear()


@pytest.fixture(scope="module", autouse=True)
def _drafts_are_not_judged_by_module(request):
    """As below, for what a module's own fixtures submit and publish; `pytestmark = pytest.mark.checked` judges it."""
    with _judged(request.node.get_closest_marker("checked")):
        yield


@pytest.fixture(autouse=True)
def _drafts_are_not_judged(request):
    """Let the automatic checks find nothing in drafts, except in tests that are about them (`@pytest.mark.checked`).

    Most tests publish a few plain words ("Words of a body.") to look at something else: the gate, the desk, a
    template. The checks rightly refuse such articles. Here, and nowhere in the product, a content has no document, so
    nothing is found; the task, the gate and the panel run all the same.
    """
    with _judged(request.node.get_closest_marker("checked")):
        yield


@pytest.fixture
def readers_index():
    """Index pages for readers when factories make them public; tests that search for nothing need not pay for it."""
    from search.index.writing import index_pages  # noqa: PLC0415 - models are loaded only now
    from tests import publishing  # noqa: PLC0415

    def index(page):
        index_pages([page.pk])

    publishing.listeners.append(index)
    yield
    publishing.listeners.remove(index)


@pytest.fixture(scope="module")
def _shared_newsroom(django_db_setup, django_db_blocker):
    from tests import newsroom  # noqa: PLC0415 - models are loaded only now
    from tests.project.publication import shared_data  # noqa: PLC0415

    with shared_data(django_db_blocker):
        yield newsroom.open_newsroom()


@pytest.fixture
def newsroom(db, _shared_newsroom):
    """The newsroom of tests.newsroom, made once for each file and read again for each test; nobody is signed in."""
    return _shared_newsroom.read_again()


@pytest.fixture
def room(newsroom):
    """The newsroom, under the short name that some files give it."""
    return newsroom


def _judged(by_the_checks):
    from editorial.checks.documents import document_of  # noqa: PLC0415 - models are loaded only now

    return mock.patch("editorial.checks.running.document_of", document_of if by_the_checks else lambda content: None)


def _without_guards(method):
    """Wrap a step of Django's that empties or refills the tables: the triggers step aside for it, and only for it."""

    def step(case, *args):
        from editorial import triggers  # noqa: PLC0415 - models are loaded only now

        triggers.drop()
        method(case, *args)
        triggers.create()

    return step


TransactionTestCase._fixture_setup = classmethod(_without_guards(TransactionTestCase._fixture_setup.__func__))
TransactionTestCase._fixture_teardown = _without_guards(TransactionTestCase._fixture_teardown)
