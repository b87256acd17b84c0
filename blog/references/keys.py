"""Short names for citing: surname and year, "zarate2006", with a letter behind it where it is taken."""

import string

from django.utils.text import slugify


def key_for(reference, taken, wanted=""):
    """Return a key that is not in `taken`: the wanted one if it is free, or one of the first author and the year."""
    wanted = slugify(wanted)[:45]
    if wanted and wanted not in taken:
        return wanted
    family = reference.label.rsplit(" ", 1)[0] if reference.year else reference.label
    base = slugify(family).replace("-", "")[:30] + str(reference.year or "")
    base = base or "reference"
    if base not in taken:
        return base
    letters = (f"{base}{letter}" for letter in string.ascii_lowercase[1:])
    numbers = (f"{base}-{number}" for number in range(27, 10_000))
    return next(key for names in (letters, numbers) for key in names if key not in taken)
