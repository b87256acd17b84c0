"""The filters of the directory of clinics.

Two queries read what the listed clinics offer, whatever their number; each choice then stands for a set of keys.
What a check no longer covers is not offered: a clinic is not found by insurance that nobody looked at for half a year.
"""

from collections import Counter
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog import clinic_choices as choices
from blog.clinic_checks import INTERVALS, Group
from blog.clinic_spots import town_key, town_label
from blog.clinics_open import open_now
from blog.models.clinic import lines
from blog.models.clinic_facts import ClinicPrice, ClinicTreatment
from blog.models.topic import Topic
from delivery.kept import recording
from pages.facets import Facet, Option

COLUMNS = ("pk", "city", "country", "region", "telehealth", "accessibility", "languages", "insurance_plans")
DAYS = tuple(f"{group}_checked_on" for group in Group)


class Choices:
    """The choices of one filter: value, label, and the keys of the clinics that fit."""

    def __init__(self, name, label):
        """Start without choices."""
        self.name, self.label, self.labels, self.keys = name, label, {}, {}

    def add(self, value, label, key):
        """Note that a clinic fits a choice."""
        self.labels.setdefault(value, str(label))
        self.keys.setdefault(value, set()).add(key)

    def facet(self):
        """Return the facet, choices by label."""
        options = sorted(self.labels.items(), key=lambda pair: pair[1])
        return Facet(
            self.name,
            self.label,
            [Option(value, label) for value, label in options],
            lambda clinics, value: clinics.filter(pk__in=self.keys[value]),
        )


class Towns(Facet):
    """The towns that a marker of the map stands for: several values, parted by commas. It offers no choices itself.

    `countries`: the countries that have listed clinics, those with the most first.
    """

    separator = ","

    def __init__(self):
        """Start without towns."""
        super().__init__("town", _("Town"), [], self._narrow)
        self.labels, self.keys, self.clinics_by_country = {}, {}, Counter()

    def add(self, row):
        """Note where a clinic is."""
        key = town_key(row["city"], row["region"], row["country"])
        self.labels.setdefault(key, town_label(row["city"], row["region"], row["country"]))
        self.keys.setdefault(key, set()).add(row["pk"])
        self.clinics_by_country[row["country"]] += 1

    @property
    def countries(self):
        """The codes of the countries."""
        return [country for country, _number in self.clinics_by_country.most_common()]

    @property
    def has_clinics(self):
        """Whether the directory lists any."""
        return bool(self.keys)

    def read(self, params):
        """Take the towns from the address; those that have no clinic any more are left out, if others remain."""
        value = params.get(self.name, "")
        known = [key for key in value.split(self.separator) if key in self.keys]
        if not value:
            return
        if not known:
            super().read(params)
        self.selected = Option(self.separator.join(known), self._words(known), selected=True)

    def _words(self, keys):
        if len(keys) == 1:
            return self.labels[keys[0]]
        return ngettext("%(town)s and %(count)d more town", "%(town)s and %(count)d more towns", len(keys) - 1) % {
            "town": self.labels[keys[0]],
            "count": len(keys) - 1,
        }

    def _narrow(self, clinics, value):
        keys = set().union(*(self.keys[key] for key in value.split(self.separator)))
        return clinics.filter(pk__in=keys)


def clinic_facets(listed):
    """Return the facets for a queryset of clinics that readers see; the last is Towns."""
    today, towns = timezone.localdate(), Towns()
    found = {
        name: Choices(name, label)
        for name, label in (
            ("state", _("State")),
            ("open", _("Opening hours")),
            ("treatment", _("Treatment")),
            ("route", _("Route")),
            ("insurance", _("Insurance")),
            ("telehealth", _("By video")),
            ("access", _("Access")),
            ("language", _("Language")),
            ("price", _("Price")),
            ("verified", _("Checked")),
        )
    }
    shown = {}
    for row in listed.values(*COLUMNS, *DAYS):
        shown[row["pk"]] = _shown_groups(row, today)
        _add_row(found, row, shown[row["pk"]], today)
        towns.add(row)
    if any(Group.HOURS in groups for groups in shown.values()):  # offered at night too, when it finds none
        found["open"].labels["now"] = _("Open now")
        now = timezone.now()
        found["open"].keys["now"] = open_now(listed, now)
        recording.shown_until(now.replace(second=0, microsecond=0) + timedelta(minutes=1))
    _add_treatments(found, shown)
    _add_prices(found, shown, today)
    return [*(each.facet() for each in found.values()), towns]


def _shown_groups(row, today):
    return {
        group
        for group in Group
        if (day := row[f"{group}_checked_on"]) and (today - day).days <= INTERVALS[group].hidden
    }


def _add_row(found, row, shown, today):
    key = row["pk"]
    if row["region"]:
        found["state"].add(row["region"], choices.region_name(row["country"], row["region"]), key)
    if Group.INSURANCE in shown:
        for plan in lines(row["insurance_plans"]):
            found["insurance"].add(slugify(plan), plan, key)
    if Group.ACCESS in shown:
        if row["telehealth"] != choices.Telehealth.NONE:
            found["telehealth"].add(row["telehealth"], choices.Telehealth(row["telehealth"]).label, key)
        for name, pairs, values in (
            ("access", choices.ACCESSIBILITY, row["accessibility"]),
            ("language", choices.LANGUAGES, row["languages"]),
        ):
            for value, label in pairs:
                if value in (values or ()):
                    found[name].add(value, label, key)
    usual = [group for group in Group if group not in (Group.PRICES, Group.INSURANCE)]
    days = [row[f"{group}_checked_on"] for group in usual]
    if None not in days and all(today - day <= timedelta(days=INTERVALS[Group.IDENTITY].stale) for day in days):
        found["verified"].add("lately", _("All of it in the last 90 days"), key)


def _add_treatments(found, shown):
    offers = ClinicTreatment.objects.filter(
        clinic__in=[key for key, groups in shown.items() if Group.TREATMENTS in groups]
    )
    public = dict(Topic.objects.published().filter(pk__in=offers.values("treatment")).values_list("pk", "title"))
    columns = ("clinic", "clinic__country", "treatment", "treatment__slug", "route")
    for key, country, topic, slug, route in offers.values_list(*columns):
        if topic in public and country not in choices.NO_MEDICINES_IN_PUBLIC:
            found["treatment"].add(slug, public[topic], key)
        found["route"].add(route, choices.Route(route).label, key)


def _add_prices(found, shown, today):
    oldest = today - timedelta(days=INTERVALS[Group.PRICES].hidden)
    clinics = [key for key, groups in shown.items() if Group.PRICES in groups]
    known = ClinicPrice.objects.filter(clinic__in=clinics, as_of__gte=oldest)
    for key in known.values_list("clinic", flat=True):
        found["price"].add("known", _("Prices known"), key)
