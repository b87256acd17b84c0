"""The values that a clinic's facts may take."""

from decimal import Decimal
from zoneinfo import available_timezones

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Telehealth(models.TextChoices):
    """What the clinic does by video."""

    NONE = "none", _("Nothing")
    SCREENING = "screening", _("First conversation")
    FOLLOW_UP = "follow_up", _("Follow-up appointments")
    TREATMENT = "treatment", _("Treatment at home")


class CommercialRelationship(models.TextChoices):
    """Whether the publication earns money from a clinic, or did."""

    NONE = "none", _("None")
    CLIENT = "client", _("Client: it pays us")
    PAST_CLIENT = "past_client", _("Past client: it paid us once")


def commercial_label(relationship):
    """Return the label that readers see first; it is made here and cannot be typed. Empty where nobody pays."""
    return {
        CommercialRelationship.CLIENT: gettext("Advertising client: this clinic pays us"),
        CommercialRelationship.PAST_CLIENT: gettext("This clinic was an advertising client of ours"),
    }.get(relationship, "")


class CommercialStatus(models.TextChoices):
    """Whether somebody paid for a story about a clinic."""

    EDITORIAL = "editorial", _("Editorial: nobody paid for it")
    SPONSORED = "sponsored", _("Sponsored: somebody paid for the page")
    AFFILIATE = "affiliate", _("Affiliate: we may earn money from bookings")


class GeoPrecision(models.TextChoices):
    """How exactly a place is known."""

    EXACT = "exact", _("The building")
    STREET = "street", _("The street")
    POSTCODE = "postcode", _("The postal code")
    TOWN = "town", _("The town")


class Day(models.IntegerChoices):
    """The days of the week, as ISO 8601 counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Route(models.TextChoices):
    """How a treatment enters the body."""

    INTRAVENOUS = "intravenous", _("Into a vein")
    INTRAMUSCULAR = "intramuscular", _("Into a muscle")
    SUBCUTANEOUS = "subcutaneous", _("Under the skin")
    NASAL = "nasal", _("Nasal spray")
    SUBLINGUAL = "sublingual", _("Under the tongue")
    ORAL = "oral", _("By mouth")
    NONE = "none", _("No medicine")


class Setting(models.TextChoices):
    """Where a treatment is given."""

    CLINIC = "clinic", _("In the clinic")
    HOSPITAL = "hospital", _("In a hospital")
    HOME = "home", _("At home")
    VIDEO = "video", _("By video")


class LicenceKind(models.TextChoices):
    """What a licence covers."""

    FACILITY = "facility", _("Facility")
    PRESCRIBER = "prescriber", _("Prescriber")


# Where medicines on prescription may not be advertised to the public: Human Medicines Regulations 2012; CAP Code 12.12.
NO_MEDICINES_IN_PUBLIC = frozenset(("GB",))
COUNTRIES = [
    ("AU", _("Australia")),
    ("CA", _("Canada")),
    ("DE", _("Germany")),
    ("ES", _("Spain")),
    ("FR", _("France")),
    ("GB", _("United Kingdom")),
    ("IE", _("Ireland")),
    ("NL", _("Netherlands")),
    ("NZ", _("New Zealand")),
    ("US", _("United States")),
]

ACCESSIBILITY = [
    ("step_free", _("Step-free entrance")),
    ("accessible_toilet", _("Accessible toilet")),
    ("hearing_loop", _("Hearing loop")),
    ("parking", _("Accessible parking")),
    ("quiet_room", _("Quiet waiting room")),
    ("sign_language", _("Sign language on request")),
    ("large_print", _("Large-print forms")),
]

LANGUAGES = [
    ("ar", _("Arabic")),
    ("de", _("German")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("hi", _("Hindi")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("so", _("Somali")),
    ("tl", _("Tagalog")),
    ("vi", _("Vietnamese")),
    ("zh", _("Chinese")),
]

CURRENCIES = [("AUD", "AUD"), ("CAD", "CAD"), ("EUR", "EUR"), ("GBP", "GBP"), ("NZD", "NZD"), ("USD", "USD")]
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}

# Names of places are the same in every language that the admin speaks.
US_STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}

REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def time_zones():
    """Return the named time zones of the world as choices, in alphabetical order."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if name.startswith(REGIONS)]


def labels(pairs, values):
    """Return the labels of the chosen values in the order of the choices."""
    return [label for value, label in pairs if value in (values or [])]


def region_name(country, region):
    """Return a region as readers know it: "KS" in the US is "Kansas"; other texts come back as they are."""
    return US_STATES.get(region, region) if country == "US" else region


def phone_display(phone):
    """Write a number as its country does: "+13165550142" -> "(316) 555-0142"; others keep the international form.

    British numbers are grouped as Ofcom writes them: "+442079460861" -> "+44 20 7946 0861".
    """
    if phone.startswith("+1") and len(phone) == 12:
        return f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}"
    if phone.startswith("+442") and len(phone) == 13:
        return f"+44 {phone[3:5]} {phone[5:9]} {phone[9:]}"
    if phone.startswith("+44") and len(phone) == 13:
        return f"+44 {phone[3:7]} {phone[7:]}"
    return phone


def money(amount, currency):
    """Write an amount as readers write it: 450.00 and "USD" give "$450"."""
    amount = Decimal(amount)
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{SIGNS[currency]}{text}" if currency in SIGNS else f"{text} {currency}"
