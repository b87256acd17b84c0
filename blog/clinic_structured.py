"""What clinics and their spotlights say in JSON-LD: the checked facts, and the story, labelled where somebody pays.

Facts that readers no longer see, because nobody checked them for too long, are not given to machines either. Never a
rating: nobody rates clinics here.
"""

from datetime import time

from blog.clinic_checks import Group
from blog.clinic_choices import CommercialStatus
from blog.structured import review, story, topic
from pages.structured import clean

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def facts(graph, page):
    """Return the nodes of a clinic's own page: the page, and the clinic that it is about."""
    place = clinic(graph, page, graph.url)
    return [graph.page(page, "MedicalWebPage", mainEntity={"@id": place["@id"]}, **review(graph, page)), place]


def spotlight(graph, context, page):
    """Return the nodes of a story about a clinic, whose facts stand at the clinic's own page."""
    more, nodes = {}, []
    place = context.get("clinic")
    if place is not None:
        address = graph.address_of(place)
        nodes = [clean({"@type": "MedicalClinic", "@id": f"{address}#clinic", "name": place.title, "url": address})]
        more["about"] = [{"@id": nodes[0]["@id"]}, *(topic(graph, each) for each in page.topics)]
    kind = "Article"
    if page.commercial_status == CommercialStatus.SPONSORED:
        kind = "AdvertiserContentArticle"
        more["sponsor"] = {"@type": "Organization", "name": page.sponsor_name or (place.title if place else "")}
    return [*story(graph, context, page, kind, **more), *nodes]


def clinic(graph, page, address):
    """Return the node of a clinic with everything that its page at `address` shows."""
    shown = {group: page.checks[group].is_shown for group in Group}
    return clean(
        {
            "@type": "MedicalClinic",
            "@id": f"{address}#clinic",
            "name": page.title,
            "legalName": page.legal_name,
            "alternateName": page.names[1:],
            "description": page.summary,
            "url": page.website or address,
            "mainEntityOfPage": {"@id": address},
            "telephone": page.phone,
            "email": page.email,
            "image": graph.picture(page.picture) if page.picture else None,
            "address": _address(page),
            "geo": _place(page),
            **(_hours(page) if shown[Group.HOURS] else {}),
            **(_treatments(graph, page) if shown[Group.TREATMENTS] else {}),
            **(_access(page) if shown[Group.ACCESS] else {}),
        }
    )


def _address(page):
    return clean(
        {
            "@type": "PostalAddress",
            "streetAddress": page.street,
            "addressLocality": page.city,
            "addressRegion": page.region,
            "postalCode": page.postal_code,
            "addressCountry": page.country,
        }
    )


def _place(page):
    if page.latitude is None or page.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": float(page.latitude), "longitude": float(page.longitude)}


def _hours(page):
    spans = [span for row in page.opening_hours_table for span in row["spans"] if not span.by_appointment]
    return {
        "openingHoursSpecification": [_opening(span) for span in spans],
        "specialOpeningHoursSpecification": [each for notice in page.hours_notices for each in _special(notice)],
    }


def _opening(opening):
    return clean(
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": DAYS[opening.day - 1],
            "opens": f"{opening.opens:%H:%M}",
            "closes": f"{opening.closes:%H:%M}",
            "validFrom": opening.valid_from.isoformat() if opening.valid_from else "",
            "validThrough": opening.valid_through.isoformat() if opening.valid_through else "",
        }
    )


def _special(notice):
    """Return the hours of days on which the usual ones do not hold; closed is 00:00 to 00:00, as Google reads it."""
    if not notice.is_certain:
        return
    days = {"validFrom": notice.first.isoformat(), "validThrough": notice.last.isoformat()}
    for opens, closes in [(span.opens, span.closes) for span in notice.spans] or [(time.min, time.min)]:
        yield {"@type": "OpeningHoursSpecification", "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}", **days}


def _treatments(graph, page):
    offers = page.treatments_offered
    return {
        "availableService": [
            clean(
                {
                    "@type": "MedicalTherapy",
                    "name": offer.label or offer.topic.title,
                    "mainEntityOfPage": graph.address_of(offer.topic) if offer.topic else "",
                }
            )
            for offer in offers
        ]
    }


def _access(page):
    return {"isAcceptingNewPatients": page.accepting_new_patients, "knowsLanguage": page.languages}
