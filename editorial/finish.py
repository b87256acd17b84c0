"""The door that WAGTAIL_FINISH_WORKFLOW_ACTION names.

Wagtail imports this module while `wagtail.models` itself is loading, so nothing of Wagtail may be imported here at
module level; the work is done in `editorial.publication`, which is looked up when a workflow finishes.
"""

from django.utils.module_loading import import_string


def publish_approved(workflow_state, user=None):
    """Publish what the finished workflow approved; see `editorial.publication.publish_approved`."""
    import_string("editorial.publication.publish_approved")(workflow_state, user)
