"""Settings of the test suite: quick password hashing, mail kept in memory, tasks run in the request."""

import os
import tempfile
from pathlib import Path

import dj_database_url

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, SQLITE_OPTIONS

SECRET_KEY = "tests-only-key-that-signs-nothing-of-value-0123456789abcdef"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
BASE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The folder of one test run; tests/plugins/databases.py makes and removes it.
SCRATCH = Path(os.environ.get("TEST_SCRATCH", tempfile.gettempdir()))
MEDIA_ROOT = SCRATCH / f"media-{os.getpid()}"
SERVE_MEDIA = True

if os.environ.get("TEST_DATABASE_URL"):
    DATABASES["default"] = dj_database_url.parse(os.environ["TEST_DATABASE_URL"], conn_max_age=None)
else:
    # A file, not memory: the browser tests' server has threads, and each needs a connection of its own.
    DATABASES["default"] = {
        **dj_database_url.parse(f"sqlite:///{SCRATCH / 'imprimatur.sqlite3'}", conn_max_age=None),
        "OPTIONS": {
            **SQLITE_OPTIONS,  # but waiting for the disk is of no use to a database that lives for a minute
            "init_command": SQLITE_OPTIONS["init_command"].replace("synchronous=NORMAL", "synchronous=OFF"),
        },
        "TEST": {"NAME": str(SCRATCH / "tests.sqlite3")},
    }
