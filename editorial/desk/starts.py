"""What a person may start from the dashboard. Rooms above register their page types here."""

from dataclasses import dataclass

from django.urls import reverse

_types = []


@dataclass
class Start:
    """A button of the dashboard."""

    label: str
    icon: str
    url: str


def offer_start(parent_model, model, label, icon):
    """Offer to make a page of `model` below the page of `parent_model`, to those who may."""
    _types.append((parent_model, model, label, icon))


def starts_for(user):
    """Return the buttons for a person, in the order of registration."""
    starts = []
    for parent_model, model, label, icon in _types:
        parent = parent_model.objects.first()
        if parent and parent.permissions_for_user(user).can_add_subpage():
            url = reverse("wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk))
            starts.append(Start(str(label), icon, url))
    return starts
