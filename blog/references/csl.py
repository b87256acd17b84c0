"""References from CSL-JSON, the format of citation processors (citationstyles.org)."""

from datetime import date

from blog.models import Reference
from blog.models.reference import plain_doi
from blog.references.names import authors_line, vancouver


def fields_of(item):
    """Return the fields of a Reference, by name, for one CSL-JSON item.

    Our own additions stand in the item's `custom`: `study_type` and `retracted`. An item that says nothing of a
    retraction has no `is_retracted`, so that it does not take back what the Retraction Watch data say.
    """
    issued = _date_parts(item.get("issued"))
    custom = item.get("custom") or {}
    said = {"is_retracted": bool(custom["retracted"])} if "retracted" in custom else {}
    return {
        "key": item["id"],
        "study_type": custom.get("study_type", ""),
        "authors_text": _authors(item),
        "title": item["title"],
        "journal": item.get("container-title") or item.get("publisher") or "",
        "year": issued[0] if issued else None,
        "volume": str(item.get("volume", "")),
        "issue": str(item.get("issue", "")),
        "pages": str(item.get("page", "")).replace("-", "–"),
        "doi": plain_doi(item.get("DOI", "")),
        "pmid": str(item.get("PMID", "")),
        "pmcid": item.get("PMCID", ""),
        "url": item.get("URL", ""),
        "accessed_on": _day(item.get("accessed")),
        **said,
    }


def load(items):
    """Save a list of CSL-JSON items, renewing those whose key exists, and return the number of references saved."""
    for item in items:
        fields = fields_of(item)
        Reference.objects.update_or_create(key=fields.pop("key"), defaults=fields)
    return len(items)


def _authors(item):
    names = [
        author.get("literal") or vancouver(author.get("family", ""), author.get("given", ""), author.get("suffix", ""))
        for author in item.get("author", [])
    ]
    return authors_line(names, more=item.get("note") == "et al.")


def _day(value):
    if not value:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value)
    parts = _date_parts(value)
    return date(*(*parts, 1, 1)[:3]) if parts else None


def _date_parts(value):
    """Return year, month and day of a CSL date, as far as it has them: programs write them as numbers or as texts."""
    parts = ((value or {}).get("date-parts") or [[]])[0]
    return [int(part) for part in parts if part]
