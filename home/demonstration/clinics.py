"""Fills in and publishes the clinics of the demonstration and their stories.

A file holds a story; what stands under `clinic:` are the facts of its clinic, which becomes a page of its own. A clinic
whose file has no `body` has no story.
"""

import json
from datetime import date, time, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts import roles
from blog.clinic_checks import Group, columns
from blog.clinic_choices import CommercialRelationship, CommercialStatus, Day
from blog.markdown import read
from blog.models import (
    AuthorProfile,
    Clinic,
    ClinicCondition,
    ClinicIndex,
    ClinicLicence,
    ClinicOpening,
    ClinicPrice,
    ClinicSpotlight,
    ClinicTreatment,
    SpotlightIndex,
    Topic,
)
from editorial.ledger import public_name
from home.demonstration import accounts
from home.demonstration.approval import publish
from home.demonstration.pages import draft, moment, picture, reviewer_for, tag

PLAIN = (
    "legal_name",
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "latitude",
    "longitude",
    "geo_precision",
    "phone",
    "website",
    "email",
    "time_zone",
    "closed_on_holidays",
    "telehealth",
    "accepting_new_patients",
    "emergency_equipment",
    "accessibility",
    "languages",
    "insurance_as_of",
)
LISTS = {
    "other_names": "other_names",
    "insurance_plans": "insurance",
    "exclusions": "exclusions",
    "states_served": "states_served",
}
SOURCE = "The clinic's answers to our questions (fictional)"
# Until then the days in the files stand as they are.
WRITTEN_UNTIL = date(2026, 12, 31)
# Files say “sponsored” of the story; the clinic is then a client.
STATUS = {"none": CommercialStatus.EDITORIAL}


def draft_clinic(record):
    """Make the drafts of a clinic and of its story."""
    facts = record["clinic"]
    clinic = draft(
        ClinicIndex.objects.get(),
        Clinic,
        record["slug"],
        facts["name"],
        facts["summary"],
        owner=accounts.in_role(roles.CLINIC_DATA),
        street=facts["street"],
        city=facts["city"],
    )
    if record.get("body"):
        draft(
            SpotlightIndex.objects.get(),
            ClinicSpotlight,
            record["slug"],
            record["title"],
            record["summary"],
            owner=AuthorProfile.objects.get(slug=record["authors"][0]).user,
            clinic=clinic,
            commercial_status=_status(facts),
            body="[]",
        )


def publish_clinic(record, resolver):
    """Fill in and publish one clinic, then its story."""
    clinic = Clinic.objects.get(slug=record["slug"])
    if not clinic.live:
        _fill_in(clinic, record)
        publish(clinic, clinic.owner, when=moment(record["published"]))
    story = ClinicSpotlight.objects.filter(slug=record["slug"]).first()
    if story is not None and not story.live:
        _fill_in_story(story, record, resolver)
        publish(story, story.owner, reviewer_for(record["topics"]), moment(record["published"]))


def leave_drafts(record, resolver):
    """Fill in a clinic and its story and leave both as drafts: they are there for the checks to find fault with.

    A clinic with a day of publication is published; then only its story is refused.
    """
    draft_clinic(record)
    clinic = Clinic.objects.get(slug=record["slug"])
    story = ClinicSpotlight.objects.get(slug=record["slug"])
    if story.latest_revision_id:
        return
    _fill_in(clinic, record)
    if record.get("published"):
        publish(clinic, clinic.owner, when=moment(record["published"]))
    else:
        clinic.save_revision(user=clinic.owner)
    _fill_in_story(story, record, resolver)
    story.save_revision(user=story.owner)


def _status(facts):
    said = facts.get("commercial_status") or facts.get("commercial_relationship")
    return STATUS.get(said, said)


