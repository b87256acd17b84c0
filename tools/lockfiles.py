"""What must be true of the lock files, whoever renewed them on whichever machine."""

import itertools
import re

from tools.environment import LOCKS, PRODUCT, ROOT

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def complaints(root=ROOT):
    """Return a list of sentences about what is wrong with the lock files; empty when all is well."""
    found = []
    pins = {}
    for lock in LOCKS:
        pins[lock], wrong = read((root / lock).read_text())
        found += [f"{lock}: {sentence}" for sentence in wrong]
    for smaller, larger in itertools.pairwise(LOCKS):
        for pin in sorted(pins[smaller] - pins[larger]):
            found.append(f"{larger} does not hold {'=='.join(pin[:2])} as {smaller} does.")
    wagtail = [version for name, version, _ in pins[PRODUCT] if name == "wagtail"]
    if not (wagtail and wagtail[0].startswith("8.0.")):
        found.append(f"{PRODUCT}: wagtail must stay on 8.0 and is {wagtail[0] if wagtail else 'missing'}.")
    return found


def read(text):
    """Return the pins of a lock file, as a set of (name, version, marker), and a list of sentences about bad lines."""
    pins, wrong = set(), []
    hashes = 1
    for number, line in enumerate(text.splitlines(), start=1):
        pin = PIN.match(line)
        if pin:
            if not hashes:
                wrong.append(f"the package before line {number} has no hash.")
            pins.add((pin["name"], pin["version"], pin["marker"] or ""))
            hashes = 0
        elif HASH.match(line):
            hashes += 1
        else:
            wrong.append(f"line {number} is neither a pinned package nor a hash: {line.strip()[:80]}")
    if not hashes:
        wrong.append("the last package has no hash.")
    return pins, wrong
