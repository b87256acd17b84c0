"""Shares tests out among pytest-xdist's workers a file at a time, so that what a file's tests share is made once.

Browser tests go out one by one: they are long and share nothing. The order in which tests stand is kept, since those
that empty the database have to come last on every worker (tests/conftest.py).
"""

import itertools

import pytest
from xdist.scheduler import LoadScopeScheduling

ONE_BY_ONE = "tests/browser/"


class FileByFile(LoadScopeScheduling):
    """Hands out runs of tests of one file; a file that stands in two places of the order is two runs."""

    def schedule(self):
        """Number the runs once every worker has told what it collected, then start."""
        if self.collection_is_completed and self.collection is None:
            self.runs = runs(next(iter(self.registered_collections.values())))
        super().schedule()

    def _split_scope(self, nodeid):
        return self.runs[nodeid]


def runs(nodeids):
    """Return {node id: name of its run} for node ids in their order."""
    named = {}
    for number, (path, group) in enumerate(itertools.groupby(nodeids, lambda nodeid: nodeid.partition("::")[0])):
        for nodeid in group:
            named[nodeid] = nodeid if path.startswith(ONE_BY_ONE) else f"{number}: {path}"
    return named


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share out by file, unless somebody asks for another way on the command line."""
    if config.getvalue("dist") != "load":
        return None
    config.option.loadscopereorder = False
    return FileByFile(config, log)
