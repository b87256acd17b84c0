"""The checks that every publication has: importing them registers them."""

from editorial.checks import (  # noqa: F401
    figures,
    language,
    parts,
    promotion,
    reading_ease,
    structure,
    titles,
    wording,
)
