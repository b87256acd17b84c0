"""The address under which a finished page is kept."""

from typing import NamedTuple

# What campaigns and networks hang on to addresses. No page reads it, so it does not make another page.
IGNORED = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src")
LONGEST = 2_000  # characters of an address


class Key(NamedTuple):
    """`scheme`: http or https; `host`: with the port, as asked for; `path`: as WSGI has it; `query`: undecoded."""

    scheme: str
    host: str
    path: str
    query: str

    def __str__(self):
        """The whole address, for people and for content delivery networks."""
        path = self.path.encode("latin-1", "replace").decode("utf-8", "replace")
        return f"{self.scheme}://{self.host}{path}{'?' if self.query else ''}{self.query}"


def without_campaigns(query):
    """Return a query string without the parameters that no page reads."""
    if not query:
        return query
    return "&".join(part for part in query.split("&") if part and not part.lower().startswith(IGNORED))


def key_of(environ, trusts_proxy):
    """Return the Key of a WSGI request, or None for an address under which nothing is kept.

    `trusts_proxy`: whether a proxy says how the reader came to it.
    """
    scheme = environ.get("wsgi.url_scheme", "http")
    if trusts_proxy:
        scheme = "https" if environ.get("HTTP_X_FORWARDED_PROTO") == "https" else "http"
    host, path, query = environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", "/"), environ.get("QUERY_STRING", "")
    if "\n" in path or "\n" in host or len(path) + len(query) > LONGEST:
        return None
    return Key(scheme, host, path, without_campaigns(query) if query else "")
