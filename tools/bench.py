"""`make bench`: runs the measurements in tests/bench one after the other, alone, and prints their tables.

A measurement is a test in a file `bench_*.py`; it measures, and hands its rows to the fixture `table`. It runs on
SQLite; TEST_DB=postgresql runs it on PostgreSQL. What follows `make bench ARGS=` goes to pytest.
"""

import os
import sys

from tools import environment
from tools.messages import run, say
from tools.programs import child_environment, run_python

FOLDER = environment.ROOT / "tests" / "bench"


def main():
    """Run all measurements; 0 when each could be made."""
    if not list(FOLDER.glob("bench_*.py")):
        say("There is nothing to measure yet: tests/bench holds no bench_*.py.")
        return 0
    environment.ensure(environment.DEVELOPMENT)
    variables = child_environment(("TEST_DATABASE_URL",), TEST_DB=os.environ.get("TEST_DB", "sqlite"))
    options = ["-o", "python_files=bench_*.py", "-p", "no:xdist", "-p", "no:cacheprovider", "-s", "-q"]
    return run_python("-m", "pytest", *options, "tests/bench", *sys.argv[1:], env=variables)


if __name__ == "__main__":
    run(main)
