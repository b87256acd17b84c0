"""The finished pages on this machine's disk: shared by its workers, and still there after a restart.

One SQLite file of its own beside the publication's database, whichever that is. Every write is a transaction, so a
worker that is killed leaves nothing torn, and a page that was rendered before a change cannot be put down after it:
what was dropped lately stands in the same file and is looked at in the same transaction.

Losing the file loses no content. A file that cannot be written (full disk, read-only folder) makes the store empty, not
the site fail.
"""

import json
import logging
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path

from delivery.kept.drops import Seen
from delivery.kept.entries import Entry
from delivery.kept.keys import Key

logger = logging.getLogger(__name__)

REMEMBERED = 3_600  # seconds for which what was dropped is known; a rendering that took longer is not kept
OTHER_RELEASES = 3 * 24 * 3_600  # seconds for which an old release may come back, or still run somewhere
TOUCH_EVERY = 300  # seconds; asking for a page is noted no oftener
SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, headers TEXT NOT NULL, digest TEXT NOT NULL,
    br BLOB, gzip BLOB, plain BLOB, as_of TEXT NOT NULL, until REAL NOT NULL, gone_at REAL, made_at REAL NOT NULL,
    asked_at REAL NOT NULL, size INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS page_asked ON page (asked_at);
CREATE INDEX IF NOT EXISTS page_until ON page (until);
CREATE TABLE IF NOT EXISTS shown (tag TEXT NOT NULL, page INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, page)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shown_page ON shown (page);
CREATE TABLE IF NOT EXISTS dropped (key INTEGER PRIMARY KEY, number INTEGER NOT NULL, tags TEXT NOT NULL,
    at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS claim (address TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
VERSION = 1


class Store:
    """Finished pages by address.

    `folder`: where it lives; `most_bytes`: how much it may hold; `release`: see `delivery.kept.identity`. `trouble`:
    why the file could not be read or written the last time, "" if it could; `is_behind`: whether something could not be
    dropped from it.
    """

    def __init__(self, folder, most_bytes, release="tests"):
        self.path = Path(folder) / f"pages-{VERSION}-{release}.sqlite3"
        self.most_bytes = most_bytes
        self.trouble = ""
        self.is_behind = False
        self._local = threading.local()

    def get(self, key):
        """Return the Entry of an address, or None."""
        if self.is_behind:
            return None

        def ask(connection):
            return connection.execute(
                "SELECT id, headers, digest, br, gzip, plain, as_of, until, gone_at, made_at, asked_at FROM page"
                " WHERE address = ?",
                [_address(key)],
            ).fetchone()

        row = self._try(ask)
        if row is None:
            return None
        number, headers, digest, br, gzipped, plain, as_of, until, gone_at, made_at, asked_at = row
        tags = self._try(lambda c: [tag for (tag,) in c.execute("SELECT tag FROM shown WHERE page = ?", [number])])
        if tags is None:
            return None
        if asked_at < time.time() - TOUCH_EVERY:
            self._try(lambda c: c.execute("UPDATE page SET asked_at = ? WHERE id = ?", [time.time(), number]))
        forms = {name: body for name, body in (("br", br), ("gzip", gzipped), ("", plain)) if body is not None}
        horizon, also = json.loads(as_of)
        return Entry(
            headers=[tuple(pair) for pair in json.loads(headers)],
            forms=forms,
            digest=digest,
            tags=frozenset(tags),
            as_of=Seen(horizon, frozenset(also)),
            until=until,
            gone_at=gone_at,
            is_best=True,
            made_at=made_at,
        )

    def put(self, key, entry):
        """Keep an entry, unless what it showed was dropped meanwhile; return whether it is kept."""
        if entry.made_at < time.time() - REMEMBERED / 2:
            return False

        def write(connection):
            for number, order, tags in connection.execute("SELECT key, number, tags FROM dropped"):
                known = order < entry.as_of.horizon or number in entry.as_of.also
                if not known and ("*" in (names := tags.split("\n")) or not entry.tags.isdisjoint(names)):
                    return False
            address, now = _address(key), time.time()
            connection.execute("DELETE FROM page WHERE address = ?", [address])
            number = connection.execute(
                "INSERT INTO page (address, headers, digest, br, gzip, plain, as_of, until, gone_at, made_at, asked_at,"
                " size) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(address, json.dumps(entry.headers), entry.digest),
                    *(entry.forms.get(name) for name in ("br", "gzip", "")),
                    *(json.dumps([entry.as_of.horizon, sorted(entry.as_of.also)]), entry.until, entry.gone_at),
                    *(entry.made_at, now, entry.size),
                ],
            ).lastrowid
            connection.executemany("INSERT INTO shown VALUES (?, ?)", [(tag, number) for tag in entry.tags])
            return True

        kept = self._try(write, otherwise=False, writes=True)
        if kept:
            self._make_room()
        return kept

    def drop(self, drops, seen):
        """Drop what rows of the log name, and remember how much of the log is seen; return the addresses that went.

        `drops`: list of Dropped. Returns None where that could not be written: until it can be, nothing is read from
        here, because it may be old.
        """

        def write(connection):
            gone = set()
            for dropped in drops:
                already = connection.execute("SELECT 1 FROM dropped WHERE key = ?", [dropped.key]).fetchone()
                if already:
                    continue
                connection.execute(
                    "INSERT INTO dropped VALUES (?, ?, ?, ?)",
                    [dropped.key, dropped.order, "\n".join(sorted(dropped.tags)), time.time()],
                )
                gone |= _without(connection, dropped)
            connection.execute("DELETE FROM dropped WHERE at < ?", [time.time() - REMEMBERED])
            known = _fact(connection, "seen")
            if known is None or json.loads(known)[0] <= seen.horizon:
                value = json.dumps([seen.horizon, sorted(seen.also)])
                connection.execute("INSERT OR REPLACE INTO fact VALUES ('seen', ?)", [value])
                connection.execute("INSERT OR REPLACE INTO fact VALUES ('seen_at', ?)", [str(time.time())])
            return gone

        gone = self._try(write, writes=True)
        self.is_behind = gone is None
        return None if gone is None else [_key(address) for address in gone]

    def seen(self):
        """Return (the Seen up to which the log was read into this store, when in seconds since 1970), or None."""

        def ask(connection):
            seen, at = _fact(connection, "seen"), _fact(connection, "seen_at")
            return (seen, at) if seen and at else None

        found = self._try(ask)
        if found is None:
            return None
        horizon, also = json.loads(found[0])
        return Seen(horizon, frozenset(also)), float(found[1])

    def belongs_to(self, identity):
        """Whether the store was filled from the database with this identity; another one's pages are thrown away."""

        def write(connection):
            if _fact(connection, "identity") == identity:
                return True
            for table in ("page", "dropped", "fact"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the line above
            connection.execute("INSERT INTO fact VALUES ('identity', ?)", [identity])
            return False

        return self._try(write, otherwise=False, writes=True)

    def clear(self):
        """Throw all pages away."""
        self._try(lambda connection: connection.execute("DELETE FROM page"), writes=True)

    def expired(self, now):
        """Return up to 100 addresses of pages that show something else since `now` (seconds since 1970)."""
        rows = self._try(
            lambda c: c.execute("SELECT address FROM page WHERE until <= ? LIMIT 100", [now]).fetchall(), otherwise=()
        )
        return [_key(address) for (address,) in rows]

    def claim(self, key, seconds):
        """Whether this caller may render an address; nobody else may for so many seconds, or until `release`."""

        def write(connection):
            now = time.time()
            connection.execute("DELETE FROM claim WHERE until < ?", [now])
            return connection.execute(
                "INSERT OR IGNORE INTO claim VALUES (?, ?)", [_address(key), now + seconds]
            ).rowcount

        return bool(self._try(write, otherwise=1, writes=True))

    def release(self, key):
        """Give a claim up."""
        self._try(lambda c: c.execute("DELETE FROM claim WHERE address = ?", [_address(key)]))

    def remove_of_other_releases(self):
        """Delete the files of releases whose workers have been gone for days."""
        with suppress(OSError):
            for path in self.path.parent.glob("pages-*.sqlite3*"):
                is_own = path.name.startswith(self.path.name)
                if not is_own and path.stat().st_mtime < time.time() - OTHER_RELEASES:
                    path.unlink()

    def numbers(self):
        """Return {"pages": how many, "bytes": how large, "seen_at": when the log was last read, or None}."""
        pages, size = self._try(
            lambda c: c.execute("SELECT count(*), coalesce(sum(size), 0) FROM page").fetchone(), otherwise=(0, 0)
        )
        seen = self.seen()
        return {"pages": pages, "bytes": size, "seen_at": seen[1] if seen else None}

    def _make_room(self):
        def write(connection):
            size = connection.execute("SELECT coalesce(sum(size), 0) FROM page").fetchone()[0]
            while size > self.most_bytes:
                rows = connection.execute("SELECT id, size FROM page ORDER BY asked_at LIMIT 50").fetchall()
                if not rows:
                    break
                connection.executemany("DELETE FROM page WHERE id = ?", [(number,) for number, _size in rows])
                size -= sum(each for _number, each in rows)

        self._try(write, writes=True)

    def _try(self, do, *, otherwise=None, writes=False):
        """Return what `do(connection)` returns; `otherwise` when the file cannot be read or written."""
        try:
            connection = self._connection()
            if not writes:
                found = do(connection)
            else:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    found = do(connection)
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            if not self.trouble:
                logger.error(  # noqa: TRY400 - the sentence says it all
                    "Finished pages cannot be kept in %s: %s", self.path, error
                )
            self.trouble = str(error)
            self._close()
            return otherwise
        self.trouble = ""
        return found

    def _connection(self):
        connection = getattr(self._local, "connection", None)
        if connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=2, isolation_level=None)
            # Without waiting for the disk: after a power cut the store may be empty, never wrong, because SQLite's
            # log is checked as it is read.
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-4000"):
                connection.execute(f"PRAGMA {pragma}")
            connection.executescript(SCHEMA)
            self._local.connection = connection
        return connection

    def _close(self):
        connection, self._local.connection = getattr(self._local, "connection", None), None
        if connection is not None:
            connection.close()


def _without(connection, dropped):
    """Delete the pages that a row of the log names; return their addresses."""
    if "*" in dropped.tags:
        rows = connection.execute("SELECT id, address, as_of FROM page").fetchall()
    else:
        rows = []
        for tag in dropped.tags:
            rows += connection.execute(
                "SELECT id, address, as_of FROM page JOIN shown ON shown.page = page.id WHERE tag = ?", [tag]
            ).fetchall()
    gone = {}
    for number, address, as_of in rows:
        horizon, also = json.loads(as_of)
        if not Seen(horizon, frozenset(also)).knows(dropped):
            gone[number] = address
    connection.executemany("DELETE FROM page WHERE id = ?", [(number,) for number in gone])
    return set(gone.values())


def _fact(connection, name):
    row = connection.execute("SELECT value FROM fact WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def _address(key):
    return "\n".join(key)


def _key(address):
    return Key(*address.split("\n"))
