"""What stories, people and topics say of themselves in JSON-LD; clinics have `blog.clinic_structured`.

Everything comes from what the template shows anyway. `reviewedBy` and `lastReviewed` are facts of the page (schema.org
has them on WebPage), and are claimed only where somebody really reviewed exactly these words, and not too long ago.
"""

from editorial.checks.current import remembered_rules
from pages.meta import iso, modified_at
from pages.structured import clean

TOPIC_TYPES = {"condition": "MedicalCondition", "treatment": "MedicalTherapy"}
# Kinds of sources that are no papers.
SOURCE_TYPES = {
    "regulator_label": "CreativeWork",
    "regulator_notice": "WebPage",
    "legal": "Legislation",
    "register": "MedicalTrial",
    "news": "NewsArticle",
}


def story(graph, context, page, *types, **more):
    """Return the nodes of a page with a body: the page, and the article that it is mainly about.

    `types`: of the article; `more`: what a type adds to the article.
    """
    article = clean(
        {
            "@type": types[0] if len(types) == 1 else list(types),
            "@id": f"{graph.url}#article",
            "headline": page.title,
            "description": page.summary,
            "url": graph.url,
            "mainEntityOfPage": {"@id": graph.url},
            "image": pictures(graph, page),
            "datePublished": iso(page.first_published_at),
            "dateModified": iso(modified_at(page)),
            "author": [person(graph, author) for author in page.authors],
            "publisher": graph.organization_id,
            "about": [topic(graph, each) for each in page.topics],
            "articleSection": [each.title for each in page.topics],
            "citation": [source(each) for each in context["references"]],
            "correction": corrections(page),
            "inLanguage": graph.language,
            "isAccessibleForFree": True,
            **more,
        }
    )
    return [graph.page(page, "MedicalWebPage", mainEntity={"@id": article["@id"]}, **review(graph, page)), article]


def review(graph, page):
    """Return who reviewed the page and when, or nothing where a reader could not rely on it."""
    record = page.review
    if record is None or not record.reviewer_name or record.emergency_until or page.review_overdue_since:
        return {}
    reviewer = {
        "@type": "Person",
        "name": record.reviewer_name,
        "url": graph.absolute(record.reviewer_url) if record.reviewer_url else "",
        "hasCredential": credential(record.reviewer_credential) if record.reviewer_credential else None,
    }
    return {"reviewedBy": clean(reviewer), "lastReviewed": record.last_reviewed.isoformat()}


def pictures(graph, page):
    """Return the page's own picture, if it has one, and the one for social networks."""
    own = [graph.picture(page.picture)] if page.picture else []
    made = graph.meta["image"]
    return [*own, made["url"]] if made else own


def person(graph, profile):
    """Return the node of an author within an article."""
    return clean(
        {"@type": "Person", "name": profile.title, "url": graph.address_of(profile), "jobTitle": profile.role_line}
    )


def topic(graph, page):
    """Return the node of a topic as something that a page is about."""
    return clean(
        {
            "@type": topic_type(page),
            "name": page.title,
            "alternateName": [line.strip() for line in page.synonyms.splitlines() if line.strip()],
            "url": graph.address_of(page),
        }
    )


def topic_type(page):
    """Return what schema.org calls a topic: a treatment is a drug where its title is the name of one."""
    if page.kind == "treatment" and remembered_rules().pattern("controlled_drugs").fullmatch(page.title):
        return "Drug"
    return TOPIC_TYPES.get(page.kind, "Thing")


def source(reference):
    """Return the node of a reference, with every identifier that it has."""
    identifiers = (("DOI", reference.doi), ("PMID", reference.pmid), ("PMCID", reference.pmcid), ("NCT", reference.nct))
    return clean(
        {
            "@type": SOURCE_TYPES.get(reference.study_type, "ScholarlyArticle"),
            "name": reference.title,
            "author": reference.authors_text,
            "datePublished": str(reference.year or ""),
            "isPartOf": {"@type": "Periodical", "name": reference.journal} if _in_a_journal(reference) else None,
            "url": reference.doi_url or reference.pmid_url or reference.nct_url or reference.url,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in identifiers if value
            ],
            "creativeWorkStatus": "Retracted" if reference.is_retracted else "",
        }
    )


def _in_a_journal(reference):
    return reference.journal and reference.study_type not in SOURCE_TYPES


def corrections(page):
    """Return what readers are told was wrong, newest first."""
    notices = page.record.notices if page.record else []
    return [
        {"@type": "CorrectionComment", "text": notice["text"], "datePublished": notice["date"].isoformat()}
        for notice in notices
    ]


def profile(graph, context, page):
    """Return the nodes of an author's page: the person, with what the page says about them."""
    credentials = [credential(each.degree, each.authority) for each in page.credentials.all() if not each.is_expired]
    who = clean(
        {
            "@type": "Person",
            "@id": f"{graph.url}#person",
            "name": page.title,
            "jobTitle": page.role_line,
            "description": page.summary,
            "url": graph.url,
            "image": graph.picture(page.picture) if page.picture else None,
            "hasCredential": credentials,
            "knowsAbout": [topic(graph, each) for each in page.expertise],
            "sameAs": [link.url for link in page.links.all()],
        }
    )
    dates = {"dateCreated": iso(page.first_published_at)}
    return [graph.page(page, "ProfilePage", mainEntity=who, **dates)]


def credential(name, authority=""):
    """Return the node of a degree or licence."""
    node = {"@type": "EducationalOccupationalCredential", "name": name}
    if authority:
        node["recognizedBy"] = {"@type": "Organization", "name": authority}
    return node
