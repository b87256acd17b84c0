"""Settings for working on Imprimatur: debug pages, console mail, plain static files."""

from config.settings.base import *  # noqa: F403
from config.settings.base import SECRET_KEY, STORAGES

DEBUG = True
SECRET_KEY = SECRET_KEY or "development-only-key-that-signs-nothing-of-value-0123456789"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
