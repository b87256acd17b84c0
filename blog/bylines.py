"""Loads the authors and topics of pages, one page or many, leaving out profiles that readers may not see."""

from blog.models.author import AuthorProfile
from blog.models.byline import PageAuthor
from blog.models.topic import Topic
from delivery.kept import recording
from pages.cards import prepares_cards


def published_authors(page):
    """Return the published profiles of a page's authors in order. Works for unsaved drafts too."""
    keys = [byline.author_id for byline in page.page_authors.all()]
    recording.shows_rows(AuthorProfile, keys)
    found = AuthorProfile.objects.published().defer("biography").select_related("picture")
    profiles = found.prefetch_related("picture__renditions").in_bulk(keys) if keys else {}
    return [profiles[key] for key in keys if key in profiles]


def published_topics(page):
    """Return the published topics of a page in order. Works for unsaved drafts too."""
    return topics_of(page.page_topics.all())


def topics_of(links):
    """Return the published topics of objects with a `topic_id`, in order."""
    keys = [link.topic_id for link in links]
    recording.shows_rows(Topic, keys)
    topics = Topic.objects.published().defer("introduction").in_bulk(keys) if keys else {}
    return [topics[key] for key in keys if key in topics]


@prepares_cards
def attach_authors(pages):
    """Give every page with bylines the list `card_authors`: published profiles, in order, two queries for all."""
    bylines = PageAuthor.objects.filter(page__in=[page.pk for page in pages]).order_by("page", "sort_order", "pk")
    bylines = list(bylines.values_list("page_id", "author_id"))
    recording.shows_rows(AuthorProfile, {author for _page, author in bylines})
    profiles = (
        AuthorProfile.objects.published().defer("biography").in_bulk({author for _page, author in bylines})
        if bylines
        else {}
    )
    authors = {}
    for page_key, author_key in bylines:
        if author_key in profiles:
            authors.setdefault(page_key, []).append(profiles[author_key])
    for page in pages:
        page.card_authors = [{"name": author.title, "page": author} for author in authors.get(page.pk, [])]
