"""What searches know of a clinic: the facts that readers see today, in words, and until when they see them.

As in the directory, what nobody checked for too long is not there, and where medicines may not be advertised to the
public no medicine is named.
"""

from datetime import timedelta

from django.utils.text import slugify
from django.utils.translation import gettext as _

from blog import clinic_choices as choices
from blog.clinic_checks import INTERVALS, Group
from blog.search_texts import named
from pages.search_document import FacetValue, Section


def facts(document, clinic):
    """Add to a clinic's document its names, its place and its facts."""
    shown = {group for group in Group if clinic.checks[group].is_shown}
    offers = clinic.treatments_offered if Group.TREATMENTS in shown else []
    conditions = clinic.conditions if Group.TREATMENTS in shown else []
    document.names = clinic.names[1:]
    document.keywords = [
        clinic.place,
        f"{clinic.city} {clinic.region} {clinic.postal_code}",
        clinic.country_name,
        *(offer.topic.title if offer.topic else offer.label for offer in offers),
        *(topic.title for topic in conditions),
    ]
    document.sections = [section for section in _sections(clinic, shown, offers) if section.text]
    document.facets |= _facets(clinic, shown, offers)
    document.fresh_until = _fresh_until(clinic, shown)
    return document


def _sections(clinic, shown, offers):
    yield Section("contact", _("Address"), f"{clinic.street}, {clinic.place} {clinic.postal_code}".strip())
    yield Section("treatments", _("Treatments"), "\n".join(_offer(offer) for offer in offers))
    prices = (f"{price.item}: {price.amount_text} {price.unit}".strip() for price in clinic.prices)
    yield Section("prices", _("Prices"), "\n".join(prices))
    if Group.INSURANCE in shown:
        yield Section("prices", _("Insurance"), "\n".join(clinic.insurance))
    if Group.ACCESS in shown:
        lines = [*clinic.accessibility_labels, *clinic.language_names]
        if clinic.telehealth != choices.Telehealth.NONE:
            lines += [f"{_('By video')}: {clinic.get_telehealth_display()}", *clinic.states_served_names]
        yield Section("glance", _("Access and languages"), "\n".join(map(str, lines)))


def _offer(offer):
    """The treatment's topic is a keyword, not a word of the text: it may be withdrawn before this is written anew."""
    return ", ".join(part for part in (offer.label, offer.get_route_display(), offer.get_setting_display()) if part)


def _facets(clinic, shown, offers):
    found = {
        "treatment": list({offer.topic.pk: named(offer.topic) for offer in offers if offer.topic}.values()),
        "route": list({offer.route: FacetValue(offer.route, offer.get_route_display()) for offer in offers}.values()),
    }
    if clinic.region:
        found["state"] = [FacetValue(clinic.region, clinic.region_name)]
    if Group.INSURANCE in shown:
        found["insurance"] = [FacetValue(slugify(plan), plan) for plan in clinic.insurance]
    if Group.ACCESS in shown:
        if clinic.telehealth != choices.Telehealth.NONE:
            found["telehealth"] = [FacetValue(clinic.telehealth, clinic.get_telehealth_display())]
        for name, pairs, values in (
            ("access", choices.ACCESSIBILITY, clinic.accessibility),
            ("language", choices.LANGUAGES, clinic.languages),
        ):
            found[name] = [FacetValue(value, str(label)) for value, label in pairs if value in (values or ())]
    if clinic.prices:
        found["price"] = [FacetValue("known", _("Prices known"))]
    return found


def _fresh_until(clinic, shown):
    """Return the last day on which all of it is shown: then a check is too old, or a price."""
    hidden = INTERVALS[Group.PRICES].hidden
    days = [clinic.check_of(group).checked_on + timedelta(days=INTERVALS[group].hidden) for group in shown]
    days += [price.as_of + timedelta(days=hidden) for price in clinic.prices]
    return min(days, default=None)