def _fill_in_story(story, record, resolver):
    facts = record["clinic"]
    story.commercial_status, story.sponsor_name = _status(facts), facts.get("sponsor_name") or ""
    story.sponsor_saw_text = bool(facts.get("sponsor_saw_text", "saw the text" in (facts.get("disclosure") or "")))
    story.picture = picture(record.get("picture"))
    story.body = json.dumps(read(record["body"], resolver).body)
    tag(story, record)


def _fill_in(page, record):
    facts = record["clinic"]
    page.picture = picture(record.get("picture"))
    for name in PLAIN:
        value = facts.get(name)
        if value is not None:
            setattr(page, name, Decimal(str(value)) if isinstance(value, float) else value)
    for name, key in LISTS.items():
        setattr(page, name, "\n".join(facts.get(key) or []))
    page.insurance_as_of = checked(page.insurance_as_of)
    if _status(facts) != CommercialStatus.EDITORIAL:
        page.commercial_relationship = CommercialRelationship.CLIENT
    director = facts.get("medical_director") or {}
    page.medical_director_name = director.get("name", "")
    page.medical_director_credential = director.get("credential", "")
    _fill_in_checks(page, facts)
    page.openings = [
        ClinicOpening(
            day=Day[span["day"].upper()],
            opens=time.fromisoformat(span["opens"]),
            closes=time.fromisoformat(span["closes"]),
            closes_next_day=bool(span.get("closes_next_day")),
            valid_from=span.get("valid_from"),
            valid_through=span.get("valid_through"),
            by_appointment=bool(span.get("by_appointment")),
            sort_order=number,
        )
        for number, span in enumerate(facts["opening_hours"])
    ]
    page.treatments = [_treatment(number, offer) for number, offer in enumerate(facts["treatments"])]
    page.condition_topics = [
        ClinicCondition(topic=Topic.objects.get(slug=slug), sort_order=number)
        for number, slug in enumerate(facts["conditions"])
    ]
    page.price_list = [_price(number, price) for number, price in enumerate(facts["prices"])]
    page.licence_list = [_licence(number, licence) for number, licence in enumerate(facts["licences"])]


def _fill_in_checks(page, facts):
    """Put down who checked what: `checked: {prices: {source: …, on: …}}`, else when the licences were looked at."""
    usual = max(licence["checked_on"] for licence in facts["licences"])
    for group in Group:
        said = (facts.get("checked") or {}).get(group.value) or {}
        source, day, person = columns(group)
        setattr(page, source, said.get("source") or SOURCE)
        setattr(page, day, checked(said.get("on") or usual))
        setattr(page, person, public_name(page.owner))


def checked(day):
    """Return the day on which the demonstration says it looked at a clinic's facts, or None.

    The days in the files are of the autumn of 2026. Loaded in a later year they would all be too old to be published,
    so they move on with the calendar.
    """
    return day and day + max(timezone.localdate() - WRITTEN_UNTIL, timedelta(0))


def _treatment(number, offer):
    return ClinicTreatment(
        treatment=Topic.objects.get(slug=offer["treatment"]),
        label=offer.get("label") or "",
        route=offer["route"],
        setting=offer["setting"],
        monitoring_minutes=offer.get("monitoring_minutes"),
        monitoring=offer.get("monitoring") or "",
        rems_certified=offer.get("rems_certified") or None,
        rems_checked_on=checked(offer.get("rems_checked_on")),
        sort_order=number,
    )


def _price(number, price):
    return ClinicPrice(
        item=price["item"],
        amount_from=price["from"],
        amount_to=price.get("to"),
        currency=price["currency"],
        unit=price.get("unit") or "",
        as_of=checked(price["as_of"]),
        sort_order=number,
    )


def _licence(number, licence):
    return ClinicLicence(
        kind=licence["kind"],
        number=str(licence["number"]),
        authority=licence["authority"],
        region=licence.get("region") or "",
        valid_until=licence["valid_until"],
        checked_on=checked(licence.get("checked_on")),
        evidence_url=licence.get("evidence_url") or "",
        sort_order=number,
    )
