"""Centrally kept texts for tests, published unless said otherwise."""

import json
from datetime import date

from blog.models import HarmReduction, RegulatoryStatus, SafetyInformation, UrgentHelp, VolatileFact
from blog.models.safety import TOPICS
from tests.publishing import put_live

DAY = date(2026, 11, 23)


def stream(*pairs):
    """Return StreamField data of (block name, value) pairs."""
    return json.dumps([{"type": name, "value": value} for name, value in pairs])


def safety_for(treatment, topics=None, live=True):
    """Return safety information on these topics (default: all)."""
    topics = [topic for topic, _label in TOPICS] if topics is None else topics
    text = SafetyInformation.objects.create(
        title=f"Safety of {treatment}",
        treatment=treatment,
        as_of=DAY,
        topics=stream(*(("item", {"topic": topic, "text": "<p>What is known.</p>"}) for topic in topics)),
        live=False,
    )
    return put_live(text) if live else text


def status_of(treatment, condition=None, *, live=True, **fields):
    """Return a row of regulatory status."""
    row = RegulatoryStatus.objects.create(
        **{
            "treatment": treatment,
            "condition": condition,
            "country": "US",
            "status": "off_label",
            "sentence": "Not approved for this use; doctors may prescribe it.",
            "source_url": "https://www.fda.gov/label",
            "as_of": DAY,
            "review_due": date(2027, 5, 23),
            "live": False,
            **fields,
        }
    )
    return put_live(row) if live else row


def harm_reduction_for(treatment, live=True):
    """Return harm-reduction information."""
    text = HarmReduction.objects.create(
        title="If you use ketamine",
        treatment=treatment,
        as_of=DAY,
        points=stream(("point", "<p>Never use it alone.</p>")),
        live=False,
    )
    return put_live(text) if live else text


def urgent_help(live=True):
    """Return the central text with urgent help."""
    # Every field, as an editor's form stores it: the seal is taken of the stored form.
    line = {"country": "US", "name": "988 Lifeline", "phone": "988", "text_line": "", "chat_url": "", "url": ""}
    line |= {"emergency": "911", "note": ""}
    text = UrgentHelp.objects.create(
        title="Help at once",
        introduction="<p>You are not alone.</p>",
        lines=stream(("line", line)),
        as_of=DAY,
        live=False,
    )
    return put_live(text) if live else text


def fact(name="Telemedicine rule", live=True, **fields):
    """Return a volatile fact."""
    found = VolatileFact.objects.create(
        **{
            "name": name,
            "text": "until 31 December 2026",
            "valid_until": date(2026, 12, 31),
            "source_url": "https://www.dea.gov/rule",
            "as_of": DAY,
            "live": False,
            **fields,
        }
    )
    return put_live(found) if live else found
