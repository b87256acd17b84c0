"""The admin's screens for people. Who runs the publication gives roles to others, and power over everything to nobody.

Wagtail lets everyone who may change users tick "Administrator", which passes every permission, and change the password
of those who have it. Here only they themselves may do either, and nobody else chooses the own roles.
"""

from django.core.exceptions import PermissionDenied

from wagtail.users.views import users


class NoEscalationMixin:
    """Locks the fields by which someone could become more than they are."""

    def get_form(self, *args, **kwargs):
        """Return the form; a disabled field keeps its value whatever is posted."""
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            locked = {"is_superuser"}
            if self.request.user == self.object:
                locked.add("groups")
            for name in locked & set(form.fields):
                form.fields[name].disabled = True
        return form


class CreateView(NoEscalationMixin, users.CreateView):
    """Adds a person."""


class EditView(NoEscalationMixin, users.EditView):
    """Changes a person."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse to change someone who may do more than the one who asks."""
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UserViewSet(users.UserViewSet):
    """Wagtail's screens for people, with these two views."""

    add_view_class = CreateView
    edit_view_class = EditView
