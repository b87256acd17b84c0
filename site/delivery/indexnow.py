"""IndexNow: tells search engines that take part which addresses changed, where the environment names a key.

Told after a publication, a withdrawal, a new slug and a move, in the background and once the database has it. Whatever
goes wrong there is logged and hurts nobody's publication. Source: indexnow.org/documentation.
"""

import json
import logging
from functools import partial
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from django_tasks import task

from wagtail.models import Page

logger = logging.getLogger(__name__)

ENDPOINT = "https://api.indexnow.org/indexnow"
TIMEOUT_SECONDS = 5


@require_safe
def key_file(request, key):
    """Answer with the key, which proves that we may speak for this host."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")


@task()
def tell(addresses):
    """Tell the engines of changed addresses of one host; return the status of their answer, 0 for none."""
    root = urlsplit(addresses[0])
    key = settings.INDEXNOW_KEY
    body = {
        "host": root.netloc,
        "key": key,
        "keyLocation": f"{root.scheme}://{root.netloc}/{key}.txt",
        "urlList": addresses,
    }
    request = Request(ENDPOINT, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8"})
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - as above
            return response.status
    except OSError as error:  # an answer of 400 or more is one too
        logger.warning("IndexNow was not told of %s: %s", ", ".join(addresses), error)
        return 0


def after_publication(sender, instance, **kwargs):
    """Tell of a page that went live. Wagtail sends the signal for scheduled pages too."""
    if instance.live and not getattr(instance, "robots", ""):
        _later(instance.full_url)


def after_withdrawal(sender, instance, **kwargs):
    """Tell of a page that was taken down. Snippets send the signal too, and have no address."""
    if isinstance(instance, Page):
        _later(instance.full_url)


def after_new_slug(sender, instance, instance_before, **kwargs):
    """Tell of the old address, which redirects now; the new one is told by the publication."""
    if instance.live:
        _later(instance_before.full_url)


def after_move(sender, instance, url_path_before, url_path_after, **kwargs):
    """Tell of both addresses."""
    if instance.live and url_path_before != url_path_after and instance.full_url:
        new = instance.full_url
        _later(new, new.removesuffix(url_path_after.split("/", 2)[2]) + url_path_before.split("/", 2)[2])


def _later(*addresses):
    addresses = [address for address in addresses if address]
    if settings.INDEXNOW_KEY and addresses:
        transaction.on_commit(partial(tell.enqueue, addresses), robust=True)
