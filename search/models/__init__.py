"""The tables of search."""

from search.models.document import Document, DocumentFacet, Facet, IndexRun

__all__ = ["Document", "DocumentFacet", "Facet", "IndexRun"]
