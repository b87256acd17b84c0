"""Which search engine answers the admin, its choosers and the API: the database, unless SEARCH_URL names a server."""

from importlib.util import find_spec
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def backend_for(url):
    """Return the entry of WAGTAILSEARCH_BACKENDS for the address of an OpenSearch server; for none, the database.

    The address is https://user:password@host:port/prefix; signs in user and password percent-encoded. Raises
    ImproperlyConfigured when the client for it is not installed.
    """
    if not url:
        # Each batch of update_index is a transaction of its own: one for all would keep editors waiting for minutes.
        return {"BACKEND": "search.backends.database", "ATOMIC_REBUILD": False}
    if find_spec("opensearchpy") is None:
        raise ImproperlyConfigured(
            "SEARCH_URL names an OpenSearch server, but the package opensearch-py is not installed. Install it"
            ' (pip install "opensearch-py>=3"), or leave SEARCH_URL empty to search in the database.'
        )
    parts = urlsplit(url)
    host = {
        "host": parts.hostname,
        "port": parts.port or (443 if parts.scheme == "https" else 80),
        "use_ssl": parts.scheme == "https",
        "verify_certs": parts.scheme == "https",
        "http_auth": (unquote(parts.username), unquote(parts.password or "")) if parts.username else None,
    }
    return {
        "BACKEND": "search.backends.opensearch",
        "HOSTS": [host],
        "INDEX_PREFIX": f"{parts.path.strip('/')}_",
        "TIMEOUT": 10,
    }
