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
from blog.models.page_topic import PageTopic
from editorial.alarm import is_sealed
from pages.cards import cards_of
from pages.querysets import published_pages

A_KIND = 6
CLINICS = SPOTLIGHTS = 3
TOPICS = 8
NO_EVIDENCE = ("opinion", "personal_story")


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


def hub(topic):
    """Return {"groups", "clinics", "clinics_url", "spotlights", "related_topics", "apart"} of a topic.

    A group is {"kind", "label", "note", "cards", "total", "url"}; `url`: of all articles of the kind about the topic.
    `apart`: [(label, address)] of opinions and stories about a treatment, which do not stand among its articles.
    """
    article, spotlight = apps.get_model("blog.Article"), apps.get_model("blog.ClinicSpotlight")
    about = article.objects.published().filter(page_topics__topic=topic.pk)
    totals = dict(about.order_by().values_list("kind").annotate(Count("pk", distinct=True)))
    shown = [kind for kind in ORDER if kind in totals and not (topic.kind == "treatment" and kind in NO_EVIDENCE)]
    place = Window(RowNumber(), partition_by=F("kind"), order_by=[F("first_published_at").desc(), F("pk").desc()])
    articles = list(about.filter(kind__in=shown).defer("body").annotate(place=place).filter(place__lte=A_KIND))
    articles.sort(key=lambda page: (shown.index(page.kind), page.place))
    stories = spotlight.objects.published().filter(page_topics__topic=topic.pk).defer("body")
    stories = list(stories.newest_first()[:SPOTLIGHTS])
    clinics = list(clinics_for(topic)[:CLINICS])
    cards = {card.page.pk: card for card in cards_of([*articles, *stories, *clinics])}
    listing = _index_url("blog.ArticleIndex")
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
        for kind in shown
    ]
    apart = [kind for kind in NO_EVIDENCE if kind in totals and kind not in shown]
    directory = _index_url("blog.ClinicIndex") if clinics else ""
    narrowed = f"?treatment={topic.slug}" if topic.kind == "treatment" else ""
    return {
        "groups": groups,
        "clinics": [cards[page.pk] for page in clinics],
        "clinics_url": f"{directory}{narrowed}" if directory else "",
        "spotlights": [cards[page.pk] for page in stories],
        "related_topics": related_topics(topic),
        "apart": [(_label(kind), f"{listing}?kind={kind}&topic={topic.slug}") for kind in apart if listing],
    }


def clinics_for(topic):
    """Return the clinics that readers see today and that say they offer a treatment or accept a condition, by name.

    As in the directory, what nobody has checked for too long is not claimed of anybody.
    """
    oldest = timezone.localdate() - timedelta(days=INTERVALS[Group.TREATMENTS].hidden)
    of_topic = Q(treatments__treatment=topic.pk) | Q(condition_topics__topic=topic.pk)
    listed = apps.get_model("blog.Clinic").objects.listed().filter(of_topic, treatments_checked_on__gte=oldest)
    return listed.distinct().order_by("title", "pk")


def related_topics(topic):
    """Return the published topics that stand on most pages together with this one."""
    pages = published_pages().filter(page_topics__topic=topic.pk).values("pk")
    shared = PageTopic.objects.filter(page__in=pages).exclude(topic=topic.pk).order_by().values_list("topic")
    keys = [key for key, _count in shared.annotate(count=Count("pk")).order_by("-count", "topic__title")[: 2 * TOPICS]]
    found = type(topic).objects.published().defer("introduction").in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found][:TOPICS]


def contents(headings, hub_context, blocks):
    """Return the entries of the contents list: the introduction's headings, then the parts of the hub."""
    entries = list(headings)
    names = {"safety_information": ("safety-hub", _("Safety")), "regulatory_status": ("status-hub", _("Approval"))}
    entries += [_entry(*names[block.block_type]) for block in blocks]
    entries += [_entry(f"kind-{group['kind']}", group["label"]) for group in hub_context["groups"]]
    for name, label in (("clinics", _("Clinics")), ("spotlights", _("Clinic spotlights"))):
        entries += [_entry(f"hub-{name}", label)] if hub_context[name] else []
    return entries + ([_entry("hub-topics", _("Related topics"))] if hub_context["related_topics"] else [])


def _entry(anchor, text):
    return {"anchor": anchor, "text": text, "level": 2}


def _index_url(label):
    index = apps.get_model(label).objects.published().first()
    return index.url if index else ""


ORDER = ("explainer", "guide", "evidence_review", "news", *NO_EVIDENCE)


def _label(kind):
    return {
        "explainer": _("Explainers"),
        "guide": _("Guides"),
        "evidence_review": _("Evidence reviews"),
        "news": _("News"),
        "opinion": _("Opinion"),
        "personal_story": _("Personal stories"),
    }[kind]
