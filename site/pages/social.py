"""The picture that stands for a page in social networks: what it says, and the name that follows from it.

The name is a digest of everything that the picture shows, so that a picture never has to be dropped: a page with
another title has a picture with another name. `pages.social_drawing` draws it, `pages.social_files` keeps it.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

VERSION = 1  # of the drawing: one higher, and every picture is made anew
WIDTH, HEIGHT = 1200, 630  # pixels; what the networks ask for
MEDIA_TYPE = "image/png"


@dataclass(frozen=True)
class SocialCard:
    """The words of one picture. `label`: of advertising; `notice`: of demonstration content; both may be empty."""

    title: str
    kind: str
    publication: str
    label: str = ""
    notice: str = ""

    @property
    def digest(self):
        """32 hexadecimal digits that stand for all words and for the way they are drawn."""
        shown = json.dumps([VERSION, asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()[:32]

    @property
    def words(self):
        """Everything the picture says, for readers who cannot see it."""
        return " – ".join(filter(None, (self.label, self.notice, self.kind, self.title, self.publication)))


def card_of(page, publisher):
    """Return the SocialCard of a page of its specific type. Asks nothing of the database."""
    return SocialCard(
        title=" ".join((page.social_title or page.get_public_title(publisher)).split()),
        kind=str(page.card_kind),
        publication=publisher.name,
        label=page.commercial_label,
        notice=_("Demonstration content") if page.is_demo else "",
    )


def image_of(page, publisher):
    """Return {url, width, height, type, alt} of a page's picture; None for a page that was never saved."""
    if not page.pk:
        return None
    card = card_of(page, publisher)
    return {
        "url": urljoin(publisher.address, reverse("social_picture", args=[page.pk, card.digest])),
        "width": WIDTH,
        "height": HEIGHT,
        "type": MEDIA_TYPE,
        "alt": card.words,
    }
