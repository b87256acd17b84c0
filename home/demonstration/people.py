"""Fills in and publishes the author profiles of the demonstration."""

from blog.models import (
    AuthorCredential,
    AuthorExpertise,
    AuthorInterest,
    AuthorLink,
    AuthorProfile,
    AuthorReviewScope,
    Topic,
)
from home.demonstration.approval import publish
from home.demonstration.pages import picture


def publish_author(person):
    """Fill in and publish one profile."""
    profile = AuthorProfile.objects.get(slug=person["slug"])
    if profile.live:
        return
    profile.role_line = person["role_line"]
    profile.biography = f"<p>{person['biography'].strip()}</p>"
    profile.picture = picture(person.get("portrait"))
    profile.is_medical_reviewer = person["is_medical_reviewer"]
    profile.credentials = [
        AuthorCredential(
            degree=credential["degree"],
            authority=credential.get("authority") or "",
            licence_number=credential.get("licence_number") or "",
            verified_on=credential.get("verified_on"),
            expires_on=credential.get("expires_on"),
            sort_order=number,
        )
        for number, credential in enumerate(person["credentials"])
    ]
    profile.expertise_topics = _topics(AuthorExpertise, person["expertise"])
    profile.scope_topics = _topics(AuthorReviewScope, person["review_scope"])
    profile.interests = [
        AuthorInterest(statement=interest["statement"], declared_on=interest["date"], sort_order=number)
        for number, interest in enumerate(person["conflicts_of_interest"])
    ]
    profile.links = [
        AuthorLink(label=link["label"], url=link["url"], sort_order=number)
        for number, link in enumerate(person["links"])
    ]
    publish(profile, profile.owner)


def _topics(model, slugs):
    return [model(topic=Topic.objects.get(slug=slug), sort_order=number) for number, slug in enumerate(slugs)]
