"""What a person may do with a page behind the gate."""

from wagtail.models.pages import PagePermissionTester


class GatedPagePermissionTester(PagePermissionTester):
    """Wagtail's tester without the right to publish: not for superusers, not on creation, not for aliases.

    What stock Wagtail derives from the right to publish, but publishes nothing, keeps asking for that right.
    """

    def can_publish(self):
        """No: the workflow publishes."""
        return False

    def can_publish_subpage(self):
        """No: asked when a page is created and published in one go, copied with its state, or aliased."""
        return False

    def can_unpublish(self):
        """No: a page is taken down with a reason, in a form of our own (`editorial.withdrawal`)."""
        return False

    def can_unschedule(self):
        """Taking something off the schedule publishes nothing."""
        return super().can_publish()

    def can_set_view_restrictions(self):
        """Hiding a page from readers publishes nothing."""
        return super().can_publish()
