"""Whose rows change with another content: pages are found by the names of their topics, authors and clinics."""

from blog.flags import public_page_keys
from blog.models import AuthorProfile, Clinic, RegulatoryStatus, SafetyInformation, Topic, VolatileFact

NAMED_ON_PAGES = (Topic, AuthorProfile, Clinic)
TOLD_ON_PAGES = (VolatileFact, SafetyInformation, RegulatoryStatus)


def pages_naming(page):
    """Return the keys of public pages whose rows have the names of a page; empty for types that lend no name."""
    if not isinstance(page, NAMED_ON_PAGES):
        return []
    return sorted(public_page_keys({page.pk}, type(page)).get(page.pk, ()))


def pages_telling(text):
    """Return the keys of public pages whose rows have the words of a centrally kept text: its users, and its hubs."""
    users = public_page_keys({text.pk}, type(text)).get(text.pk, set())
    hubs = {getattr(text, "treatment_id", None), getattr(text, "condition_id", None)} - {None}
    return sorted(users | hubs)
