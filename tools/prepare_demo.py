"""Runs inside `.venv` for `make demo`: database, demonstration content and static files, each only as far as needed.

One process for all three, because starting Django takes longer than finding that there is nothing to do.
"""

import hashlib
import io
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError

from tools.demo import ACCOUNTS, DATABASE
from tools.messages import Trouble, run, say


def main():
    """Prepare everything and return 0."""
    django.setup()
    var = Path(settings.VAR)
    try:
        if not (var / DATABASE).exists():
            say("Making the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demonstration")
        call_command("update_index", readers=True, verbosity=0)  # also for a database of an older version
        call_command("site_address", stdout=io.StringIO())  # PORT may be another one than last time
        collect_static(var / "static-files-stamp")
        with (var / ACCOUNTS).open("w") as table:
            call_command("demonstration_accounts", stdout=table)
    except OperationalError as error:
        if "disk is full" in str(error):
            raise Trouble(f"There is no space left on the disk of {var}: free some and try again.") from error
        raise
    return 0


def collect_static(stamp):
    """Collect static files when the sources differ from those of the last time."""
    digest = digest_of_sources()
    if stamp.exists() and stamp.read_text() == digest and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Collecting static files ...")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)


def digest_of_sources():
    """Return a digest of the names, sizes and times of all static files, in the project and in packages."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    run(main)
