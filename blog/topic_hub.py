"""What a topic's hub shows beside its introduction: safety, status, articles by kind, clinics, related topics.

Everything is asked for once, however much there is. The central texts come with their own approvals; opinion and
personal stories are no evidence, so they stand last on a hub, and not at all among the articles about a treatment.
"""

from datetime import timedelta

from django.apps import apps
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.blocks import StreamValue

from blog.blocks.central import published_rows
from blog.clinic_checks import INTERVALS, Group
from blog.clinic_choices import NO_MEDICINES_IN_PUBLIC
from delivery.kept import recording
from editorial.alarm import is_sealed
from pages.cards import cards_of
from pages.querysets import published_pages

CENTRAL = ("blog.safetyinformation", "blog.regulatorystatus")
A_KIND = 6
CLINICS = SPOTLIGHTS = 3
TOPICS = 8
NO_EVIDENCE = ("opinion", "personal_story")
ORDER = ("explainer", "guide", "evidence_review", "news", *NO_EVIDENCE)


def central_blocks(topic):
    """Return blocks with the safety information and the status of a treatment that its introduction does not show."""
    if topic.kind != "treatment":
        return []
    shown = {block.block_type: block.value for block in topic.introduction}
    blocks = []
    if "safety_information" not in shown:
        texts = topic.safety_information.filter(live=True).order_by("pk")
        safety = next((text for text in texts if is_sealed(text)), None)
        if safety:
            blocks.append(("safety_information", {"safety": safety}))
    if "regulatory_status" not in shown:
        rows = published_rows(type(topic), [topic.pk])
        if any(is_sealed(row) for row in rows):
            blocks.append(("regulatory_status", {"treatment": topic, "condition": None, "countries": []}))
    stream = topic._meta.get_field("introduction").stream_block
    values = [(name, _value(stream.child_blocks[name], value), "hub") for name, value in blocks]
    return list(StreamValue(stream, values))


def _value(block, value):
    return block.meta.value_class(block, value.items())


def status_for_condition(topic):
    """Return the published rows that say which treatments are approved for a condition, if no block shows any."""
    if topic.kind != "condition" or any(block.block_type == "regulatory_status" for block in topic.introduction):
        return []
    rows = topic._meta.get_field("regulatory_status").related_model.objects.filter(live=True, condition=topic.pk)
    rows = rows.filter(treatment__in=type(topic).objects.published().values("pk"))
    rows = rows.select_related("treatment", "source").defer("treatment__introduction")
    return [row for row in rows.order_by("treatment__title", "country", "route") if is_sealed(row)]


def hub(topic):
    """Return {"groups", "clinics", "clinics_url", "spotlights", "related_topics", "status", "apart"} of a topic.

    A group is {"kind", "label", "note", "cards", "total", "url"}; `url`: of all articles of the kind about the topic.
    `apart`: [(label, address)] of opinions and stories about a treatment, which do not stand among its articles.
    """
    for name in (f"topic:{topic.pk}", "topic", "articleindex", "clinicindex", *CENTRAL):
        recording.shows_list(name)
    article, spotlight = apps.get_model("blog.Article"), apps.get_model("blog.ClinicSpotlight")
    kind = {"partition_by": F("kind")}
    found = article.objects.published().filter(page_topics__topic=topic.pk).defer("body")
    found = found.annotate(
        place=Window(RowNumber(), order_by=[F("first_published_at").desc(), F("pk").desc()], **kind),
        total=Window(Count("pk"), **kind),
    )
    articles = sorted(found.filter(place__lte=A_KIND), key=lambda page: (ORDER.index(page.kind), page.place))
    totals = {page.kind: page.total for page in articles}
    apart = [kind for kind in totals if topic.kind == "treatment" and kind in NO_EVIDENCE]
    articles = [page for page in articles if page.kind not in apart]
    stories = spotlight.objects.published().filter(page_topics__topic=topic.pk).defer("body")
    stories = list(stories.newest_first()[:SPOTLIGHTS])
    clinics = list(clinics_for(topic)[:CLINICS])
    cards = {card.page.pk: card for card in cards_of([*articles, *stories, *clinics])}
    listing, directory = _index_urls()
    groups = [
        {
            "kind": kind,
            "label": _label(kind),
            "note": _("One person's view or experience. It is no evidence of what a treatment does.")
            if kind in NO_EVIDENCE
            else "",
            "cards": [cards[page.pk] for page in articles if page.kind == kind],
            "total": totals[kind],
            "url": f"{listing}?kind={kind}&topic={topic.slug}" if listing and totals[kind] > A_KIND else "",
        }
        for kind in totals
        if kind not in apart
    ]
    narrowed = f"?treatment={topic.slug}" if topic.kind == "treatment" else ""
    return {
        "groups": groups,
        "clinics": [cards[page.pk] for page in clinics],
        "clinics_url": f"{directory}{narrowed}" if directory else "",
        "spotlights": [cards[page.pk] for page in stories],
        "related_topics": related_topics(topic),
        "status": status_for_condition(topic),
        "apart": [(_label(kind), f"{listing}?kind={kind}&topic={topic.slug}") for kind in apart if listing],
    }


