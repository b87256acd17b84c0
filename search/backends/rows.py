"""How objects become rows of Wagtail's index: each writes its own row and reads no other."""

from modelsearch.utils import get_content_type_pk

from search.backends.texts import texts_of


class RowIndex:
    """What the indexes of both databases share; stands before one of modelsearch's, and says `write()`."""

    def add_items(self, model, objs):
        """Index objects of one model, in place of what was indexed of them before."""
        if model.get_search_fields():
            self.write(get_content_type_pk(model), [(str(obj.pk), texts_of(obj)) for obj in objs])

    def write(self, content_type, rows):
        """Index `rows`, pairs of (key as text, Texts), of the content type with this key."""
        raise NotImplementedError

    def _refresh_title_norms(self, full=False):
        """Do nothing: both databases know the length of titles when they rank."""
