"""Who sees what readers search."""

from django.core.exceptions import PermissionDenied

from search.models import Promotion, SearchCount, Synonym


def may_read(user):
    """Tell whether a person sees what readers search."""
    return user.is_active and user.has_perm(f"{SearchCount._meta.app_label}.view_searchcount")


def may_add_synonym(user):
    """Tell whether a person may add a synonym."""
    return user.has_perm(f"{Synonym._meta.app_label}.add_synonym")


def may_promote(user):
    """Tell whether a person may put a page first."""
    return user.has_perm(f"{Promotion._meta.app_label}.add_promotion")


class OnlyReaders:
    """A view that refuses everybody else."""

    def dispatch(self, request, *args, **kwargs):
        """Ask for the right."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
