"""Governance: who writes, whom we earn money from, what runs out, and what a page may load.

G1's reviewer and four eyes, and G2's dates, are not here: the gate refuses publication without a medical approval by a
person with a valid credential who wrote none of the words, and sets the day of the next review when it publishes.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.registry import Hit, Severity, check

EDITORS = ("Editors", "Managing editors")
PROFILE = ("blog.authorprofile",)
OUTLETS = re.compile(
    r"\b(?:featured|published|appeared|quoted|written|writes|wrote|seen|work(?:s|ed)?|byline[sd]?|contribut\w+)\b[^.]{0,40}?"
    r"\b(?:in|for|by|on|to)\s+(?:the\s+)?(?P<name>[A-Z][\w’'&]*(?:\s+(?:of\s+)?[A-Z][\w’'&]*)*)"
)
PRODUCTS = re.compile(
    r"\b(?:buy|order|shop|discount|coupon|promo code|my (?:course|book|programme|program|supplements?|products?|app)"
    r"|sign up|book a (?:call|session)|subscribe)\b",
    re.IGNORECASE,
)


@check(
    "G1",
    gettext_lazy("Pages say who wrote them"),
    Severity.HARD,
    types=("blog.article",),
    explanation=gettext_lazy(
        "Readers must see who wrote a health text and what they know of it, so an article has an author with a public"
        " profile. That a medical reviewer other than the writers approved exactly these words, with a valid"
        " credential, is asked for by the workflow."
    ),
)
def authors_named(document):
    """Look for authors, and for profiles that readers can open."""
    authors = document.facts.get("authors")
    if authors is None:
        return
    if not authors:
        yield Hit(_("The article names no author."), document.title_passage)
    for author in authors:
        if not author["live"]:
            yield Hit(
                _("The profile of %(name)s is not published.") % {"name": author["name"]},
                document.title_passage,
                quote=author["name"],
            )


@check(
    "G4",
    gettext_lazy("Clinics we write about are marked"),
    Severity.HARD,
    explanation=gettext_lazy(
        "Readers must know when we earn money from somebody we name. A clinic of our directory is pointed to with"
        " the block for clinics, which writes the label itself, or, where nobody pays, with a link to its page"
        " (FTC native advertising guide; 16 CFR 255)."
    ),
)
def clinics_marked(document):
    """Find names and addresses of clinics outside of the block that discloses what they pay."""
    promoted = set(document.facts.get("promoted") or ())
    for clinic in document.facts.get("clinics") or ():
        keys, names = _called(clinic)
        if promoted & keys or not names:
            continue
        for passage in document.passages:
            linked = any(link.page in keys for link in passage.links)
            named = _names_clinic(passage, clinic)
            if not named or (linked and not clinic["commercial"]):
                continue
            message = (
                _("You name %(clinic)s, from whom we may earn money. Use the block for clinics, which says so.")
                if clinic["commercial"]
                else _("You name %(clinic)s. Link to its page, or use the block for clinics.")
            )
            yield Hit(message % {"clinic": names[0]}, passage, quote=named)
            break


def _called(clinic):
    """Return the keys of a clinic's pages and its names; a text alone knows one of each."""
    names = [name for name in clinic.get("names") or [clinic.get("name", "")] if name]
    return set(clinic.get("keys") or [clinic["key"]]), names


def _names_clinic(passage, clinic):
    keys, names = _called(clinic)
    for name in names:
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", passage.text)
        if match:
            return match.group()
    host = clinic["host"]
    if host and (host in passage.lower or any(_is_on(link.href, host) for link in passage.links)):
        return host
    return next((link.text for link in passage.links if link.page in keys and clinic["commercial"]), "")


def _is_on(address, host):
    return re.match(rf"https?://(?:[\w-]+\.)*{re.escape(host)}(?:[:/?#]|$)", address, re.IGNORECASE) is not None


