"""Facets: narrowing what was found, and counting in SQL what each choice would leave.

The choices of a facet that is in use are counted as if it were not: they say what one would get instead.
"""

# ruff: noqa: S608 - put together are names of tables and placeholders; what readers send is a parameter

from collections import defaultdict
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engine.found import FacetCounts, FacetOption
from search.engine.fulltext import dialect
from search.models import Facet

REVIEWED = "reviewed"
MONTHS = {"6": 183, "12": 365, "24": 731}  # days
ORDER = ("kind", "article", "topic", "author", REVIEWED, "state", "treatment", "route", "insurance", "telehealth")
ORDER += ("access", "language", "price")
MOST_OPTIONS = 20


def facet_names():
    """Return {name: label} of all facets, in order."""
    labels = (
        *(_("Kind"), _("Kind of article"), _("Topic"), _("Author"), _("Reviewed"), _("State"), _("Treatment")),
        *(_("Route"), _("Insurance"), _("By video"), _("Access"), _("Language"), _("Price")),
    )
    return dict(zip(ORDER, labels, strict=True))


def chosen_of(facets):
    """Return the facets that are in use as {name: value}, without names and values that there are not."""
    chosen = {name: str(value) for name, value in (facets or {}).items() if value and name in ORDER}
    if chosen.get(REVIEWED) not in (None, *MONTHS):
        del chosen[REVIEWED]
    return chosen


def narrow(keys, chosen, public):
    """Return those of the keys that have every chosen facet, in order, and the FacetCounts: two or three queries.

    `public`: the queryset of pages that readers may see. A topic or author who is not among them is not offered: pages
    may have the name for as long as it takes to index them again.
    """
    having = _having(keys, chosen) if chosen else {}
    left = [key for key in keys if all(key in having[name] for name in chosen)]
    bases = {None: left}
    for name in chosen:
        others = [having[other] for other in chosen if other != name]
        bases[name] = [key for key in keys if all(key in other for other in others)]
    return left, _counted(bases, chosen, public)


def _having(keys, chosen):
    """Return {name of a chosen facet: set of those keys that have it}."""
    sql, queries, params = dialect(), [], []
    table, table_params = sql.keys(keys)
    for name, value in chosen.items():
        if name == REVIEWED:
            query = (
                "SELECT %s, page_id FROM search_document"
                " WHERE last_reviewed >= %s AND page_id IN (SELECT id FROM asked)"
            )
            params += [name, _since(value)]
        else:
            query = (
                "SELECT %s, document_id FROM search_documentfacet JOIN search_facet ON search_facet.id = facet_id"
                " WHERE search_facet.name = %s AND value = %s AND document_id IN (SELECT id FROM asked)"
            )
            params += [name, name, value]
        queries.append(query)
    having = {name: set() for name in chosen}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH asked AS ({table}) {' UNION ALL '.join(queries)}", [*table_params, *params])
        for name, key in cursor.fetchall():
            having[name].add(key)
    return having


def _since(months):
    return timezone.localdate() - timedelta(days=MONTHS[months])


def _counted(bases, chosen, public):
    """Count choices over sets of keys: `bases[name]` for a facet in use, `bases[None]` for all others."""
    sql, tables, queries, params, table_params = dialect(), [], [], [], []
    for number, (name, keys) in enumerate(bases.items()):
        table, more = sql.keys(keys)
        tables.append(f"b{number} AS ({table})")
        table_params += more
        for query, more in _counts_of(name, f"b{number}", chosen):
            queries.append(query)
            params += more
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(queries)}", [*table_params, *params])
        rows = cursor.fetchall()
    pages = {page for *_row, page in rows if page}
    seen = {0, *public.filter(pk__in=pages).values_list("pk", flat=True)} if pages else {0}
    counted = defaultdict(dict)
    for name, value, label, count, page in rows:
        if page in seen:
            counted[name][value] = (label, count)
    return _facets(_cumulated(counted), chosen)


def _cumulated(counted):
    """Let a longer time since the review have what a shorter one has: the database counts each page once."""
    total = 0
    for months in MONTHS:
        total += counted[REVIEWED].get(months, ("", 0))[1]
        counted[REVIEWED][months] = ("", total)
    return counted


def _counts_of(name, base, chosen):
    """Yield (SQL, parameters) that count the choices of the facet `name`, or of those not in use, over a base."""
    if name != REVIEWED:
        names = [name] if name else list(chosen) or [""]
        among = f"{'' if name else 'NOT '}IN ({', '.join(['%s'] * len(names))})"
        # Counted by key before names are looked up: there are five to ten rows for a page.
        pages = (
            "SELECT facet_id, count(*) AS pages FROM search_documentfacet"
            f" WHERE document_id IN (SELECT id FROM {base}) GROUP BY facet_id"
        )
        sql = (
            "SELECT search_facet.name, value, label, counted.pages, coalesce(page_id, 0)"
            f" FROM ({pages}) AS counted JOIN search_facet ON search_facet.id = counted.facet_id"
            f" WHERE search_facet.name {among}"
        )
        yield sql, names
    if name == REVIEWED or (name is None and REVIEWED not in chosen):
        spans = {months: _since(months) for months in MONTHS}
        within = " ".join("WHEN last_reviewed >= %s THEN %s" for _months in spans)
        sql = (
            f"SELECT %s, spans.within, '', count(*), 0 FROM (SELECT CASE {within} END AS within FROM search_document"
            f" WHERE last_reviewed >= %s AND page_id IN (SELECT id FROM {base})) AS spans GROUP BY spans.within"
        )
        pairs = [part for months, since in spans.items() for part in (since, months)]
        yield sql, [REVIEWED, *pairs, min(spans.values())]


def _facets(counted, chosen):
    for name, value in chosen.items():  # one that leaves nothing is still shown, so that it can be taken away
        if value not in counted[name]:
            label = Facet.objects.filter(name=name, value=value).values_list("label", flat=True).first()
            counted[name][value] = (label or value, 0)
    found = []
    for name in ORDER:
        options = [
            FacetOption(value, _months(value) if name == REVIEWED else label, count, chosen.get(name) == value)
            for value, (label, count) in counted[name].items()
            if count or chosen.get(name) == value
        ]
        if name != REVIEWED:
            options.sort(key=lambda option: (not option.is_selected, -option.count, option.label))
        if options:
            found.append(FacetCounts(name, tuple(options[:MOST_OPTIONS])))
    return found


def _months(value):
    return ngettext("In the last %(count)d month", "In the last %(count)d months", int(value)) % {"count": int(value)}
