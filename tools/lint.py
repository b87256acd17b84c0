"""`make lint`: runs every check to its end, says which failed, and fails when one did."""

import tempfile
import time

from tools import environment, lockfiles
from tools.messages import BOLD, RED, run, say
from tools.programs import child_environment, run_python

# Values that no site uses: they only have to pass the start-up checks of the production settings.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "for-the-checks-of-make-lint-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "publication.example",
    "BASE_URL": "https://publication.example",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "EMAIL_URL": "smtp://nobody@127.0.0.1:2525",
    "DEFAULT_FROM_EMAIL": "desk@publication.example",
}
TESTS = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_DATABASE_URL": ""}

STEPS = (
    ("Python: rules (ruff check)", ("-m", "ruff", "check", "."), {}),
    ("Python: format (ruff format)", ("-m", "ruff", "format", "--check", "."), {}),
    ("Templates: rules (djlint)", ("-m", "djlint", "--lint", "--quiet", "."), {}),
    ("Templates: format (djlint)", ("-m", "djlint", "--check", "--quiet", "."), {}),
    ("Rooms: who imports whom (import-linter)", ("-m", "tools.import_rules"), {}),
    ("Models: no migration is missing", ("manage.py", "makemigrations", "--check", "--dry-run"), TESTS),
    (
        "Settings: production is safe (check --deploy)",
        ("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
)


def main():
    """Run all steps and return 0 when every one passed."""
    environment.ensure(environment.DEVELOPMENT)
    failed = []
    with tempfile.TemporaryDirectory(prefix="imprimatur-lint-") as scratch:  # Django makes an empty database to look at
        for name, arguments, variables in STEPS:
            started = time.monotonic()
            say(f"== {name}", BOLD)
            if run_python(*arguments, env=child_environment(TEST_SCRATCH=scratch, **variables)):
                failed.append(name)
            say(f"   {time.monotonic() - started:.1f} s")
    name = "Lock files: hashes for all, addresses for none"
    say(f"== {name}", BOLD)
    complaints = lockfiles.complaints()
    for complaint in complaints:
        say(f"   {complaint}")
    if complaints:
        failed.append(name)
    if failed:
        say(f"\n{len(failed)} of {len(STEPS) + 1} checks failed:", RED)
        for name in failed:
            say(f"  {name}", RED)
        return 1
    say(f"\nAll {len(STEPS) + 1} checks passed.")
    return 0


if __name__ == "__main__":
    run(main)
