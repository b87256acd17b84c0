"""What the tests of the search have in common: pages are in the readers' index as soon as they are public."""

import pytest

from search.index.writing import index_pages
from tests import publishing


def index_at_once(page):
    """Put a page that is public into the readers' index."""
    index_pages([page.pk])


@pytest.fixture(autouse=True)
def indexed_at_once():
    """Index pages for readers when factories make them public; elsewhere tests need not pay for it."""
    publishing.listeners.append(index_at_once)
    yield
    publishing.listeners.remove(index_at_once)
