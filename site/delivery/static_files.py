"""Collected static files: hashed names, compressed, and some put together from the files that they import.

`css/readers.css` and `js/reading.js` import the files that people work on. As written, a browser asks for each of them
in turn; as collected each is one file, so that a reader on a slow line waits for one answer before the words show.
"""

import posixpath
import re
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

STYLE = re.compile(r'^@import url\("(?P<name>[^"]+)"\)(?: (?P<media>[^;]+))?;$', re.MULTILINE)
SCRIPT = re.compile(r'^import "\./(?P<name>[^"]+)";$', re.MULTILINE)
ROLLED_UP = {"css/readers.css": STYLE, "js/reading.js": SCRIPT}


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, for which imports are read in first."""

    def post_process(self, paths, dry_run=False, **options):
        """Write the files of ROLLED_UP with the text of what they import; then hash and compress as ever."""
        if not dry_run:
            for name in ROLLED_UP.keys() & paths.keys():
                self.delete(name)
                self.save(name, ContentFile(rolled_up(name).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def rolled_up(name):
    """Return the text of a file of ROLLED_UP with the files that it imports in the place of their import.

    `@import url("print.css") print;` becomes `@media print { … }`, `import "./share.js";` a block `{ … }` with the
    script. Paths within an imported style sheet are kept, so it has to lie in the same folder. Raises
    FileNotFoundError for a file that is not there, ValueError for one in another folder.
    """
    folder = posixpath.dirname(name)

    def imported(match):
        if "/" in match["name"]:
            raise ValueError(f"{name} imports {match['name']}, which lies in another folder.")
        text = _text(posixpath.join(folder, match["name"]))
        if match.re is SCRIPT:
            return f"{{\n{text}}}\n"
        return f"@media {match['media']} {{\n{text}}}\n" if match["media"] else text

    return ROLLED_UP[name].sub(imported, _text(name))


def _text(name):
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"There is no static file {name}.")
    return Path(path).read_text(encoding="utf-8")
