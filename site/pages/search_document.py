"""What the search may know of a page: plain texts and facts that readers see, given by the page itself."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading of its own: its anchor in the page, the heading, the text in lines."""

    anchor: str = ""
    heading: str = ""
    text: str = ""


@dataclass(frozen=True)
class FacetValue:
    """By what a page is found among others: `value` as in an address, `label` for readers.

    `page`: the key of the page that the value names, such as a topic; it is offered only while readers may see that.
    """

    value: str
    label: str
    page: int | None = None


@dataclass
class SearchDocument:
    """A page as it is searched.

    `genre`: what sort of its kind it is, such as a guide among articles. `names`: what else it is called: a topic's
    other names, a clinic's; they count as much as the title. `keywords`: what else readers would look for it by:
    topics, authors, town and state.
    `facets`: {name: [FacetValue]} by which results are narrowed; every page has its kind.
    `fresh_until`: the last day on which all of this is shown to readers, such as prices that nobody checked since;
    None where no day changes anything.
    """

    kind: str
    title: str
    genre: str = ""
    summary: str = ""
    names: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    commercial_label: str = ""
    fresh_until: dt.date | None = None
