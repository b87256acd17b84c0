"""Filters of a listing, as objects that read the address, narrow the queryset and describe themselves."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from pages.errors import PageMissing


@dataclass
class Option:
    """One choice of a facet."""

    value: str
    label: str
    count: int | None = None
    url: str = ""
    selected: bool = False


@dataclass
class Facet:
    """One filter: `name` in the address, `label` for the reader, the choices, and how a choice narrows a queryset.

    `narrow` takes the queryset and the chosen value and returns the narrowed queryset.
    """

    name: str
    label: str
    options: list[Option]
    narrow: object
    selected: Option | None = field(default=None, init=False)

    def read(self, params):
        """Take the choice from the address. Raises PageMissing for a value that is not among the options."""
        value = params.get(self.name, "")
        if not value:
            return
        self.selected = next((option for option in self.options if option.value == value), None)
        if self.selected is None:
            raise PageMissing(
                _("There is nothing to show for %(facet)s “%(value)s”.")
                % {"facet": self.label.lower(), "value": value[:40]}
            )
        self.selected.selected = True

    @property
    def selected_label(self):
        """The label of the choice, or an empty text."""
        return self.selected.label if self.selected else ""


class FacetSet:
    """The facets of one listing, read from one request."""

    def __init__(self, facets, request):
        """Read every facet's choice from the request's address and give every option its own address."""
        self.facets = facets
        self.path = request.path
        self.kept = {}  # what else the addresses of the list carry, such as the place that it is near to
        for facet in facets:
            facet.read(request.GET)
        self.set_addresses()

    def set_addresses(self):
        """Give every option its own address."""
        for facet in self.facets:
            for option in facet.options:
                option.url = self.url(**{facet.name: "" if option.selected else option.value})

    def keep(self, parameters):
        """Let every address of the list carry further parameters."""
        self.kept = dict(parameters)
        self.set_addresses()

    def narrow(self, queryset):
        """Return the queryset with every choice applied."""
        for facet in self.facets:
            if facet.selected:
                queryset = facet.narrow(queryset, facet.selected.value)
        return queryset

    @property
    def chosen(self):
        """The parameters of the facets in use."""
        return {facet.name: facet.selected.value for facet in self.facets if facet.selected}

    def url(self, **changes):
        """Return the address of the list with changes; an empty value takes a parameter away."""
        params = {name: value for name, value in {**self.chosen, **self.kept, **changes}.items() if value}
        return f"{self.path}?{urlencode(params)}" if params else self.path

    def context(self):
        """Return what the listing template needs: the facets, the active choices, and the rest of the address."""
        chosen = {**self.chosen, **self.kept}
        return {
            "facets": [facet for facet in self.facets if facet.options],
            "active_filters": [
                {"label": facet.selected_label, "remove_url": self.url(**{facet.name: ""})}
                for facet in self.facets
                if facet.selected
            ],
            "clear_url": self.path,
            "query_string": f"{urlencode(chosen)}&" if chosen else "",
        }
