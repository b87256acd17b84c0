"""Fills in and publishes the clinic spotlights of the demonstration."""

import json
from datetime import time
from decimal import Decimal

from blog.clinic_choices import Day
from blog.markdown import read
from blog.models import (
    AuthorProfile,
    ClinicCondition,
    ClinicIndex,
    ClinicLicence,
    ClinicOpening,
    ClinicPrice,
    ClinicSpotlight,
    ClinicTreatment,
    Topic,
)
from home.demonstration.approval import publish
from home.demonstration.pages import draft, moment, picture, reviewer_for, tag

PLAIN = (
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "latitude",
    "longitude",
    "phone",
    "website",
    "email",
    "time_zone",
    "telehealth",
    "accepting_new_patients",
    "emergency_equipment",
    "accessibility",
    "languages",
    "insurance_as_of",
    "commercial_relationship",
    "sponsor_name",
    "disclosure",
)


def draft_clinic(record):
    """Make the draft of a clinic spotlight."""
    owner = AuthorProfile.objects.get(slug=record["authors"][0]).user
    draft(
        ClinicIndex.objects.get(),
        ClinicSpotlight,
        record["slug"],
        record["title"],
        record["summary"],
        owner=owner,
        clinic_name=record["clinic"]["name"],
        body="[]",
    )


def publish_clinic(record, resolver):
    """Fill in and publish one clinic spotlight."""
    page = ClinicSpotlight.objects.get(slug=record["slug"])
    if page.live:
        return
    facts = record["clinic"]
    for name in PLAIN:
        value = facts.get(name)
        if value is not None:
            setattr(page, name, Decimal(str(value)) if isinstance(value, float) else value)
    page.insurance_plans = "\n".join(facts.get("insurance") or [])
    director = facts.get("medical_director") or {}
    page.medical_director_name = director.get("name", "")
    page.medical_director_credential = director.get("credential", "")
    page.openings = [
        ClinicOpening(
            day=Day[span["day"].upper()],
            opens=time.fromisoformat(span["opens"]),
            closes=time.fromisoformat(span["closes"]),
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
    page.picture = picture(record.get("picture"))
    page.body = json.dumps(read(record["body"], resolver).body)
    tag(page, record)
    publish(page, page.owner, reviewer_for(record["topics"]), moment(record["published"]))


def _treatment(number, offer):
    return ClinicTreatment(
        treatment=Topic.objects.get(slug=offer["treatment"]),
        label=offer.get("label") or "",
        route=offer["route"],
        setting=offer["setting"],
        monitoring_minutes=offer.get("monitoring_minutes"),
        rems_certified=offer.get("rems_certified") or None,
        rems_checked_on=offer.get("rems_checked_on"),
        sort_order=number,
    )


def _price(number, price):
    return ClinicPrice(
        item=price["item"],
        amount_from=price["from"],
        amount_to=price.get("to"),
        currency=price["currency"],
        unit=price.get("unit") or "",
        as_of=price["as_of"],
        sort_order=number,
    )


def _licence(number, licence):
    return ClinicLicence(
        kind=licence["kind"],
        number=str(licence["number"]),
        authority=licence["authority"],
        region=licence.get("region") or "",
        valid_until=licence["valid_until"],
        checked_on=licence.get("checked_on"),
        sort_order=number,
    )
