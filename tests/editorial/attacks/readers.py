"""What somebody sees who is not signed in."""

from urllib.parse import urlsplit

from django.db import connection
from django.test import Client

from wagtail.models import Page

from blog.models import ArticleIndex, Topic
from editorial import verification
from tests.editorial.attacks.scenes import KNOWN, MARKER


def addresses():
    """Return every address where a story's words may show, and that of every story the database calls live."""
    index = ArticleIndex.objects.order_by("pk").first()
    hubs = [urlsplit(topic.full_url).path for topic in Topic.objects.live()]
    machines = ["/feed/", "/sitemap-articles.xml", "/sitemap-pages.xml", "/sitemap-news.xml", "/llms.txt"]
    fixed = ["/", *machines, f"/search/?q={KNOWN}", index.url, f"{index.url}feed/"]
    return list(dict.fromkeys([*fixed, *hubs, *public_stories()]))


def answers():
    """Return {address: response} as a reader gets them."""
    client = Client(raise_request_exception=False)
    return {address: client.get(address) for address in addresses()}


def stored():
    """Return {table: rows} of all that a page is made of.

    Sessions and the day somebody last signed in are left out: every attacker signs in.
    """
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "django_session"]
        return {name: sorted(_rows(cursor, name), key=repr) for name in tables}


def _rows(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name the database gave
    columns = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
    kept = [index for index, column in enumerate(columns) if column != "last_login"]
    return [tuple(row[index] for index in kept) for row in cursor.fetchall()]


def leaks(found):
    """Return the addresses whose answer, among those that were `found`, holds the words that nobody approved."""
    return [address for address, answer in found.items() if MARKER in text(answer)]


def anything_leaks():
    """Whether a reader comes upon the words that nobody approved; reads no further than the first."""
    client = Client(raise_request_exception=False)
    return any(MARKER in text(client.get(address)) for address in addresses())


def text(answer):
    """Return an answer's body as text."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def public_stories():
    """Return {address: title} of the pages that are live in the database, but people, topics and the front page."""
    public = Page.objects.filter(live=True, depth__gt=1)
    pages = public.exclude(content_type__model__in=["homepage", "topic", "authorprofile"])
    return {urlsplit(page.full_url).path: page.title for page in pages}


def problems():
    """Return what verification finds, as text."""
    return [f"{problem.code}: {problem.where}: {problem.message}" for problem in verification.verify()]
