"""What a clinic spotlight says in JSON-LD: the story, labelled as advertising where it is, and the clinic's facts.

Never a rating: nobody rates clinics here.
"""

from blog.clinic_choices import CommercialRelationship
from blog.structured import story
from pages.structured import clean

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spotlight(graph, context, page):
    """Return the nodes of a spotlight."""
    place = clinic(graph, page)
    more = {"mentions": {"@id": place["@id"]}}
    kind = "Article"
    if page.commercial_relationship == CommercialRelationship.SPONSORED:
        kind = "AdvertiserContentArticle"
        more["sponsor"] = {"@type": "Organization", "name": page.sponsor_name or page.clinic_name}
    return [*story(graph, context, page, kind, **more), place]


def clinic(graph, page):
    """Return the node of the clinic."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": page.street,
        "addressLocality": page.city,
        "addressRegion": page.region,
        "postalCode": page.postal_code,
        "addressCountry": page.country,
    }
    return clean(
        {
            "@type": "MedicalClinic",
            "@id": f"{graph.url}#clinic",
            "name": page.clinic_name,
            "url": page.website,
            "telephone": page.phone,
            "email": page.email,
            "address": clean(address),
            "geo": _place(page),
            "openingHoursSpecification": [
                _opening(span) for row in page.opening_hours_table for span in row["spans"] if not span.by_appointment
            ],
            "availableService": [
                {"@type": "MedicalTherapy", "name": offer.label or offer.topic.title}
                for offer in page.treatments_offered
            ],
            "isAcceptingNewPatients": page.accepting_new_patients,
            "knowsLanguage": page.languages,
        }
    )


def _place(page):
    if page.latitude is None or page.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": float(page.latitude), "longitude": float(page.longitude)}


def _opening(opening):
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": DAYS[opening.day - 1],
        "opens": f"{opening.opens:%H:%M}",
        "closes": f"{opening.closes:%H:%M}",
    }
