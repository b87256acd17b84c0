"""What the search does in the background."""

from django.apps import apps
from django_tasks import task

from wagtail.models import Page

from search.index import vocabulary
from search.index.dependents import pages_naming, pages_telling
from search.index.writing import index_pages
from search.models import Document
from search.understanding import spelling

AT_ONCE = 200


@task()
def index_page(page_id):
    """Bring a page's row and the vocabulary up to date; pages that show its names follow where those changed."""
    before = _names(page_id)
    index_pages([page_id])
    spelling.learn(vocabulary.words_of(page_id))
    if _names(page_id) != before:
        index_pages_naming.enqueue(page_id)


@task()
def index_pages_naming(page_id):
    """Bring up to date the rows of all pages that show a page's names; return how many there are."""
    page = Page.objects.filter(pk=page_id).first()
    return _in_portions(pages_naming(page.specific)) if page else 0


@task()
def index_pages_telling(label, key):
    """Bring up to date the rows of pages that show a central text. `label`: its model, such as “blog.VolatileFact”."""
    text = apps.get_model(label).objects.filter(pk=key).first()
    return _in_portions(pages_telling(text)) if text else 0


@task()
def index_below(path):
    """Bring up to date the rows of a page and of all below it, by the path of its place in the tree."""
    return _in_portions(Page.objects.filter(path__startswith=path).order_by("pk").values_list("pk", flat=True))


@task()
def index_keys(keys):
    """Bring the rows of these pages up to date."""
    return index_pages(keys)


def _names(page_id):
    return Document.objects.filter(pk=page_id).values_list("title", "title_stems").first()


def _in_portions(keys):
    """Hand keys on in portions, so that no task holds a worker for long; return how many there are."""
    keys = list(keys)
    for start in range(0, len(keys), AT_ONCE):
        index_keys.enqueue(keys[start : start + AT_ONCE])
    return len(keys)
