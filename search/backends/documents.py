"""What an OpenSearch server is told of Wagtail's index, and how it is asked: plain data, made without its client.

Words are folded before they get there (see `search.backends.words`) and stemmed there, so that the server finds what
the databases find. One document holds one object: all its words in `_all_text`, those of boosted fields once more in
fields of their own, which decide the order only.
"""

from wagtail.search.index import AutocompleteField, SearchField

from search.backends.queries import All, Any, Without
from search.backends.texts import as_text
from search.backends.words import folded

LONGEST_BEGINNING = 20  # letters of a word that are told apart while it is typed
ALL = "_all_text"
STEMMED, AS_TYPED, BEGINNINGS = "imprimatur_stemmed", "imprimatur_as_typed", "imprimatur_beginnings"
INDEX_SETTINGS = {
    "settings": {
        "analysis": {
            "filter": {
                "imprimatur_stems": {"type": "stemmer", "language": "english"},
                "imprimatur_grams": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_BEGINNING},
                "imprimatur_cut": {"type": "truncate", "length": LONGEST_BEGINNING},
            },
            "analyzer": {
                STEMMED: {"type": "custom", "tokenizer": "whitespace", "filter": ["imprimatur_stems"]},
                AS_TYPED: {"type": "custom", "tokenizer": "whitespace", "filter": ["imprimatur_cut"]},
                BEGINNINGS: {"type": "custom", "tokenizer": "whitespace", "filter": ["imprimatur_grams"]},
            },
        }
    }
}


class FoldedMapping:
    """What the mapping adds to modelsearch's, before which it stands: our analyzers, and folded words."""

    edgengram_analyzer_config = {"analyzer": BEGINNINGS, "search_analyzer": AS_TYPED}

    def get_field_mapping(self, field):
        """Return name and mapping of a field; what is searched by words is text, whatever the model keeps."""
        name, mapping = super().get_field_mapping(field)
        return name, mapping | {"type": "text"} if isinstance(field, SearchField) else mapping

    def get_mapping(self):
        """Return the mapping of the model, with English stems for every text that is searched by whole words."""
        mapping = super().get_mapping()
        _stem(mapping["properties"])
        return mapping

    def _get_document_field_data(self, field, obj):
        name, value, beginnings = super()._get_document_field_data(field, obj)
        if isinstance(field, SearchField | AutocompleteField):
            value = folded(as_text(value))
            beginnings = [value] if beginnings else []
        return name, value, beginnings


def _stem(properties):
    for field in properties.values():
        if field["type"] == "nested":
            _stem(field["properties"])
        elif field["type"] == "text" and "analyzer" not in field:
            field["analyzer"] = STEMMED


def query_for(found, fields, boosted=()):
    """Return the query for a Found in OpenSearch's language.

    `fields`: the names of the fields that are searched. `boosted`: pairs of (field, boost) that raise what has the
    words in them too; they find nothing of their own.
    """
    if found.is_nothing:
        return {"match_none": {}}
    if found.is_all:
        return {"match_all": {}}
    hits = _hits(found.expression, list(fields))
    if found.is_complement:
        return {"bool": {"must_not": [hits]}}
    raising = [_weighed(_hits(found.expression, [field]), boost) for field, boost in boosted]
    return {"bool": {"must": [hits], "should": raising}} if raising else hits


def _weighed(query, boost):
    return {"bool": {"must": [query], "boost": boost}}


def _hits(expression, fields):
    if isinstance(expression, All):
        return {"bool": {"must": [_hits(part, fields) for part in expression.parts]}}
    if isinstance(expression, Any):
        return {"bool": {"should": [_hits(part, fields) for part in expression.parts], "minimum_should_match": 1}}
    if isinstance(expression, Without):
        return {"bool": {"must": [_hits(expression.kept, fields)], "must_not": [_hits(expression.dropped, fields)]}}
    query = {"query": " ".join(expression.words), "fields": fields}
    if expression.is_phrase:
        return {"multi_match": query | {"type": "phrase"}}
    return {"multi_match": query | {"type": "cross_fields", "operator": "or" if expression.is_any else "and"}}
