"""Why a query is answered as it is: what was understood, what the database was asked, and what each page scored."""

import time
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.utils import Error
from django.utils.translation import gettext as _

from pages.querysets import published_pages
from search import engine
from search.understanding.reading import understand

MOST_CHARACTERS = 4000  # of a statement that are shown; lists of keys are long


@dataclass(frozen=True)
class Statement:
    """One question to the database: its text, how long it took in milliseconds, and how the database went about it."""

    sql: str
    milliseconds: float
    plan: str


@dataclass(frozen=True)
class Answer:
    """A page found: its place, title, address in the admin's terms (its key), score, and the parts of the score."""

    place: int
    page: object
    score: float
    parts: tuple[tuple[str, float], ...]
    is_partial: bool
    heading: str


def explain(typed, *, correct=True):
    """Return {"understood", "found", "answers", "statements", "milliseconds"} for a query; nothing is counted."""
    asked = []

    def note(execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            asked.append((sql, params, (time.perf_counter() - started) * 1000))

    started = time.perf_counter()
    understood = understand(typed, correct=correct)
    with connection.execute_wrapper(note):
        found = engine.search(understood)
    milliseconds = (time.perf_counter() - started) * 1000
    return {
        "understood": understood,
        "found": found,
        "answers": _answers(found),
        "statements": [Statement(_text(sql, params), took, _plan(sql, params)) for sql, params, took in asked],
        "milliseconds": milliseconds,
    }


def _answers(found):
    pages = published_pages().in_bulk([hit.page_id for hit in found.hits])
    return [
        Answer(
            place,
            pages[hit.page_id],
            hit.score,
            tuple(sorted(hit.parts.items(), key=lambda part: -abs(part[1]))),
            hit.is_partial,
            hit.heading,
        )
        for place, hit in enumerate(found.hits, 1)
        if hit.page_id in pages
    ]


def _text(sql, params):
    shown = [_short(each) for each in params or ()]
    try:
        text = sql % tuple(repr(each) for each in shown)
    except (TypeError, ValueError):
        text = f"{sql} -- {shown}"
    return text[:MOST_CHARACTERS]


def _short(value):
    if isinstance(value, (list, tuple)) and len(value) > 6:
        return [*value[:6], f"… {len(value)}"]
    if isinstance(value, str) and len(value) > 120:
        return f"{value[:120]}…"
    return value


def _plan(sql, params):
    """Return how the database says that it answers a statement; a sentence where it does not say."""
    prefix = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
        return ""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{prefix} {sql}", params)
            return "\n".join(str(row[-1]) for row in cursor.fetchall())
    except Error:
        return _("The database does not explain this one.")
