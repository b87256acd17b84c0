"""The looks in which readers see a page: narrow and wide, light and dark."""

from typing import NamedTuple

import pytest


class Look(NamedTuple):
    """A viewport in CSS pixels and a colour scheme."""

    width: int
    height: int
    scheme: str

    def __str__(self):
        return f"{self.width}-{self.scheme}"


WIDE, NARROW = Look(1440, 900, "light"), Look(390, 844, "light")
SCHEMES = ("light", "dark")  # a page that is open changes from one to the other: Playwright's emulate_media

# Decorator: the test takes `look`, and the pages that it opens have that look.
every_width = pytest.mark.parametrize("look", [WIDE, NARROW], ids=str)
