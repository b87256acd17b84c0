"""The editorial room's own addresses in the admin."""

from django.urls import path

from wagtail import hooks

from editorial.views.timeline import TimelineView

urlpatterns = [
    path("editorial/timeline/<str:content>/<str:object_id>/", TimelineView.as_view(), name="editorial_timeline"),
]


@hooks.register("register_admin_urls")
def editorial_urls():
    """Give them to Wagtail, which asks for access to the admin before each."""
    return urlpatterns
