"""Runs import-linter over the contracts in pyproject.toml and returns its exit code."""

import sys

from importlinter.cli import lint_imports

if __name__ == "__main__":
    sys.exit(lint_imports(no_cache=True, no_logo=True))
