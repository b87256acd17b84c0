"""Keeps records that something public shows from changing; forms say so at the field (`editorial.forms`)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.refusals import PublicationRefused, Refusal
from editorial.shared_records import changed, public_users, shown_fields


def refuse_change(sender, instance, raw=False, update_fields=None, **kwargs):
    """Refuse to save other words into a record that something public shows (pre_save)."""
    shown = set(shown_fields(sender))
    if not shown or instance._state.adding or (update_fields is not None and not shown & set(update_fields)):
        return
    _refuse(instance, changed(instance))


def refuse_deletion(sender, instance, **kwargs):
    """Refuse to delete a record that something public shows (pre_delete)."""
    if shown_fields(sender):
        _refuse(instance, ["all"])


def _refuse(record, differences):
    users = public_users(record) if differences else []
    if users:
        raise PublicationRefused([Refusal("in_use", message(record, users))])


def message(record, users):
    """Return the sentence that says who shows the record and what to do instead."""
    named = ", ".join(f"“{user}”" for user in users[:3])
    more = len(users) - 3
    if more > 0:
        named += " " + ngettext("and %(more)d more", "and %(more)d more", more) % {"more": more}
    return _(
        "%(kind)s is shown on public pages, and was approved with them: %(pages)s."
        " Add a corrected copy, use it in a new draft of those pages, and submit them."
    ) % {"kind": capfirst(_("this %(record)s") % {"record": record._meta.verbose_name}), "pages": named}
