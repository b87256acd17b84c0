"""Results of a search in the database: found, ordered and counted at a cost that a common word does not drive up.

The stock backends rank every hit for every page of results. Here the database ranks the newest hits and those with the
words in their title, at most WINDOW and TITLES of them; whatever else was found follows in the order of its keys.
"""

from django.db.models import Count, Q
from django.db.models.expressions import RawSQL
from django.utils.functional import cached_property

from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.backends.base import BaseSearchResults, FilterFieldError

from search.backends.queries import understood

WINDOW, TITLES = 2_000, 1_000
FIRST_BATCH, BATCH = 100, 1_000  # keys in one query; the first is enough for most pages of results


class RankingCompiler:
    """What the query compilers of both databases share; stands before one of modelsearch's.

    Those of a database say `hits_sql()`: SQL and parameters that list the keys of everything found, and
    `ranked_rows()`: rows of (object_id, score), a higher score first or not, and whether they are all there is.
    """

    @cached_property
    def found(self):
        """What the query was understood to find."""
        return understood(self.query)

    @property
    def content_types(self):
        """The keys of the content types that are searched, as SQL."""
        return ", ".join(str(int(key)) for key in get_descendants_content_types_pks(self.queryset.model))

    def key_type(self, connection):
        """The type of the searched model's key in SQL; the index keeps keys as text."""
        key = self.queryset.model._meta.pk
        return key.db_type(connection) if key.remote_field else key.rel_db_type(connection)

    def among(self, keys):
        """Return the condition that an object's key is one of those that an expression lists."""
        return Q(pk__in=keys)

    def matching(self):
        """Return a queryset of everything that is found; ordered when it is not to be ordered by relevance."""
        found, queryset = self.found, self.queryset
        if found.is_nothing:
            return queryset.none()
        if not found.is_all:
            hits = RawSQL(*self.hits_sql())  # noqa: S611 - what was typed is in the parameters
            among = self.among(hits)
            queryset = queryset.exclude(among) if found.is_complement else queryset.filter(among)
        if self.order_by_relevance or not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset

    def ranked(self):
        """Return ({key: score}, best first; higher is better) and whether everything found is in it."""
        if self.found.is_complement or self.found.is_nothing:
            return {}, False
        rows, is_complete = self.ranked_rows()
        to_python = self.queryset.model._meta.pk.to_python
        scores = {}
        for key, score in rows:
            scores[to_python(key)] = max(score, scores.get(to_python(key), score))
        return dict(sorted(scores.items(), key=lambda item: (-item[1], -_number(item[0])))), is_complete


def _number(key):
    return key if isinstance(key, int) else 0


class RankedResults(BaseSearchResults):
    """Objects in the order of the query compiler's ranking, or as their queryset is ordered."""

    supports_facet = True

    def _do_search(self):
        compiler = self.query_compiler
        if compiler.found.is_all:
            return self._scored(compiler.queryset[self.start : self.stop], {})
        if not compiler.order_by_relevance:
            scores = compiler.ranked()[0] if self._score_field else {}
            return self._scored(compiler.matching()[self.start : self.stop], scores)
        scores, is_complete = compiler.ranked()
        return self._scored(self._objects(self._keys(list(scores), is_complete)), scores)

    def _keys(self, ranked, is_complete):
        """Return the keys of this slice: ranked ones that the queryset holds, then, where those end, the others."""
        queryset = self.query_compiler.queryset.order_by()
        keys, first, size = [], 0, FIRST_BATCH
        while first < len(ranked) and (self.stop is None or len(keys) < self.stop):
            some = ranked[first : first + size]
            allowed = set(queryset.filter(pk__in=some).values_list("pk", flat=True))
            keys += [key for key in some if key in allowed]
            first, size = first + size, BATCH
        if not is_complete and (self.stop is None or len(keys) < self.stop):
            rest = self.query_compiler.matching().exclude(pk__in=keys).values_list("pk", flat=True)
            keys += rest if self.stop is None else rest[: self.stop - len(keys)]
        return keys[self.start : self.stop]

    def _objects(self, keys):
        objects = {}
        for first in range(0, len(keys), BATCH):
            some = self.query_compiler.queryset.filter(pk__in=keys[first : first + BATCH]).order_by()
            objects.update((each.pk, each) for each in some)
        return [objects[key] for key in keys if key in objects]

    def _scored(self, objects, scores):
        objects = list(objects)
        if self._score_field:
            for each in objects:
                setattr(each, self._score_field, scores.get(each.pk, 0.0))
        return objects

    def _do_count(self):
        count = self.query_compiler.matching().order_by().count()
        return max((count if self.stop is None else min(count, self.stop)) - self.start, 0)

    def facet(self, field_name):
        """Return {value: number of objects found}, the most frequent first; FilterFieldError without a FilterField."""
        if self.query_compiler._get_filterable_field(field_name) is None:
            model = self.query_compiler.queryset.model.__name__
            raise FilterFieldError(
                f"{model} has no index.FilterField({field_name!r}) to count by.", field_name=field_name
            )
        counted = self.query_compiler.matching().order_by().values(field_name).annotate(number=Count("pk"))
        return {row[field_name]: row["number"] for row in counted.order_by("-number", field_name)}
