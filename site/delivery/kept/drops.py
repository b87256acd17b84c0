"""The log of what changed: written by whoever changes something, read by every worker.

PostgreSQL shows rows in the order in which transactions end, not in that of their numbers. A reader therefore keeps a
horizon, the oldest transaction that was still running when it last looked (`pg_snapshot_xmin`): what is older is
finished and was seen, everything else is read again and compared with what was seen.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connections, transaction
from django.utils import timezone

from delivery.models import Drop

KEPT_FOR = timedelta(days=2)
LONGEST = 20_000  # characters of tags in one row
TABLE = Drop._meta.db_table

# Functions without arguments that this process calls when a transaction that wrote into the log is through.
listeners = []


@dataclass(frozen=True)
class Seen:
    """How much of the log somebody knows: all with an order below `horizon`, and the rows with the keys in `also`."""

    horizon: int = 0
    also: frozenset = frozenset()

    def knows(self, drop):
        """Whether a Dropped is among what is known."""
        return drop.order < self.horizon or drop.key in self.also


@dataclass(frozen=True)
class Dropped:
    """A row of the log. `tags`: frozenset of texts."""

    key: int
    order: int
    tags: frozenset


def write(tags, using="default"):
    """Write tags into the log, as part of the transaction that is open.

    Within one transaction each tag is written once; a savepoint counts as a transaction of its own, because it may be
    rolled back alone.
    """
    connection = connections[using]
    new = set(tags) - _written(connection)
    if not new or not _is_there(connection):
        return
    _remember(connection, new)
    for lines in _rows(sorted(new)):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f'INSERT INTO "{TABLE}" ("order", tags, at)'  # noqa: S608 - the table's name
                    " VALUES (pg_current_xact_id()::text::bigint, %s, %s)",
                    [lines, timezone.now()],
                )
            else:
                cursor.execute(
                    f'INSERT INTO "{TABLE}" ("order", tags, at)'  # noqa: S608
                    " VALUES (coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0) + 1, %s, %s)",
                    [TABLE, lines, timezone.now()],
                )


def read(seen, using="default"):
    """Return (list of Dropped that `seen` does not know, in the order of the log; the new Seen). One query, or two."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One statement, one snapshot: the horizon belongs to the rows.
            cursor.execute(
                'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, d.id, d."order", d.tags'  # noqa: S608
                f' FROM (SELECT 1) AS one LEFT JOIN "{TABLE}" AS d ON d."order" >= %s ORDER BY d.id',
                [seen.horizon],
            )
            rows = cursor.fetchall()
            horizon = rows[0][0]
            rows = [row[1:] for row in rows if row[1] is not None]
        else:
            cursor.execute(
                f'SELECT id, "order", tags FROM "{TABLE}" WHERE "order" >= %s ORDER BY id',  # noqa: S608
                [seen.horizon],
            )
            rows = cursor.fetchall()
            horizon = max([seen.horizon, *(row[1] + 1 for row in rows)])
    drops = [Dropped(key, order, frozenset(tags.split("\n"))) for key, order, tags in rows]
    also = frozenset(drop.key for drop in drops if drop.order >= horizon)
    return [drop for drop in drops if not seen.knows(drop)], Seen(horizon, also)


def present(using="default"):
    """Return the Seen of somebody who starts now, with nothing kept from before."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            horizon = cursor.fetchone()[0]
        else:
            cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = %s", [TABLE])
            horizon = cursor.fetchone()[0]
    return read(Seen(horizon), using)[1]


def forget():
    """Take rows out of the log that every worker has read long ago; return how many."""
    return Drop.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _is_there(connection):
    """Whether the log's table was made: migrations of other rooms write rows before it is."""
    if not getattr(connection, "_delivery_is_there", False):
        connection._delivery_is_there = TABLE in connection.introspection.table_names()
    return connection._delivery_is_there


def _rows(tags):
    lines, length = [], 0
    for tag in tags:
        if length + len(tag) > LONGEST:
            yield "\n".join(lines)
            lines, length = [], 0
        lines.append(tag)
        length += len(tag) + 1
    if lines:
        yield "\n".join(lines)


def _written(connection):
    if not connection.in_atomic_block:
        return set()
    scope, tags = getattr(connection, "_delivery_written", (None, set()))
    return tags if scope == _scope(connection) else set()


def _remember(connection, tags):
    if connection.in_atomic_block:
        connection._delivery_written = _scope(connection), _written(connection) | tags


def _scope(connection):
    """What tells this transaction from any other: a mark that its end takes away, and the savepoints that are open."""
    mark = next((func for _ids, func, _robust in connection.run_on_commit if isinstance(func, _Mark)), None)
    if mark is None:
        mark = _Mark()
        transaction.on_commit(mark, using=connection.alias, robust=True)
    return mark, tuple(connection.savepoint_ids)


class _Mark:
    """Waits for the end of a transaction, and then has this process look at the log at once."""

    def __call__(self):
        """The transaction is through."""
        for listener in listeners:
            listener()
