"""Whether a regular expression that an editor typed may be used: it compiles, finds something, and never hangs."""

import json
import re
import subprocess
import sys

from django.utils.translation import gettext as _

LONGEST = 200
SECONDS = 2.0  # for all hostile strings together, the start of the process included
REPEATED = 2_000
REFUSED = re.compile(r"\(\?P[<=>]|\(\?\(|\(\?[aiLmsux-]+[:)]|\\[1-9]")
# Runs in a process of its own, which can be ended: a search cannot.
TRIAL = """
import json, re, sys
pattern, strings = json.load(sys.stdin)
found = re.compile(pattern, re.IGNORECASE)
for string in strings:
    for match in found.finditer(string):
        pass
"""


def fault_of(pattern):
    """Return in a sentence why a pattern cannot be used, or an empty text."""
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        return _("This is no regular expression: %(error)s.") % {"error": error}
    if len(pattern) > LONGEST or REFUSED.search(re.sub(r"\\\\", "", pattern)):
        return _("Named groups, conditions, flags and references to earlier groups cannot be used here.")
    if compiled.match(""):
        return _("This pattern fits an empty text, so it would be found everywhere.")
    if not _is_quick(pattern):
        return _("This pattern is so slow on some texts that it could stop the site. Repeat less within repetitions.")
    return ""


def hostile_strings(pattern):
    """Return texts that make a careless pattern try every way: its own letters and words many times, then a misfit."""
    letters = sorted(set(re.sub(r"\\[a-zA-Z]", "", pattern)) & set(map(chr, range(32, 127)))) or ["a"]
    units = [*[each for each in letters if each.isalnum()][:8], *re.findall(r"[A-Za-z]{2,}", pattern)[:6]]
    units += ["a", "0", " ", "a ", "a-", "- ", "é"]
    return [
        text for unit in dict.fromkeys(units) for text in (unit * 30 + "!", unit * (REPEATED // len(unit)) + "\x00")
    ]


def _is_quick(pattern):
    given = json.dumps([pattern, hostile_strings(pattern)])
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", TRIAL],
            input=given,
            text=True,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
