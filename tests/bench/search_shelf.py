"""Writes the corpus of `search_corpus` into the database: in bulk, past the gate, some hundred pages at a time.

The ledger knows nothing of these pages, and `verify_publications` would say so.
"""

import uuid

from django.db import connection
from django.db.models import F
from django.utils.html import escape

from modelsearch.utils import get_content_type_pk
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from blog.models import Article, ArticleIndex, AuthorProfile, PageAuthor, PageTopic, Topic
from editorial import triggers
from editorial.fingerprint import row_digest
from editorial.models import PublicationRecord
from search.backends.texts import Texts
from search.backends.words import folded
from tests.bench.search_corpus import text
from tests.factories import AuthorFactory, TopicFactory, body

BATCH = 500
TOPICS, AUTHORS = 40, 60


def grow(number, *, live=False, indexed=True, also=None):
    """Write articles until there are `number` of the corpus, with topics and authors; return how many were written.

    `live`: public ones, with a seal and a record. `indexed`: with entries in Wagtail's index. `also(rows)` is called
    with lists of pairs of (page key, Text), for whoever keeps an index of their own.
    """
    there = Article.objects.filter(slug__startswith="corpus-").count()
    shelf = Shelf(live=live)
    connection.check_constraints()  # PostgreSQL takes no trigger away while a constraint waits for the end
    triggers.drop()
    for first in range(there, number, BATCH):
        rows = shelf.add([text(each) for each in range(first, min(first + BATCH, number))])
        if indexed:
            index_rows(rows)
        if also:
            also(rows)
    connection.check_constraints()
    triggers.create()
    settle()
    return max(number - there, 0)


def settle():
    """Do what the database's own housekeeping does after a while: statistics, and indexes brought in order."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT gin_clean_pending_list(c.oid) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
                " WHERE a.amname = 'gin' AND c.relkind = 'i' AND c.relname ~ 'search'"
            )
        cursor.execute("ANALYZE")


class Shelf:
    """The article index, and what is needed to put pages below it."""

    def __init__(self, *, live):
        self.live = live
        self.index = ArticleIndex.objects.get()
        last = self.index.get_last_child()
        self.step = Page._str2int(last.path[-Page.steplen :]) if last else 0
        self.topics = _at_least(TOPICS, Topic, TopicFactory)
        self.authors = _at_least(AUTHORS, AuthorProfile, AuthorFactory)

    def add(self, texts):
        """Write the pages of some Texts; return pairs of (page key, Text)."""
        pages = Page.objects.bulk_create([self._page(each) for each in texts])
        Page.objects.filter(pk=self.index.pk).update(numchild=F("numchild") + len(pages))
        articles = [self._article(page, each) for page, each in zip(pages, texts, strict=True)]
        Article._base_manager._insert(articles, fields=Article._meta.local_concrete_fields, using=connection.alias)
        rows = [(page.pk, each) for page, each in zip(pages, texts, strict=True)]
        PageTopic.objects.bulk_create(
            PageTopic(page_id=key, topic_id=self.topics[(each.number + further) % TOPICS], sort_order=further)
            for key, each in rows
            for further in (0, 1 + each.number % 7)
        )
        PageAuthor.objects.bulk_create(
            PageAuthor(page_id=key, author_id=self.authors[each.number % AUTHORS], sort_order=0) for key, each in rows
        )
        if self.live:
            PublicationRecord.objects.bulk_create(
                PublicationRecord(page_id=key, published_at=each.published_at, last_reviewed=each.published_at.date())
                for key, each in rows
            )
        return rows

    def _page(self, each):
        self.step += 1
        slug = f"corpus-{each.number}"
        return Page(
            path=Page._get_path(self.index.path, self.index.depth + 1, self.step),
            depth=self.index.depth + 1,
            title=each.title,
            draft_title=each.title,
            slug=slug,
            url_path=f"{self.index.url_path}{slug}/",
            locale_id=self.index.locale_id,
            translation_key=uuid.uuid4(),
            content_type_id=get_content_type_pk(Article),
            live=self.live,
            first_published_at=each.published_at,
            last_published_at=each.published_at,
        )

    def _article(self, page, each):
        blocks = []
        for heading, words in each.sections:
            blocks += [("heading", {"text": heading, "level": "h2"}), escape(words)]
        article = Article(
            page_ptr_id=page.pk,
            kind=list(Article.Kind)[each.number // 7 % len(Article.Kind)],
            summary=each.summary,
            body=body(*blocks),
            words=sum(len(words.split()) for _heading, words in each.sections),
        )
        for field in Page._meta.local_concrete_fields:
            setattr(article, field.attname, getattr(page, field.attname))
        if self.live:
            article.seal = row_digest(article)
        return article


def index_rows(rows):
    """Write entries of Wagtail's index for pairs of (page key, Text), as indexing the pages would."""
    get_search_backend().get_index_for_model(Article).write(
        get_content_type_pk(Article), [(str(key), _indexed(each)) for key, each in rows]
    )


def _indexed(each):
    title = folded(each.title)
    words = " ".join(f"{heading} {text}" for heading, text in each.sections)
    return Texts(title=[(title, 2)], body=[(folded(each.summary), None), (folded(words), None)], autocomplete=[title])


def _at_least(number, model, factory):
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    return keys + [factory().pk for _each in range(number - len(keys))]
