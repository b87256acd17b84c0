"""What checks must know of a clinic, or of the clinic that a story is about, as plain values."""

from django.utils import timezone

from blog.clinic_checks import Group, State
from blog.models import Clinic
from blog.models.clinic import lines


def facts_of_clinic(content):
    """Return the facts of a clinic or of a story's clinic; None for a story that names none yet.

    {"country", "country_name", "live", "in_order", "lacking": [labels of missing facts], "checks": [{"label", "state",
    "has_source"}], "undated": [what prices without a day are for], "words": [texts that readers see], "treatments":
    [{"name", "has_label", "slug", "route", "setting", "certified", "watched"}], "paid": None or {"status", "sponsor",
    "is_over"} of a story}
    """
    is_story = not isinstance(content, Clinic)
    clinic = content.known_clinic if is_story else content
    if clinic is None:
        return None
    offers = list(clinic.treatments.all())
    return {
        "country": clinic.country,
        "country_name": str(clinic.country_name),
        "live": clinic.live,
        "in_order": clinic.is_in_order,
        "lacking": [] if is_story else _lacking(clinic),
        "checks": [] if is_story else _checks(clinic),
        "undated": [] if is_story else [price.item for price in clinic.price_list.all() if price.as_of is None],
        "words": [] if is_story else _words(clinic),
        "treatments": [
            {
                "name": str(offer),
                "has_label": bool(offer.label),
                "slug": offer.treatment.slug,
                "route": offer.route,
                "setting": offer.setting,
                "certified": bool(offer.rems_certified and offer.rems_checked_on),
                "watched": bool(offer.monitoring or offer.monitoring_minutes),
            }
            for offer in offers
            if offer.treatment_id
        ],
        "paid": _paid(content) if is_story else None,
    }


def _words(clinic):
    words = [clinic.title, clinic.summary, clinic.legal_name, *lines(clinic.other_names), *lines(clinic.exclusions)]
    words += [price.item for price in clinic.price_list.all()]
    for offer in clinic.treatments.all():
        words += [offer.label, offer.monitoring]
    return [text for text in words if text]


def _lacking(clinic):
    today = timezone.localdate()
    wanted = [
        (Clinic._meta.get_field("street").verbose_name, clinic.street),
        (Clinic._meta.get_field("city").verbose_name, clinic.city),
        (Clinic._meta.get_field("region").verbose_name, clinic.region or clinic.country not in ("US", "CA", "AU")),
        (Clinic._meta.get_field("medical_director_name").verbose_name, clinic.medical_director_name),
        (Clinic._meta.get_field("website").verbose_name, clinic.website or clinic.phone),
        (clinic.treatments.model._meta.verbose_name, clinic.treatments.all()),
        (
            clinic.licence_list.model._meta.verbose_name,
            clinic.licence_list.all()
            and all(each.valid_until and each.valid_until >= today for each in clinic.licence_list.all()),
        ),
    ]
    return [str(label) for label, value in wanted if not value]


def _checks(clinic):
    return [
        {"label": str(check.label), "state": str(check.state), "has_source": bool(check.source)}
        for check in (clinic.check_of(group) for group in Group)
        if clinic.has_facts(check.group) or check.state != State.MISSING
    ]


def _paid(story):
    return {
        "status": story.commercial_status,
        "sponsor": story.sponsor_name,
        "is_over": story.is_paid_time_over,
    }
