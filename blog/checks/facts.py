"""What checks must know beside the words: sources, retractions, safety texts, status, clinics, facts that run out.

`facts_of` asks the database once for each kind of thing, whatever the length of the page, and returns plain values: the
same facts give the same findings. All are optional to a check; what is missing counts as empty.

    today          the day on which the draft is judged: "2026-11-23"
    kind           the article's kind
    treatments     the page's own: [{"slug", "title"}]; conditions: likewise
    vocabulary     {"treatments" and "conditions": [{"slug", "names": [lower case]}]}, of all topics
    references     {key: {"study_type", "title", "year", "doi", "pmid", "pmcid", "url", "accessed_on", "abstract",
                   "retraction": None or {"nature", "said", "reasons"}}}; listed: keys that a list of sources shows
    safety         safety texts in the body: [{"block_id", "treatment", "live", "missing": [labels]}]
    status_blocks  [{"block_id", "treatment", "condition", "countries"}]; status_rows: the published rows
                   [{"treatment", "condition", "other_use", "country", "status"}]; "" where there is none
    volatile       facts in the text that run out: [{"block_id", "name", "valid_until", "live"}]
    clinics        public clinics: [{"key", "keys": its own and its stories', "names", "host", "commercial"}]
    promoted       keys of the clinics and stories in blocks; clinic: what a clinic or story is checked by, or None
    authors        [{"name", "live", "has_credential"}], or None for content without authors
    texts          what paragraphs are compared with: [{"source", "text", "is_ours": True for a page's paragraph}]
    missing_topics of a safety text: labels of the topics without words
    embedded       parts of rich text that load something: [{"block_id", "tag", "host"}]
"""

import re
from urllib.parse import urlsplit

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.html import strip_tags

from blog.blocks.central import published_rows
from blog.checks.clinic_facts import facts_of_clinic
from blog.clinic_choices import CommercialRelationship, CommercialStatus
from blog.models import (
    Article,
    AuthorCredential,
    AuthorProfile,
    Clinic,
    ClinicSpotlight,
    PageTopic,
    Reference,
    Topic,
    VolatileFact,
)
from blog.retractions import Nature, records_for, said

# C11 compares with so many abstracts and pages at most, so that its time is bounded.
ABSTRACTS, PAGES = 400, 40
SHORTEST = 60  # letters; what is shorter is nobody's paragraph
FACT = re.compile(r'<a\b[^>]*\blinktype="fact"[^>]*\bid="(\d+)"|<a\b[^>]*\bid="(\d+)"[^>]*\blinktype="fact"')
LOADS = re.compile(r"<(script|iframe|img|object|video|audio|source|style|link|form)\b([^>]*)>", re.IGNORECASE)
ADDRESS = re.compile(r'\b(?:src|href|data|action)="([^"]*)"', re.IGNORECASE)
TEXT_BLOCKS = frozenset({"paragraph", "key_points", "faq", "point", "item"})


def facts_of(content, passages=(), blocks=()):
    """Return the facts of a content. `passages`, `blocks`: of its Document, read already."""
    today = timezone.localdate()
    own = _topic_keys(content)
    topics = _topics(own)
    sources = list(_rich_sources(content, blocks))
    facts = {
        "today": today.isoformat(),
        "kind": getattr(content, "kind", ""),
        "treatments": _titles(topics, own, Topic.Kind.TREATMENT),
        "conditions": _titles(topics, own, Topic.Kind.CONDITION),
        "vocabulary": {
            "treatments": _names(topics, Topic.Kind.TREATMENT),
            "conditions": _names(topics, Topic.Kind.CONDITION),
        },
        **_sources(passages, blocks),
        **_status(topics, blocks),
        **_clinics(content, blocks),
        "safety": _safety(blocks, topics),
        "volatile": _volatile(sources),
        "authors": _authors(content),
        "embedded": _embedded(sources),
        "texts": _texts(content, own) if hasattr(content, "body") else [],
    }
    if hasattr(content, "missing_topics"):
        facts["missing_topics"] = [str(label) for _topic, label in content.missing_topics()]
    return facts


