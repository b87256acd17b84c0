"""Settings of `make demo`: served as in production, on this machine only, over plain HTTP and with mail on the console.

The key that signs sessions is made once and kept beside the demonstration database.
"""

from django.core.management.utils import get_random_secret_key

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR


def _kept_secret():
    """Return the secret key of this demonstration, made at the first start and kept in `var/`."""
    path = VAR / "secret_key"
    VAR.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = _kept_secret()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SERVE_MEDIA = True
IMPRIMATUR_DEMO = True