def clinics_for(topic):
    """Return the clinics that readers see today and that say they offer a treatment or accept a condition, by name.

    As in the directory, what nobody has checked for too long is not claimed of anybody, and where medicines may not be
    advertised a clinic is named by its services only, never beside a medicine.
    """
    oldest = timezone.localdate() - timedelta(days=INTERVALS[Group.TREATMENTS].hidden)
    offered = Q(treatments__treatment=topic.pk) & ~Q(country__in=NO_MEDICINES_IN_PUBLIC)
    of_topic = offered | Q(condition_topics__topic=topic.pk)
    listed = apps.get_model("blog.Clinic").objects.listed().filter(of_topic, treatments_checked_on__gte=oldest)
    return listed.distinct().order_by("title", "pk")


def related_topics(topic):
    """Return the published topics that stand on most pages together with this one."""
    pages = published_pages().filter(page_topics__topic=topic.pk).values("pk")
    topics = type(topic).objects.published().exclude(pk=topic.pk).defer("introduction")
    shared = topics.filter(tagged__page__in=pages).annotate(shared=Count("tagged__page"))
    return list(shared.order_by("-shared", "title")[:TOPICS])


def contents(headings, hub_context, blocks):
    """Return the entries of the contents list: the introduction's headings, then the parts of the hub."""
    entries = list(headings)
    names = {"safety_information": ("safety-hub", _("Safety")), "regulatory_status": ("status-hub", _("Approval"))}
    entries += [_entry(*names[block.block_type]) for block in blocks]
    entries += [_entry("status-hub", _("Approval"))] if hub_context["status"] else []
    entries += [_entry(f"kind-{group['kind']}", group["label"]) for group in hub_context["groups"]]
    for name, label in (("clinics", _("Clinics")), ("spotlights", _("Clinic spotlights"))):
        entries += [_entry(f"hub-{name}", label)] if hub_context[name] else []
    return entries + ([_entry("hub-topics", _("Related topics"))] if hub_context["related_topics"] else [])


def _entry(anchor, text):
    return {"anchor": anchor, "text": text, "level": 2}


def _index_urls():
    """Return the addresses of the listings of articles and of clinics, "" for one that is not public."""
    models = [apps.get_model("blog.ArticleIndex"), apps.get_model("blog.ClinicIndex")]
    pages = {page.cached_content_type.model_class(): page for page in published_pages().type(*models)}
    return [pages[model].url if model in pages else "" for model in models]


def _label(kind):
    return {
        "explainer": _("Explainers"),
        "guide": _("Guides"),
        "evidence_review": _("Evidence reviews"),
        "news": _("News"),
        "opinion": _("Opinion"),
        "personal_story": _("Personal stories"),
    }[kind]
