"""Looking a source up by its identifier. Nobody is asked unless the setting REFERENCE_LOOKUP names a service.

A service is a class with one method: `fields(kind, identifier)` takes "doi", "pmid", "pmcid" or "nct" and returns
fields of a Reference by their names, or an empty dict for what it does not know; it raises LookupFailed when it cannot
answer. What a person pasted counts more than what a service says.
"""

from django.conf import settings
from django.utils.module_loading import import_string

KINDS = ("doi", "pmid", "pmcid", "nct")


class LookupFailed(Exception):  # noqa: N818 - it is what happened, in the words of those who read it
    """The service did not answer, or not in a way that it could be understood."""


def service():
    """Return the service that the settings name, or None."""
    path = settings.REFERENCE_LOOKUP
    return import_string(path)() if path else None


def completed(fields):
    """Return fields with what the service adds to them; the same fields where there is none."""
    asked = service()
    if asked is None:
        return fields
    for kind in KINDS:
        if fields.get(kind):
            return {**asked.fields(kind, fields[kind]), **{name: value for name, value in fields.items() if value}}
    return fields
