"""Telling people something by mail, after the transaction."""

import logging
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

logger = logging.getLogger(__name__)


def tell(keys, subject, text, page=None, path=None):
    """Mail a text to the active users with these keys, with a link to a path in the admin, or to the page there."""
    users = get_user_model().objects.filter(pk__in=[key for key in keys if key], is_active=True).exclude(email="")
    addresses = sorted(users.values_list("email", flat=True))
    if page is not None and path is None:
        path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if path is not None:
        text = f"{text}\n\n{settings.WAGTAILADMIN_BASE_URL}{path}"
    for address in addresses:
        transaction.on_commit(partial(_send, subject, text, address), robust=True)


def tell_group(name, subject, text, page=None, path=None, leave_out=()):
    """Mail a text to everyone in a group, but for those with the keys in `leave_out`, who were told already."""
    users = get_user_model().objects.filter(groups__name=name).exclude(pk__in=leave_out)
    tell(users.values_list("pk", flat=True), subject, text, page, path)


def _send(subject, text, address):
    try:
        send_mail(" ".join(subject.split()), text, None, [address])
    except OSError:
        logger.exception("A mail could not be sent.")
