"""Makes rows of the index out of what pages say of themselves."""

from itertools import chain

from search.index.stems import stem
from search.index.words import LONGEST_TEXT, folded
from search.models import Document


def row_of(page, said):
    """Return the unsaved Document of a page. `said`: its `pages.search_document.SearchDocument`."""
    record = page.record
    left = LONGEST_TEXT
    sections, headings, body, lines = [], [], [], []
    for section in said.sections:
        heading, text = folded(section.heading), folded(section.text)[:left]
        left -= len(text)
        sections.append({"anchor": section.anchor, "heading": section.heading, "text": section.text})
        headings.append(_stems_of(heading))
        body.append(_stems_of(text))
        lines += [heading, text]
    names = [folded(name) for name in (said.title, *said.names)]
    summary = folded(said.summary)
    keywords = [folded(keyword) for keyword in dict.fromkeys(said.keywords)]
    return Document(
        page_id=page.pk,
        kind=said.kind,
        genre=said.genre,
        title=said.title,
        summary=said.summary,
        sections=sections,
        title_key=_stems_of(names[0])[:255],
        title_stems="\n".join(_stems_of(name) for name in names),
        keyword_stems="\n".join(_stems_of(keyword) for keyword in keywords),
        heading_stems="\n".join(headings),
        summary_stems=_stems_of(summary),
        body_stems="\n".join(body),
        folded="\n".join(f" {' '.join(line)} " for line in chain(names, keywords, [summary], lines) if line),
        words=LONGEST_TEXT - left,
        language=page.locale.language_code,
        first_published=page.first_published_at,
        last_reviewed=page.review.last_reviewed if page.review else None,
        review_due=record.review_due if record and page.review_months and not page.is_demo else None,
        commercial_label=said.commercial_label,
        fresh_until=said.fresh_until,
        revision=page.live_revision_id,
    )


def _stems_of(words):
    return " ".join(stem(word) for word in words)
