"""`search.backends.database`: Wagtail's search in the database that there is."""

from django.db import connection


def SearchBackend(params):  # noqa: N802 - the name that Wagtail looks for
    """Return the backend of the default database: SQLite or PostgreSQL."""
    if connection.vendor == "postgresql":
        from search.backends.postgres import SearchBackend as Backend  # noqa: PLC0415 - loads on its database only
    else:
        from search.backends.sqlite import SearchBackend as Backend  # noqa: PLC0415
    return Backend(params)
