"""The totals at the end of `make test` are those of pytest's reports."""

from tools import run_tests

REPORT = (
    '<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="20" time="4.2"></testsuite>'
    "</testsuites>"
)


def test_passed_failed_and_skipped_are_counted(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert run_tests.count(report) == (14, 3, 3)


def test_a_run_without_a_report_counts_as_a_failure(tmp_path):
    assert run_tests.count(tmp_path / "missing.xml") == (0, 1, 0)


def test_a_run_with_half_a_report_counts_as_a_failure(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT[:60])
    assert run_tests.count(report) == (0, 1, 0)
