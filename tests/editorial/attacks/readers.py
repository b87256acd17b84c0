"""What somebody sees who is not signed in."""

from urllib.parse import urlsplit

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


def leaks(found=None):
    """Return the addresses whose answer holds the words that nobody approved."""
    return [address for address, answer in (found or answers()).items() if MARKER in text(answer)]


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