def _topic_keys(content):
    """Return the keys of the content's topics: its own, those of what a clinic offers, and a text's treatment."""
    keys = []
    clinic = getattr(content, "known_clinic", None)  # a story is about what its clinic offers
    offered = clinic.treatments.all() if clinic is not None else ()
    keys += [offer.treatment_id for offer in offered]
    for relation, name in (
        ("page_topics", "topic_id"),
        ("treatments", "treatment_id"),
        ("condition_topics", "topic_id"),
    ):
        if hasattr(content, relation):
            keys += [getattr(row, name) for row in getattr(content, relation).all()]
    keys += [getattr(content, name, None) for name in ("treatment_id", "condition_id")]
    return list(dict.fromkeys(key for key in keys if key))


def _topics(own):
    kinds = [Topic.Kind.TREATMENT, Topic.Kind.CONDITION]
    found = Topic.objects.filter(Q(live=True, kind__in=kinds) | Q(pk__in=own))
    return {topic.pk: topic for topic in found.only("title", "slug", "kind", "synonyms").order_by("title")}


def _titles(topics, own, kind):
    kept = (topics[key] for key in own if key in topics and topics[key].kind == kind)
    return [{"slug": topic.slug, "title": topic.title} for topic in kept]


def _names(topics, kind):
    return [
        {
            "slug": topic.slug,
            "names": [name.strip().lower() for name in (topic.title, *topic.synonyms.splitlines()) if name.strip()],
        }
        for topic in topics.values()
        if topic.kind == kind
    ]


def _sources(passages, blocks):
    listed = {
        str(each.pk): each
        for block in blocks
        if block.type == "references"
        for each in block.value.get("references") or ()
        if each is not None
    }
    cited = {mark.key for passage in passages for mark in passage.citations} - set(listed)
    cited = [key for key in cited if key.isdigit()]
    known = {**listed, **({str(each.pk): each for each in Reference.objects.filter(pk__in=cited)} if cited else {})}
    records = records_for(known.values()) if known else {}
    return {
        "listed": list(listed),
        "references": {key: _reference(each, records.get(each.pk)) for key, each in known.items()},
    }


def _reference(reference, record):
    retraction = None
    if record is not None:
        retraction = {"nature": record.nature, "said": said(record), "reasons": record.reasons}
    if reference.is_retracted and (record is None or record.nature != Nature.RETRACTION):
        retraction = {"nature": str(Nature.RETRACTION), "said": "", "reasons": ""}
    return {
        **{name: getattr(reference, name) for name in ("study_type", "title", "year", "doi", "pmid", "pmcid", "url")},
        "accessed_on": reference.accessed_on.isoformat() if reference.accessed_on else "",
        "abstract": getattr(reference, "abstract", ""),
        "retraction": retraction,
    }


def _safety(blocks, topics):
    chosen = [(block.id, block.value.get("safety")) for block in blocks if block.type == "safety_information"]
    return [
        {
            "block_id": block_id,
            "treatment": topics[safety.treatment_id].slug if safety.treatment_id in topics else "",
            "live": safety.live,
            "missing": [str(label) for _topic, label in safety.missing_topics()],
        }
        for block_id, safety in chosen
        if safety is not None
    ]


def _status(topics, blocks):
    treatments = [topic.pk for topic in topics.values() if topic.kind == Topic.Kind.TREATMENT]
    rows = published_rows(Topic, treatments) if treatments else []
    return {
        "status_blocks": [
            {
                "block_id": block.id,
                "treatment": _slug(block.value.get("treatment")),
                "condition": _slug(block.value.get("condition")),
                "countries": list(block.value.get("countries") or ()),
            }
            for block in blocks
            if block.type == "regulatory_status"
        ],
        "status_rows": [
            {
                "treatment": row.treatment.slug,
                "condition": _slug(row.condition),
                "other_use": row.other_use,
                "country": row.country,
                "status": row.status,
            }
            for row in rows
        ],
    }


def _slug(topic):
    return topic.slug if topic is not None else ""


def _volatile(sources):
    used = {}
    for block_id, source in sources:
        for match in FACT.finditer(source):
            used.setdefault((match[1] or match[2], block_id))
    found = VolatileFact.objects.in_bulk({int(key) for key, _block in used}) if used else {}
    return [
        {
            "block_id": block_id,
            "name": fact.name if fact else "",
            "valid_until": fact.valid_until.isoformat() if fact else "",
            "live": bool(fact and fact.live),
        }
        for key, block_id in used
        for fact in [found.get(int(key))]
    ]


