"""Collected static files: hashed names, compressed, and the readers' own put together and without their comments.

`css/for-*.css` and `js/reading.js` import the files that people work on. As written, a browser asks for each of them
in turn; as collected each is one file, so that a reader on a slow line waits for one answer before the words show.
Style sheets lose their comments and indentation and no more: compressed, shorter forms save nothing, and the minifier
that was tried changed what newer selectors mean.
"""

import posixpath
import re
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

STYLE = re.compile(r'^@import url\("(?P<name>[^"]+)"\)(?: (?P<media>[^;]+))?;$', re.MULTILINE)
SCRIPT = re.compile(r'^import "\./(?P<name>[^"]+)";$', re.MULTILINE)
# The folders of the readers' files. Those of the admin and of packages have other names and stay as they come.
READERS = {"css": STYLE, "js": SCRIPT}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENTATION = re.compile(r"\s*\n\s*")


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, for which the readers' imports are read in first."""

    def post_process(self, paths, dry_run=False, **options):
        """Write the readers' files as they are sent; then hash and compress as ever."""
        if not dry_run:
            for name in filter(for_readers, paths):
                self.delete(name)
                self.save(name, ContentFile(as_sent(name).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def for_readers(name):
    """Whether a static file, named by its path, is a style sheet or a script of the readers' pages."""
    return posixpath.dirname(name) in READERS


def as_sent(name):
    """Return the text of a readers' file as browsers get it: whole; a style sheet without comments and indentation.

    Raises what `whole` raises.
    """
    text = whole(name)
    if READERS[posixpath.dirname(name)] is SCRIPT:
        return text
    return INDENTATION.sub("\n", COMMENT.sub("", text)).strip() + "\n"


def whole(name):
    """Return the text of a readers' file with the files that it imports in the place of their import.

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

    return READERS[folder].sub(imported, _text(name))


def _text(name):
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"There is no static file {name}.")
    return Path(path).read_text(encoding="utf-8")
