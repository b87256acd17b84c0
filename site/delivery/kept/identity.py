"""What a finished page depends on beside the rows it shows: which database it came from, and which program made it."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connections

from delivery.models import Drop

CODE = ("*.py", "*.html", "*.css", "*.js", "*.mo", "*.svg", "*.toml", "*.json")


def database_identity(using="default"):
    """Return a text that tells this database from every other, and from itself after it was restored from a backup."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT d.oid::text || ':' || %s::regclass::oid::text FROM pg_database d"
                " WHERE d.datname = current_database()",
                [Drop._meta.db_table],
            )
            place = cursor.fetchone()[0]
        else:
            name = str(connection.settings_dict["NAME"])
            place = f"{name}:{Path(name).stat().st_ino}" if Path(name).exists() else name
        cursor.execute("SELECT max(applied) FROM django_migrations WHERE app = 'delivery'")
        began = cursor.fetchone()[0]
    return f"{connection.vendor}:{place}:{began}"


@cache
def release():
    """Return a short text that changes with the program: its files' names, sizes and times.

    A new release renders anew, and keeps its pages apart from those of workers that still run the old one.
    """
    found = hashlib.sha256(str(settings.BASE_URL).encode())
    for folder in settings.RELEASE_FOLDERS:
        for pattern in CODE:
            for path in sorted(Path(folder).rglob(pattern)):
                about = path.stat()
                found.update(f"{path}:{about.st_size}:{about.st_mtime_ns}\n".encode())
    return found.hexdigest()[:12]
