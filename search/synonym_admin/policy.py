"""Who may do what with the vocabulary: nobody adds or deletes words, which come from the pages."""

from wagtail.permission_policies.base import ModelPermissionPolicy


class WordsComeFromPages(ModelPermissionPolicy):
    """Django's permissions, without “add” and “delete”, for administrators too."""

    def user_has_permission(self, user, action):
        """Refuse what nobody may do."""
        return action in ("change", "view") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        """Ask for each action by itself."""
        return any(self.user_has_permission(user, action) for action in actions)
