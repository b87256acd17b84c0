"""Builds the readers' index anew, page by page: readers search the old rows until the new ones are there.

A walk that was interrupted goes on where it stopped. Rows of pages that readers may not see any more go at the end.
"""

from django.utils import timezone

from pages.querysets import published_pages
from search.index.writing import AT_ONCE, index_pages, remove_pages
from search.models import Document, IndexRun


def walk(restart=False):
    """Index every public page; yield (IndexRun, number of pages that are to come) after each portion.

    Goes on with the last walk if that was not finished, unless `restart`.
    """
    run = IndexRun.objects.filter(finished_at=None).order_by("-pk").first()
    if restart or run is None:
        IndexRun.objects.filter(finished_at=None).delete()
        run = IndexRun.objects.create()
    pages = published_pages().order_by("pk")
    left = pages.filter(pk__gt=run.last_page).count()
    while keys := list(pages.filter(pk__gt=run.last_page).values_list("pk", flat=True)[:AT_ONCE]):
        run.indexed += index_pages(keys)
        run.last_page = keys[-1]
        run.save(update_fields=["indexed", "last_page"])
        left = max(left - len(keys), 0)
        yield run, left
    remove_pages(Document.objects.exclude(page__in=published_pages().values("pk")).values("pk"))
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    IndexRun.objects.exclude(pk=run.pk).delete()
    yield run, 0
