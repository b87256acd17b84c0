"""What a search found: plain data for the results page and for the box that explains a query."""

from dataclasses import dataclass, field


@dataclass
class Hit:
    """A page that was found.

    `title`, `snippet`: safe HTML with the words in <mark>. `anchor`: of the section that the snippet is from, "" for
    the top. `is_partial`: some of the words are missing. `score`, `parts`: what put it where it stands, the parts
    by name; empty where pages are ordered by date, and beyond those that were ranked.
    """

    page_id: int
    kind: str
    title: str = ""
    snippet: str = ""
    anchor: str = ""
    heading: str = ""
    is_partial: bool = False
    commercial_label: str = ""
    score: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class FacetOption:
    """A choice of a facet, and how many of the pages found have it."""

    value: str
    label: str
    count: int
    is_selected: bool = False


@dataclass(frozen=True)
class FacetCounts:
    """A facet with its choices, the most frequent first. `name` as in the address."""

    name: str
    options: tuple[FacetOption, ...]


@dataclass
class Found:
    """The answer to a query.

    `total`: how many pages can be paged through: those with all words, and some that lack one. `full`: how many have
    all. `is_more`: there are more than were counted; say “over”. `hits`: of the page asked for, best first.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    full: int = 0
    is_more: bool = False
    page: int = 1
    per_page: int = 10
    facets: list[FacetCounts] = field(default_factory=list)

    @property
    def pages(self):
        """How many pages of results there are."""
        return -(-self.total // self.per_page)

    @property
    def partial(self):
        """How many of them lack a word."""
        return self.total - self.full