def _clinics(content, blocks):
    own = {getattr(content, "pk", None), getattr(content, "clinic_id", None)}
    stories = {}
    for story in ClinicSpotlight.objects.filter(live=True).only("clinic", "commercial_status"):
        stories.setdefault(story.clinic_id, []).append(story)
    found = Clinic.objects.filter(live=True).exclude(pk__in=own - {None})
    clinics = [
        {
            "key": clinic.pk,
            "keys": [clinic.pk, *(story.pk for story in stories.get(clinic.pk, ()))],
            "names": clinic.names,
            "host": (urlsplit(clinic.website).hostname or "").removeprefix("www."),
            "commercial": clinic.commercial_relationship != CommercialRelationship.NONE
            or any(story.commercial_status != CommercialStatus.EDITORIAL for story in stories.get(clinic.pk, ())),
        }
        for clinic in found.only("title", "legal_name", "other_names", "website", "commercial_relationship")
    ]
    promoted = [block.value.get("clinic") for block in blocks if block.type == "clinic_promotion"]
    return {
        "clinics": clinics,
        "promoted": [clinic.pk for clinic in promoted if clinic is not None],
        "clinic": facts_of_clinic(content) if isinstance(content, Clinic | ClinicSpotlight) else None,
    }


def _authors(content):
    if isinstance(content, AuthorProfile):
        people = [content]
    elif hasattr(type(content), "authors") and hasattr(content, "page_authors"):
        keys = [row.author_id for row in content.page_authors.all()]
        with_credentials = Prefetch("credentials", AuthorCredential.objects.all(), to_attr="loaded")
        found = AuthorProfile.objects.defer("biography").prefetch_related(with_credentials).in_bulk(keys)
        people = [found[key] for key in keys if key in found]
    else:
        return None
    return [
        {
            "name": person.title,
            "live": person.live,
            "has_credential": any(
                not each.is_expired
                for each in (person.loaded if hasattr(person, "loaded") else person.credentials.all())
            ),
        }
        for person in people
    ]


def _rich_sources(content, blocks):
    """Yield (id of the block, rich text as stored) of all rich text of a content."""
    for field in type(content)._meta.concrete_fields:
        if type(field).__name__ == "RichTextField":
            yield "", getattr(content, field.attname) or ""
    for block in blocks:
        yield from ((block.id, source) for source in _sources_in(block.value))


def _sources_in(value):
    if hasattr(value, "source"):
        yield value.source
    elif isinstance(value, dict):
        for part in value.values():
            yield from _sources_in(part)
    elif hasattr(value, "rows") and hasattr(value, "columns"):
        for row in value.rows:
            for cell in row:
                yield from _sources_in(cell.value)
    elif isinstance(value, list | tuple) or type(value).__name__ == "ListValue":
        for part in value:
            yield from _sources_in(part)


def _embedded(sources):
    found = []
    for block_id, source in sources:
        for match in LOADS.finditer(source):
            address = ADDRESS.search(match[2])
            host = urlsplit(address[1]).hostname or "" if address else ""
            found.append({"block_id": block_id, "tag": match[1].lower(), "host": host})
    return found


def _texts(content, own):
    """Return what paragraphs are compared with: stored abstracts, and public articles on the same topics."""
    texts = []
    if any(field.name == "abstract" for field in Reference._meta.concrete_fields):
        abstracts = Reference.objects.exclude(abstract="").order_by("-pk").values_list("title", "abstract")
        texts += [{"source": title, "text": abstract} for title, abstract in abstracts[:ABSTRACTS]]
    if own:
        pages = PageTopic.objects.filter(topic__in=own).exclude(page=content.pk).values("page")
        others = Article.objects.filter(live=True, pk__in=pages, alias_of=None).order_by("-first_published_at", "-pk")
        for title, body in others.values_list("title", "body")[:PAGES]:
            texts += [{"source": title, "text": text, "is_ours": True} for text in _paragraphs(body.raw_data)]
    return texts


def _paragraphs(raw):
    """Yield the texts of a body as it is stored, without making blocks of it."""
    for block in raw:
        if block["type"] in TEXT_BLOCKS:
            yield from _strings(block["value"])


def _strings(value):
    if isinstance(value, str):
        yield from (strip_tags(part) for part in re.split(r"</(?:p|li|h[2-6])>", value) if len(part) > SHORTEST)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
