"""The sizes and formats in which readers' pages show pictures. The templates use these and no others.

A size is made once. Making one takes tenths of a second, so it is done when a picture comes in, not while a reader
waits.
"""

FORMATS = ("avif", "webp", "jpeg")
CARD = ("width-320", "width-720")
HERO = ("width-720", "width-1080", "width-1600")
PORTRAIT = ("fill-96x96", "fill-192x192")


def specs(*sizes):
    """Return the filter specs of sizes in all formats: "width-320" gives "format-avif|width-320" and so on."""
    return [f"format-{name}|{size}" for size in dict.fromkeys(sizes) for name in FORMATS]


def prepare(picture, *sizes):
    """Make every rendition of a picture that does not exist yet. Sizes default to those of cards and heroes."""
    return picture.get_renditions(*specs(*(sizes or (*CARD, *HERO))))
