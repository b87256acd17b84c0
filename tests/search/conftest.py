"""What the tests of the search have in common: pages are in the readers' index as soon as they are public."""

import pytest


@pytest.fixture(autouse=True)
def _indexed_at_once(readers_index):
    """For every test of the search."""
