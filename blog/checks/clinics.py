"""Clinics and their stories: complete and checked facts, and advertising where the law and the reader allow it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.clinic_checks import State
from blog.clinic_choices import NO_MEDICINES_IN_PUBLIC
from editorial.checks.registry import Hit, Severity, check

CLINIC, STORY = ("blog.clinic",), ("blog.clinicspotlight",)
SAFETY = frozenset({"safety_information", "urgent_help", "harm_reduction"})


@check(
    "K1",
    gettext_lazy("A clinic's facts are whole and checked"),
    Severity.HARD,
    types=CLINIC,
    explanation=gettext_lazy(
        "Readers choose by these facts, so a clinic has an address, somebody who answers for it, a valid licence and at"
        " least one treatment. Each price has its day, and each group of facts a source and a day on which somebody"
        " looked."
    ),
)
def facts_whole(document):
    """Name what is missing, prices without a day, what nobody checked, and what was checked too long ago."""
    clinic = document.facts.get("clinic")
    if clinic is None:
        return
    for label in clinic["lacking"]:
        yield Hit(_("Missing: %(fact)s.") % {"fact": label}, document.title_passage, quote=label)
    for item in clinic["undated"]:
        message = _("“%(price)s”: write down the day of the price. Readers cannot tell whether it still holds.")
        yield Hit(message % {"price": item}, document.title_passage, quote=item)
    for each in clinic["checks"]:
        if each["state"] == State.MISSING or not each["has_source"]:
            message = _("“%(group)s”: write down the source and the day on which you checked it.")
        elif each["state"] != State.CURRENT:
            message = _("“%(group)s” was checked too long ago. Check it again.")
        else:
            continue
        yield Hit(message % {"group": each["label"]}, document.title_passage, quote=each["label"])


@check(
    "K2",
    gettext_lazy("Treatments are given as their labels ask"),
    Severity.HARD,
    types=CLINIC,
    explanation=gettext_lazy(
        "Esketamine spray may only be given in settings that are certified under the REMS, never at home, so a clinic"
        " lists it with its certification and the day we looked. Ketamine into a vein needs somebody who watches"
        " (labels of Spravato and Ketalar)."
    ),
)
def given_as_labelled(document):
    """Find esketamine without certification or at home, and infusions without a word on who watches."""
    for offer in (document.facts.get("clinic") or {}).get("treatments") or ():
        if offer["slug"] == "esketamine" and not offer["certified"]:
            message = _("“%(treatment)s” needs the REMS certification and the day on which you checked it.")
        elif offer["slug"] == "esketamine" and offer["setting"] in ("home", "video"):
            message = _("“%(treatment)s” is never given at home.")
        elif offer["slug"] == "ketamine" and offer["route"] == "intravenous" and not offer["watched"]:
            message = _("“%(treatment)s”: say how patients are watched, and for how long.")
        else:
            continue
        yield Hit(message % {"treatment": offer["name"]}, document.title_passage, quote=offer["name"])


@check(
    "K3",
    gettext_lazy("Stories keep to the law of the clinic's country"),
    Severity.HARD,
    types=STORY,
    explanation=gettext_lazy(
        "In the United Kingdom prescription medicines may not be advertised to the public (Human Medicines Regulations"
        " 2012; CAP Code 12.12). A British clinic can be listed in the directory; it has no spotlight."
    ),
)
def lawful_place(document):
    """Refuse stories about clinics in the United Kingdom."""
    clinic = document.facts.get("clinic")
    if clinic is not None and clinic["country"] in NO_MEDICINES_IN_PUBLIC:
        yield Hit(
            _("The clinic is in %(country)s, where the Human Medicines Regulations forbid this page.")
            % {"country": clinic["country_name"]},
            document.title_passage,
        )


@check(
    "K4",
    gettext_lazy("Stories say who paid, about a clinic that is listed"),
    Severity.HARD,
    types=STORY,
    explanation=gettext_lazy(
        "A story needs a clinic whose facts readers can see, and an answer to who pays. Where it is sponsored, the"
        " sponsor is named: the label is made from that name (16 CFR 255)."
    ),
)
def paid_and_listed(document):
    """Look at the clinic, the status, the sponsor and the paid time."""
    if "clinic" not in document.facts:
        return
    clinic = document.facts["clinic"]
    if clinic is None:
        yield Hit(_("Choose the clinic that the story is about."), document.title_passage)
        return
    paid = clinic["paid"] or {}
    if not (clinic["live"] and clinic["in_order"]):
        yield Hit(
            _("The clinic's own page is not public, or its licence ran out. Publish it first."), document.title_passage
        )
    if not paid.get("status"):
        yield Hit(_("Say who pays for the story, or that nobody does."), document.title_passage)
    if paid.get("status") == "sponsored" and not paid["sponsor"]:
        yield Hit(_("Name who paid: the label is made from it."), document.title_passage)
    if paid.get("status") == "editorial" and paid["sponsor"]:
        yield Hit(_("A story that nobody paid for names nobody who paid."), document.title_passage)
    if paid.get("is_over"):
        yield Hit(_("The paid time is over."), document.title_passage)


@check(
    "K5",
    gettext_lazy("Entries name no medicine where the law forbids it"),
    Severity.HARD,
    types=CLINIC,
    explanation=gettext_lazy(
        "In the United Kingdom prescription medicines may not be advertised to the public (Human Medicines Regulations"
        " 2012; CAP Code 12.12). An entry in the directory says what service a clinic offers, such as “Assessment and"
        " treatment of depression”, and names no medicine."
    ),
)
def no_medicine_named(document):
    """Find names of medicines in what readers see of a clinic, and treatments without words of their own."""
    clinic = document.facts.get("clinic")
    if clinic is None or clinic["country"] not in NO_MEDICINES_IN_PUBLIC:
        return
    medicines = document.rules.pattern("controlled_drugs")
    for words in clinic["words"]:
        found = medicines.search(words)
        if found:
            message = _("“%(medicine)s” is a medicine, which no entry may name here (%(country)s). Name the service.")
            yield Hit(
                message % {"medicine": found[0], "country": clinic["country_name"]}, document.title_passage, quote=words
            )
    for offer in clinic["treatments"]:
        if not offer["has_label"]:
            yield Hit(
                _("Say what service the treatment is, in “As the clinic calls it”. Readers see these words."),
                document.title_passage,
                quote=offer["name"],
            )


@check(
    "P2",
    gettext_lazy("No clinic is promoted next to safety or crisis help"),
    Severity.HARD,
    explanation=gettext_lazy(
        "Readers who look for help in a crisis, or at what may harm them, are not sold anything there. Leave at least"
        " one other block between, and no promotion at all on a page that speaks of suicide or self-harm."
    ),
)
def promotion_apart(document):
    """Find blocks of clinics beside blocks of safety and crisis, and any on a page with words of a crisis."""
    blocks = list(document.blocks)
    places = [number for number, block in enumerate(blocks) if block.type == "clinic_promotion"]
    if not places:
        return
    in_crisis = any(block.type == "urgent_help" for block in blocks) or any(
        document.rules.has("crisis_words", passage.text) for passage in document.passages
    )
    for number in places:
        beside = {blocks[other].type for other in (number - 1, number + 1) if 0 <= other < len(blocks)}
        if in_crisis:
            yield Hit(_("This page speaks of a crisis. It promotes no clinic."), block_id=blocks[number].id)
        elif beside & SAFETY:
            yield Hit(
                _("A clinic is promoted next to safety information. Put it elsewhere."), block_id=blocks[number].id
            )
