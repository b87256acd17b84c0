"""Forms for records that public pages show: what cannot change says so at its field, and nothing typed is lost."""

from django.core.exceptions import ValidationError

from wagtail.admin.forms.models import WagtailAdminModelForm

from editorial.shared_guard import message
from editorial.shared_records import public_users, shown_fields


class SharedRecordFormMixin:
    """Says at the very field that a record in use cannot change, and what to do instead."""

    def _post_clean(self):
        super()._post_clean()
        touched = [name for name in self.changed_data if name in shown_fields(type(self.instance))]
        if self.instance.pk is None or not touched:
            return
        users = public_users(self.instance)
        if users:
            for name in touched:
                self.add_error(name, ValidationError(message(self.instance, users), code="in_use"))


class SharedRecordForm(SharedRecordFormMixin, WagtailAdminModelForm):
    """For snippets; models name it as their `base_form_class`."""
