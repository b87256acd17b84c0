"""Content delivery networks: what they may keep, and how they are told that it is old.

A network that knows surrogate keys (Fastly's protocol, which others speak too) gets the tags of each page with it, and
is told of tags when something changes. Others are told of addresses, by the backends that Wagtail has for them. Both
are front-end cache backends of Wagtail's, in `WAGTAILFRONTENDCACHE`.
"""

import logging

import requests

from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends

logger = logging.getLogger(__name__)

SECONDS = 10
AT_ONCE = 200  # keys in one request
LONGEST = 12_000  # characters of the header with a page's keys
# What only the network reads. It is told of every change, so it may keep a page long.
CONTROL = "max-age=86400, stale-while-revalidate=60, stale-if-error=604800"


class SurrogateKeyBackend(BaseBackend):
    """Tells a network of tags. Parameters: ENDPOINT, the address to post to, and TOKEN."""

    def __init__(self, params):
        super().__init__(params)
        self.endpoint, self.token = params["ENDPOINT"], params.get("TOKEN", "")

    def purge(self, url):
        """Do nothing: a page's address is not what such a network is told of."""

    def purge_keys(self, keys):
        """Have the network drop every page with one of the keys. Raises requests' errors."""
        keys = sorted(keys)
        for start in range(0, len(keys), AT_ONCE):
            answer = requests.post(
                self.endpoint,
                headers={"Surrogate-Key": " ".join(keys[start : start + AT_ONCE]), "Fastly-Key": self.token},
                timeout=SECONDS,
            )
            answer.raise_for_status()


def headers_of(tags):
    """Return the headers that tell the network how long to keep a page and by which keys; [] without a network."""
    if not any(isinstance(backend, SurrogateKeyBackend) for backend in get_backends().values()):
        return []
    keys = " ".join(sorted(tag.replace(" ", "_") for tag in tags))
    if len(keys) > LONGEST:  # a page that shows so much is kept for a short time instead
        return [("Surrogate-Control", "max-age=60")]
    return [("Surrogate-Control", CONTROL), ("Surrogate-Key", keys)]


def tell(tags, addresses):
    """Tell all networks that pages with these tags, which had these addresses, are old. Raises requests' errors."""
    for backend in get_backends().values():
        if isinstance(backend, SurrogateKeyBackend):
            backend.purge_keys({tag.replace(" ", "_") for tag in tags})
        elif addresses:
            backend.purge_batch(addresses)