@check(
    "G5",
    gettext_lazy("Who writes on health shows what they learned"),
    Severity.WARNING,
    types=PROFILE,
    explanation=gettext_lazy(
        "A profile without a degree, licence or training in health or journalism leaves readers to guess. Add the"
        " credential with who issued it, or say plainly what the person's experience is."
    ),
)
def credentials_named(document):
    """Find profiles without a valid credential."""
    for author in document.facts.get("authors") or ():
        if not author["has_credential"]:
            yield Hit(
                _("%(name)s has no valid credential. Add one, or say what the experience is.")
                % {"name": author["name"]},
                document.title_passage,
            )


@check(
    "G6",
    gettext_lazy("Outlets are linked"),
    Severity.WARNING,
    types=PROFILE,
    explanation=gettext_lazy(
        "“Featured in …” is a claim that readers cannot check without a link. Link the piece of work, or take the"
        " name out."
    ),
)
def outlets_linked(document):
    """Find names of outlets in a biography that nothing is linked to."""
    for passage in document.body:
        linked = " ".join(link.text for link in passage.links)
        for match in OUTLETS.finditer(passage.text):
            if match["name"] not in linked:
                yield Hit(
                    _("“%(name)s”: link the work, or take the name out.") % {"name": match["name"]},
                    passage,
                    quote=match["name"],
                )


@check(
    "G7",
    gettext_lazy("Profiles sell nothing"),
    Severity.HINT,
    types=PROFILE,
    explanation=gettext_lazy(
        "A profile says who somebody is. What they sell belongs into their declared interests, where readers look for"
        " it."
    ),
)
def nothing_sold(document):
    """Find words of offers in a biography."""
    for passage in document.body:
        for match in PRODUCTS.finditer(passage.text):
            yield Hit(
                _("“%(words)s” sounds like an offer. Profiles sell nothing.") % {"words": match.group()},
                passage,
                quote=match.group(),
            )


@check(
    "G8",
    gettext_lazy("Facts have not run out"),
    Severity.HARD,
    explanation=gettext_lazy(
        "Rules and deadlines are true for a time. A fact that has run out is brought up to date in its own text, under"
        " Sources; then every page that uses it says the new words."
    ),
)
def facts_valid(document):
    """Find facts that have run out or are not published, by the day on which the draft is judged."""
    today = document.facts.get("today") or ""
    for fact in document.facts.get("volatile") or ():
        if not fact["name"]:
            message = _("This text uses a fact that no longer exists. Take it out.")
        elif not fact["live"]:
            message = _("The fact “%(name)s” is not published.")
        elif fact["valid_until"] < today:
            message = _("The fact “%(name)s” ran out on %(day)s.")
        else:
            continue
        words = {"name": fact["name"], "day": fact["valid_until"]}
        yield Hit(message % words, block_id=fact["block_id"], quote=fact["name"])


@check(
    "G9",
    gettext_lazy("Pictures may be shown"),
    Severity.ERROR,
    waived_by=EDITORS,
    explanation=gettext_lazy(
        "A picture needs a credit and a licence, and people who can be recognised must have agreed. Both are kept with"
        " the picture in the library."
    ),
)
def pictures_allowed(document):
    """Look at the credit, the licence and the consent of each picture."""
    for image in document.images:
        if not image.file:  # a text alone names pictures that nobody has looked up
            continue
        lacking = [
            label
            for label, is_missing in (
                (_("credit"), not image.credit),
                (_("licence"), not image.licence),
                (_("consent of the people shown"), image.consent == "missing"),
            )
            if is_missing
        ]
        if lacking:
            yield Hit(
                _("The picture “%(title)s” lacks: %(lacking)s.")
                % {"title": image.title, "lacking": ", ".join(lacking)},
                quote=image.title,
                block_id=image.block_id,
            )


@check(
    "G10",
    gettext_lazy("Pages load nothing from elsewhere"),
    Severity.HARD,
    explanation=gettext_lazy(
        "Whatever a page loads from another host tells that host who reads about which illness. Upload pictures to the"
        " library, and link to videos instead of embedding them."
    ),
)
def nothing_foreign(document):
    """Find tags in rich text that would load something."""
    for each in document.facts.get("embedded") or ():
        yield Hit(
            _("<%(tag)s> from %(host)s is blocked: pages load nothing from elsewhere.")
            % {"tag": each["tag"], "host": each["host"] or _("this page")},
            quote=each["host"] or each["tag"],
            block_id=each["block_id"],
        )
