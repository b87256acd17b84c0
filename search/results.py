"""The page of results: what was understood and found, ready for the template."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from pages.cards import cards_of
from pages.errors import PageMissing
from pages.facets import Facet, Option
from pages.pagination import page_numbers, page_of
from pages.querysets import published_pages
from search import engine
from search.engine.narrowing import facet_names
from search.models import Promotion
from search.nearby import clinics_near
from search.notices import hides_clinics, notices_of
from search.understanding.reading import meant, understand
from search.understood import Term, Way

PER_PAGE = 10
RELEVANCE, DATE = "relevance", "date"
# On a page for somebody in danger nothing is offered that could be bought.
TO_BE_BOUGHT = ("clinic", "spotlight")
MOST_PROMOTED = 3
FOR_ALL = ("kind", "article", "topic", "author", "reviewed")  # facets
PREVENTION = Term(
    "suicidal thoughts",
    tuple(Way(tuple(words.split())) for words in ("suicidal thoughts", "suicide", "self harm", "crisis", "hotline")),
)


@dataclass
class Asked:
    """A search as an address says it. `exact`: as typed, nothing is to be corrected."""

    typed: str
    exact: bool = False
    sort: str = RELEVANCE
    page: int = 1
    facets: dict = field(default_factory=dict)

    @classmethod
    def read(cls, params):
        """Read it from the parameters. Raises PageMissing for a page number that is none; the rest is passed over."""
        number = params.get("page") or "1"
        if not (number.isascii() and number.isdigit() and int(number[:9]) > 0 and len(number) < 9):
            raise PageMissing(
                _("These are results of a search, and there is no page “%(number)s” among them.")
                % {"number": number[:20]}
            )
        return cls(
            typed=params.get("q", ""),
            exact=params.get("exact") == "1",
            sort=DATE if params.get("sort") == DATE else RELEVANCE,
            page=int(number),
            facets={name: params[name][:100] for name in facet_names() if params.get(name)},
        )

    @property
    def is_first_look(self):
        """Whether it is a new search, and not a narrowed or further page of one."""
        return self.page == 1 and not self.facets and self.sort == RELEVANCE

    def url(self, **changes):
        """Return the address of the search with changes; an empty value takes a parameter away."""
        parameters = {"q": self.typed, **self.facets}
        parameters |= {"sort": self.sort if self.sort != RELEVANCE else "", "exact": "1" if self.exact else ""}
        parameters = {name: value for name, value in {**parameters, **changes}.items() if value}
        return f"?{urlencode(parameters)}"


def results_of(asked, request):
    """Return (Understood, Found, context of the template) for an Asked that holds at least one word."""
    understood = understand(asked.typed, correct=not asked.exact)
    asked.typed = understood.cleaned
    context = {"query": understood.cleaned, "understood": understood}
    if understood.is_empty and not understood.crisis:
        return understood, engine.Found(), context
    promoted = promoted_pages(understood) if asked.is_first_look else []
    found = engine.search(
        _to_prevent(understood),
        facets=asked.facets,
        sort=asked.sort,
        page=asked.page,
        per_page=PER_PAGE,
        without_kinds=TO_BE_BOUGHT if understood.crisis or hides_clinics(understood.notices) else (),
    )
    page = page_of(range(found.total), asked.page, PER_PAGE)
    page.object_list = cards_of_hits(found.hits, leave_out={each.pk for each in promoted})
    context |= {
        "found": found,
        "page_obj": page,
        "pages": page_numbers(page),
        "query_string": f"{asked.url()[1:]}&",
        "promoted": cards_of(promoted),
        "notices": notices_of(understood.notices),
        "corrected": _corrected(asked, understood),
        "choices": [{"label": each.label, "url": asked.url(q=each.query)} for each in understood.choices],
        "related": [{"label": each, "url": f"?{urlencode({'q': each})}"} for each in understood.related],
        "sorts": _sorts(asked) if found.total > 1 else [],
        **facets_of(found, asked, "clinic" in (*understood.kinds, asked.facets.get("kind"))),
        "in_danger": _is_in_danger(understood),
    }
    if understood.place and asked.is_first_look and not understood.crisis:
        context["nearby"] = clinics_near(understood.place, engine.keys_of_kind(understood, "clinic"), request)
    return understood, found, context


def _to_prevent(understood):
    """Return what is searched for: what was asked, or, for somebody in danger, pages that may keep them from harm.

    High rank of preventive pages is the one feature of results that was linked with seeking help: Scherr et al., JMIR
    2019; 21(3): e12235. Words such as “kill” would lead to anything else.
    """
    if not _is_in_danger(understood):
        return understood
    return replace(understood, terms=(PREVENTION,), excluded=(), kinds=(), place=None)


def _is_in_danger(understood):
    return understood.crisis is not None and not understood.crisis.is_compact


def promoted_pages(understood):
    """Return the public pages that editors put first for a query: for a crisis those for crises and no others."""
    promotions = Promotion.objects
    chosen = promotions.for_crisis() if understood.crisis else promotions.for_query(understood.cleaned)
    keys = list(chosen.values_list("page_id", flat=True)[:MOST_PROMOTED])
    pages = published_pages().in_bulk(keys) if keys else {}
    return [pages[key] for key in keys if key in pages]


def cards_of_hits(hits, leave_out=()):
    """Return cards that show what was found of each page: its words marked, and the section that fits."""
    hits = [hit for hit in hits if hit.page_id not in leave_out]
    pages = published_pages().in_bulk([hit.page_id for hit in hits])
    hits = [hit for hit in hits if hit.page_id in pages]
    cards = cards_of([pages[hit.page_id] for hit in hits])
    for card, hit in zip(cards, hits, strict=True):
        card.title, card.summary = hit.title, hit.snippet
        card.anchor, card.heading = hit.anchor, hit.heading
    return cards


def facets_of(found, asked, about_clinics):
    """Return the context of `components/filters.html`: each choice with its number and address.

    `about_clinics`: whether what only clinics have is offered too; among articles it would be noise.
    """
    labels, facets = facet_names(), []
    for counted in found.facets:
        if counted.name not in (*FOR_ALL, *asked.facets) and not about_clinics:
            continue
        options = [
            Option(
                each.value,
                each.label,
                each.count,
                asked.url(**{counted.name: "" if each.is_selected else each.value}),
                each.is_selected,
            )
            for each in counted.options
        ]
        facet = Facet(counted.name, labels[counted.name], options, None)
        facet.selected = next((option for option in options if option.selected), None)
        if facet.selected or len(options) > 1:
            facets.append(facet)
    active = [
        {"label": facet.selected_label, "remove_url": asked.url(**{facet.name: ""})}
        for facet in facets
        if facet.selected
    ]
    clear = asked.url(**dict.fromkeys(asked.facets, ""))
    return {"facets": facets, "active_filters": active, "clear_url": clear}


def _corrected(asked, understood):
    """Return what was searched instead of what was typed, and the way back; None where nothing was corrected."""
    if not understood.corrections:
        return None
    return {
        "corrections": understood.corrections,
        "searched": meant(understood),
        "typed": understood.cleaned,
        "instead_url": replace(asked, exact=True, facets={}, page=1).url(),
    }


def _sorts(asked):
    labels = {RELEVANCE: _("Best match"), DATE: _("Newest")}
    return [
        {"label": label, "url": asked.url(sort=sort if sort != RELEVANCE else ""), "is_selected": sort == asked.sort}
        for sort, label in labels.items()
    ]
