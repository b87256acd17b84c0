"""Which records are about the same source."""

from django.apps import apps

# A trial's number tells entries of the register apart; papers on the same trial share it and are sources of their own.
REGISTER = "register"


def find(reference):
    """Yield (field, record) for every other record that is about the same source, the surest sign first."""
    others = apps.get_model("blog", "Reference").objects.exclude(pk=reference.pk)
    for name in ("doi", "pmid", "pmcid"):
        if getattr(reference, name):
            yield from ((name, other) for other in others.filter(**{name: getattr(reference, name)}))
    if reference.nct and reference.study_type == REGISTER:
        yield from (("nct", other) for other in others.filter(nct=reference.nct, study_type=REGISTER))
    if reference.title_key and reference.year:
        same = others.filter(title_key=reference.title_key, year=reference.year)
        yield from (("title", other) for other in same if not _differ(reference, other))


def family_of(reference):
    """Return the keys of the records that a reference replaces, of those that replace it, and its own."""
    model = apps.get_model("blog", "Reference")
    family, new = set(), {key for key in (reference.pk, reference.replaces_id) if key}
    while new:
        family |= new
        parents = model.objects.filter(pk__in=new, replaces__isnull=False).values_list("replaces", flat=True)
        children = model.objects.filter(replaces__in=new).values_list("pk", flat=True)
        new = ({*parents, *children}) - family
    return family


def _differ(one, other):
    """Whether both have an identifier of the same kind, and not the same: a series repeats its titles."""
    return any(
        getattr(one, name) and getattr(other, name) and getattr(one, name) != getattr(other, name)
        for name in ("doi", "pmid", "pmcid")
    )
