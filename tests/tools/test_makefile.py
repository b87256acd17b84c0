"""The commands are listed, lead to a tool each, and are what continuous integration runs."""

import re
import subprocess

from tools.environment import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = {"help", "demo", "test", "lint", "format", "lock", "bench", "audit"}


def test_help_is_the_default_and_lists_every_target():
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make (\w+)  +\S", shown, re.MULTILINE)) == TARGETS


def test_every_target_is_phony_and_has_its_tool():
    assert set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()) == TARGETS
    for module in re.findall(r"\$\(RUN\) tools\.(\w+)", MAKEFILE):
        assert (ROOT / "tools" / f"{module}.py").is_file()


def test_it_is_plain_enough_for_the_make_of_a_mac():
    assert not re.search(r"\.ONESHELL|\$\(file |!=|\.EXTRA_PREREQS|&:", MAKEFILE)


def test_continuous_integration_runs_exactly_lint_and_test():
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text().splitlines() if line.startswith("make")]
    assert commands == ["make lint", "make test"]
    assert script.stat().st_mode & 0o111
