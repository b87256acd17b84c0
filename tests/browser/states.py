"""Readers' pages in the states that a sample of everything in order does not show."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from blog.citations import citation
from editorial.models import Correction, PublicationRecord
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    ReferenceFactory,
    SpotlightFactory,
    TopicFactory,
    body,
)
from tests.publishing import put_live

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and psychoneuroendocrinological"


def publish_states():
    """Publish pages that are empty, long, overdue, sponsored, corrected, retracted, demonstration or out of date.

    Return their addresses by name, with those of readers' forms.
    """
    empty = TopicFactory(title="A topic about which nothing was written")
    nobody = AuthorFactory(title="Nobody Wrote")
    author = AuthorFactory(title=f"Dr {LONG}", summary=LONG)
    long = ArticleFactory(
        title=f"{LONG} {LONG}"[:255],
        summary=f"{LONG} {LONG}",
        authors=[author],
        topics=[TopicFactory(title=LONG[:90])],
        body=body(("heading", {"text": LONG, "level": "h2"}), f"<p>{LONG * 5}</p>"),
    )
    overdue = ArticleFactory(title="Overdue for review")
    PublicationRecord.objects.filter(page=overdue).update(review_due=timezone.localdate() - timedelta(days=400))
    corrected = ArticleFactory(title="Corrected", live=False)
    corrected.corrections.add(
        Correction(corrected_on=date(2026, 5, 3), was_wrong="The age was wrong.", says_now="It says 18 now.")
    )
    source = ReferenceFactory(title="A trial that was withdrawn", is_retracted=True)
    retracted = ArticleFactory(
        title="Cites a retracted paper", body=body(f"<p>Retracted since: {citation(source)}</p>")
    )
    sponsored = SpotlightFactory(title="Paid for", commercial_status="sponsored", sponsor_name="River Holdings")
    client = ClinicFactory(title="Pays us", commercial_relationship="client", latitude="37.69", longitude="-97.33")
    stale = ClinicFactory(
        title="Not checked lately", city="Tulsa", hours_checked_on=timezone.localdate() - timedelta(days=100)
    )
    return {
        "empty topic": empty.url,
        "author of nothing": nobody.url,
        "long words": long.url,
        "author with a long name": author.url,
        "overdue": overdue.url,
        "corrected": put_live(corrected).url,
        "retracted": retracted.url,
        "demonstration": ArticleFactory(title="Invented", is_demo=True).url,
        "sponsored": sponsored.url,
        "clinic that pays": client.url,
        "stale clinic": stale.url,
        "directory near a place": "/clinics/?near=Wichita",
        "directory near nowhere": "/clinics/?near=Wichitta",
        "directory near a ZIP code of nowhere": "/clinics/?near=00000",
        "suggest a correction": f"{client.url}suggest/",
        "claim a clinic": f"{client.url}claim/",
        "report an error": reverse("feedback_report", args=[long.pk]),
        "search for help": "/search/?q=suicide",
    }
