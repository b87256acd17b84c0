"""How the tools speak: one plain sentence for what went wrong, short lines for what is going on."""

import errno
import os
import sys

BOLD, DIM, RED, PLAIN = "\033[1m", "\033[2m", "\033[31m", "\033[0m"


class Trouble(Exception):  # noqa: N818 - it is raised for a person, not for other code
    """Something that a person can put right. Its text is the whole message: a sentence, no traceback."""


def coloured(stream):
    """Return whether the stream shows colours: a terminal that did not ask for none."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def paint(text, style, stream=None):
    """Return the text in a style where the stream shows styles, and plain elsewhere."""
    stream = stream or sys.stdout
    return f"{style}{text}{PLAIN}" if coloured(stream) else text


def say(text="", style=None):
    """Print one line at once, so that it stands in the right place among the output of other programs."""
    print(paint(text, style) if style else text, flush=True)


def passing(text):
    """Show a line that the next one replaces, on a terminal; say nothing in a log, where it would only pile up."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def about_file_error(error):
    """Return a sentence for an OSError that a person can put right, or None for any other."""
    place = error.filename or "the disk"
    sentences = {
        errno.ENOSPC: f"There is no space left on the disk ({place}): free some and run the command again.",
        errno.EDQUOT: f"Your disk quota is used up ({place}): free some space and run the command again.",
        errno.EACCES: f"You may not write to {place}: change its permissions, or use a folder of your own.",
        errno.EPERM: f"You may not write to {place}: change its permissions, or use a folder of your own.",
        errno.EROFS: f"The disk that holds {place} can only be read: use a folder that can be written to.",
    }
    return sentences.get(error.errno)


def run(main):
    """Call `main()` and end the program with its result; a Trouble becomes its sentence and exit code 1."""
    try:
        code = main()
    except Trouble as trouble:
        code = _complain(str(trouble))
    except OSError as error:
        sentence = about_file_error(error)
        if sentence is None:
            raise
        code = _complain(sentence)
    except KeyboardInterrupt:
        print(file=sys.stderr)  # the next prompt starts on its own line
        code = 130
    sys.exit(code)


def _complain(sentence):
    passing("")
    print(paint(sentence, RED, sys.stderr), file=sys.stderr, flush=True)
    return 1
