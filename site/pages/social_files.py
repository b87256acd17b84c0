"""Keeps the pictures for social networks: made after publication, or on the first request where one is missing.

There is one file for each page that readers may see. An address names the page and the digest of what the picture
shows; nothing else in a request has a say, so nobody can make us draw what no page says.
"""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from editorial.routes import stop_what_was_not_let_through
from pages.publisher import publisher_of, publisher_of_site
from pages.querysets import published_pages
from pages.social import MEDIA_TYPE, card_of
from pages.social_drawing import draw

FOLDER = "social"
YEAR = 365 * 24 * 60 * 60  # seconds; what an address shows never changes
DAY = 24 * 60 * 60


@require_safe
def social_picture(request, page_id, digest):
    """Answer with the picture of a page. An address from before a change leads to the present one."""
    page = published_pages().filter(pk=page_id).specific().first()
    if page is None or not hasattr(page, "commercial_label"):
        raise Http404
    stopped = stop_what_was_not_let_through(page, request, (), {})
    if stopped:
        return stopped
    card = card_of(page, publisher_of(request))
    if card.digest != digest:
        return HttpResponseRedirect(
            reverse("social_picture", args=[page_id, card.digest]), headers={"Cache-Control": f"max-age={DAY}"}
        )
    response = FileResponse(default_storage.open(keep(page_id, card)), content_type=MEDIA_TYPE)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def make(page):
    """Make the picture of a page that has none for its present words; return the name of the file."""
    return keep(page.pk, card_of(page, publisher_of_site(page.get_site())))


def keep(page_id, card):
    """Return the name of the file with a card's picture, drawn now if it is not there. Older ones of the page go."""
    name = f"{FOLDER}/{page_id}/{card.digest}.png"
    if default_storage.exists(name):
        return name
    picture = draw(card)
    for old in _files_of(page_id):
        default_storage.delete(f"{FOLDER}/{page_id}/{old}")
    if not default_storage.exists(name):  # two requests may draw the same at the same time
        default_storage.save(name, ContentFile(picture))
    return name


def _files_of(page_id):
    try:
        return default_storage.listdir(f"{FOLDER}/{page_id}")[1]
    except FileNotFoundError:
        return []
