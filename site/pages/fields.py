"""Fields that every page type uses."""

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that keeps its block definitions out of migrations: editing a block writes no migration."""

    def deconstruct(self):
        """Leave out the blocks and their lookup table."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
