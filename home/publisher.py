"""Tells the rooms below who publishes."""

from home.models import PublicationSettings
from pages.publisher import Publisher, knows_publisher


@knows_publisher
def from_settings(site, request=None):
    """Return the Publisher that the settings of a site describe; those that a request holds already are taken."""
    settings = PublicationSettings.for_request(request) if request else PublicationSettings.for_site(site)
    logo = settings.logo
    return Publisher(
        name=settings.name,
        address=f"{site.root_url}/",
        strapline=settings.strapline,
        description=settings.description,
        email=settings.contact_email,
        logo=(f"{site.root_url}{logo.file.url}", logo.width, logo.height) if logo else None,
        links=tuple(block.value["url"] for block in settings.social_links),
    )
