"""`make test`: the whole suite on SQLite, then on PostgreSQL; the last line is the total.

The first run holds everything. The second leaves out what does not depend on the database: the tests of these tools,
those marked `any_database` (who may open what), and the browser tests that are not marked `both_databases`.
Words after `make test ARGS=` go to pytest in both runs.
"""

import os
import shutil
import sys
import time
from xml.etree import ElementTree as ET

from tools import browser, environment
from tools.messages import BOLD, Trouble, run, say
from tools.programs import child_environment, run_python

RESULTS = environment.ROOT / "var" / "test-results"
SCREENSHOTS = environment.ROOT / "var" / "test-screenshots"
RUNS = (
    ("SQLite", "sqlite", []),
    ("PostgreSQL", "postgresql", ["-m", "not (without_database or any_database) and (not browser or both_databases)"]),
)
NO_TESTS = 5  # pytest's exit code when its arguments select nothing


def main():
    """Run the suite twice and return 0 when both runs passed and at least one test ran."""
    chosen = sys.argv[1:]
    environment.ensure(environment.DEVELOPMENT)
    for folder in (RESULTS, SCREENSHOTS):
        shutil.rmtree(folder, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    variables = {}
    try:
        variables["BROWSER_PROGRAM"] = browser.ensure()
    except Trouble as trouble:
        say(str(trouble))  # the rest of the suite still runs; the browser tests fail with this sentence
    summary, codes = [], []
    for name, database, selection in RUNS:
        say(f"\n== Tests on {name}", BOLD)
        started = time.monotonic()
        report = RESULTS / f"{database}.xml"
        arguments = ["-n", str(_workers()), "--junitxml", str(report), *selection, *chosen]
        keep = ("TEST_DATABASE_URL",)
        codes.append(run_python("-m", "pytest", *arguments, env=child_environment(keep, TEST_DB=database, **variables)))
        summary.append((name, *count(report), time.monotonic() - started))
    say()
    for name, passed, failed, skipped, seconds in summary:
        say(f"{name + ':':<12}{passed:>6} passed, {failed} failed, {skipped} skipped in {seconds:.0f} s")
    passed, failed = (sum(row[column] for row in summary) for column in (1, 2))
    say(f"total: {passed} passed, {failed} failed")
    good = all(code == 0 or (code == NO_TESTS and chosen) for code in codes)
    return 0 if good and passed else 1


def count(report):
    """Return (passed, failed, skipped) from pytest's XML report; a run that wrote none counts as one failure."""
    try:
        suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - our own file
    except (OSError, ET.ParseError):
        return 0, 1, 0
    totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in suites:
        for name in totals:
            totals[name] += int(suite.get(name, 0))
    failed = totals["failures"] + totals["errors"]
    return totals["tests"] - failed - totals["skipped"], failed, totals["skipped"]


def _workers():
    """Two at least, so that the suite is always known to run in parallel; not so many that browsers starve."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    return max(2, min(usable, 6))


if __name__ == "__main__":
    run(main)
