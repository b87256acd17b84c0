"""The small map on a clinic's own page."""

from django import template

from blog.clinic_map import locator_of
from blog.clinic_spots import spot_of

register = template.Library()


@register.inclusion_tag("components/locator.html")
def locator(clinic):
    """Show where a clinic is. Asks the database for nothing."""
    return {"locator": locator_of(spot_of(clinic))}
