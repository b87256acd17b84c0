"""What searches know of stories, hubs and people: their words in sections, as readers see them.

Left out is what stands on many pages and says nothing of the one: urgent help, the lists of sources, and clinics that
are pointed to. Safety information and regulatory status are kept once and shown on every page about a treatment; they
are found on the treatment's own hub, else every page about it would be found for “driving” and “pregnancy”.
"""

from itertools import chain

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from wagtail.rich_text import RichText, get_text_for_indexing

from blog import topic_hub
from blog.citations import cited_texts, without_citations
from blog.contents import contents_list
from blog.facts_in_text import facts_of, with_facts
from pages.search_document import FacetValue, Section

CENTRAL = ("urgent_help", "safety_information", "regulatory_status", "harm_reduction", "references", "clinic_promotion")


def sections_of(body, anchor="", heading=""):
    """Return the sections of a body: what stands before its first heading, then one for each heading and question.

    `anchor`, `heading`: of the first section. Anchors are those of the contents list.
    """
    contents_list(body)
    facts = facts_of(text.source for text in cited_texts(body))
    sections, lines = [], []
    for block in body:
        if block.block_type == "heading":
            sections.append(Section(anchor, heading, _text(lines)))
            anchor, heading, lines = block.value.anchor, block.value["text"], []
        elif block.block_type == "faq":
            sections += [
                Section(anchor, item["question"], _plain(item["answer"], facts)) for item in block.value["items"]
            ]
        elif block.block_type not in CENTRAL:
            lines += READ[block.block_type](block.value, facts)
    sections.append(Section(anchor, heading, _text(lines)))
    return [section for section in sections if section.heading or section.text]


def story(document, page):
    """Add to an article or spotlight: its text, topics with their other names, authors."""
    document.sections = sections_of(page.body)
    topics, authors = page.topics, page.authors
    document.keywords += chain.from_iterable((topic.title, *names_of(topic)) for topic in topics)
    document.keywords += [author.title for author in authors]
    document.facets |= {
        "topic": [named(topic) for topic in topics],
        "author": [named(author) for author in authors],
    }
    return document


def hub(document, topic):
    """Add to a topic: other names, introduction, safety and status; it counts among the pages about itself."""
    document.names = names_of(topic)
    document.sections = sections_of(topic.introduction)
    for block in topic_hub.central_blocks(topic):
        document.sections.append(_central(block))
    document.facets["topic"] = [named(topic)]
    return document


def person(document, profile):
    """Add to an author: role, biography, degrees and fields."""
    document.keywords = [profile.role_line, *(topic.title for topic in profile.expertise)]
    document.sections = [
        Section(text=_text([_plain(RichText(profile.biography), {}), profile.credential_today])),
    ]
    statements = _text(interest.statement for interest in profile.conflicts_of_interest)
    document.sections.append(Section(heading=_("Conflicts of interest"), text=statements))
    document.facets["author"] = [named(profile)]
    return document


def named(page):
    """Return a topic or an author as a value of a facet."""
    return FacetValue(page.slug, page.title, page.pk)


def names_of(topic):
    """Return the other names of a topic as a list."""
    return [line.strip() for line in topic.synonyms.splitlines() if line.strip()]


def _central(block):
    if block.block_type == "safety_information":
        safety = block.value.published
        lines = [f"{item['topic_label']}: {_plain(item['text'], {})}" for item in safety.items]
        return Section("safety-hub", safety.title, _text([_plain(safety.introduction_text, {}), *lines]))
    lines = [
        f"{row.get_country_display()}, {row.use_label}: {row.get_status_display()}. {row.sentence}"
        for row in block.value.rows
    ]
    return Section("status-hub", _("Approval"), _text(lines))


def _text(lines):
    return "\n".join(line for line in lines if line)


def _plain(value, facts):
    """Return rich text as plain text: with the published words of facts, without citations."""
    source = with_facts(without_citations(value.source), facts)
    lines = (" ".join(line.split()) for line in get_text_for_indexing(source).splitlines())
    return "\n".join(line for line in lines if line)


def _figure(value, facts):
    picture = value["image"]
    return [picture.contextual_alt_text if picture else "", _plain(value["caption"], facts), value["long_description"]]


def _table(value, facts):
    table = value["table"]
    if not table:
        return []
    heads = ", ".join(column["heading"] for column in table.columns if column["heading"])
    return [table.caption, heads, *(", ".join(_cell(cell.value, facts) for cell in row) for row in table.rows)]


def _cell(value, facts):
    if isinstance(value, RichText):
        return _plain(value, facts)
    return "" if value is None else strip_tags(str(value))


READ = {
    "paragraph": lambda value, facts: [_plain(value, facts)],
    "key_points": lambda value, facts: [_plain(point, facts) for point in value["points"]],
    "quote": lambda value, facts: [value["text"], value["attribution"]],
    "image": _figure,
    "table": _table,
    "questions_for_clinician": lambda value, facts: [value["title"], *value["questions"]],
}
