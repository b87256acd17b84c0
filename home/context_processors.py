"""What every template knows of the publication."""

from django.utils.functional import SimpleLazyObject

from home.models import MenuSettings, PublicationSettings


class Menus:
    """The menus of the request's site, read when a template asks."""

    def __init__(self, request):
        """Remember the request."""
        self.request = request

    def __getattr__(self, name):
        """Return the menu of that name and keep it."""
        if name not in {"primary", "footer"}:
            raise AttributeError(name)
        menu = MenuSettings.for_request(self.request).items(name, self.request)
        setattr(self, name, menu)
        return menu


def publication(request):
    """Add `publication` (the settings) and `menus`, both read from the database only when a template uses them."""
    return {
        "publication": SimpleLazyObject(lambda: PublicationSettings.for_request(request)),
        "menus": Menus(request),
    }
