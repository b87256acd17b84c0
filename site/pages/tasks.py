"""What the pages room does in the background."""

import logging
from functools import partial

from django.db import transaction
from django_tasks import task

from pages.publication import PublicationPage
from pages.querysets import published_pages
from pages.social_files import make

logger = logging.getLogger(__name__)


@task()
def make_social_picture(page_id):
    """Make the picture for social networks of a page that readers may see; return its name, or "" for no such page."""
    page = published_pages().filter(pk=page_id).specific().first()
    return make(page) if isinstance(page, PublicationPage) else ""


def after_publication(sender, instance, **kwargs):
    """Have the picture made once the publication is safe. Wagtail sends the signal for scheduled pages too."""
    if instance.live and isinstance(instance, PublicationPage):
        transaction.on_commit(partial(_enqueue, instance.pk), robust=True)


def _enqueue(page_id):
    """A publication does not fail for want of a picture: it is drawn on the first request then."""
    make_social_picture.enqueue(page_id)
