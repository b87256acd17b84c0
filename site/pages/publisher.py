"""Who publishes: the name and addresses that pages give to machines.

The settings stand in a room above, which tells through `knows_publisher` how they are read.
"""

from dataclasses import dataclass

from wagtail.models import Site

_sources = []


@dataclass(frozen=True)
class Publisher:
    """The publication as machines are told of it. `address`: of the front page, with host and a slash at the end.

    `logo`: (address, width, height) in pixels. `links`: addresses of the publication elsewhere.
    """

    name: str
    address: str
    strapline: str = ""
    description: str = ""
    email: str = ""
    logo: tuple | None = None
    links: tuple = ()


def knows_publisher(function):
    """Register `function(site, request)`, which returns the Publisher of a site. `request` may be None."""
    _sources.append(function)
    return function


def publisher_of(request):
    """Return the Publisher whose site a request asks. Costs nothing where the page shows its name anyway."""
    return publisher_of_site(Site.find_for_request(request), request)


def publisher_of_site(site, request=None):
    """Return the Publisher of a site; where there is none, one without name and address."""
    if site is None:
        return Publisher("", "")
    for source in _sources:
        return source(site, request)
    return Publisher(site.site_name or site.hostname, f"{site.root_url}/")
