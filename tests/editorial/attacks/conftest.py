"""The newsroom that is attacked: made once for each file, put back after each test, read again for the next."""

import pytest

from tests.editorial.attacks import scenes
from tests.project.publication import shared_data


@pytest.fixture(scope="module")
def _staged(django_db_setup, django_db_blocker):
    with shared_data(django_db_blocker):
        yield scenes.open_newsroom()


@pytest.fixture
def newsroom(db, _staged):
    """The newsroom of `scenes`, as if nobody had attacked it yet."""
    return _staged.read_again()
