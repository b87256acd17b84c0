"""The blocks of a body. Their names are stable: content, checks, importers and templates depend on them."""

from blog.blocks.body import BODY_BLOCKS, STANDING_BLOCKS, TOPIC_BLOCKS

__all__ = ["BODY_BLOCKS", "STANDING_BLOCKS", "TOPIC_BLOCKS"]
