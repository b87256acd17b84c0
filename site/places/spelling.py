"""Names that are spelt nearly as a reader spelt them."""

from places.gazetteer import region_names, town_lines

ALPHABET = "abcdefghijklmnopqrstuvwxyz "
SHORTEST = 4  # letters; below, everything is near everything
SHORTEST_FOR_TWO = 6  # letters of a name in which two slips are forgiven


def similar(folded):
    """Return {name: distance} of the towns, regions and countries spelt one slip from a folded name, else two.

    A slip is a letter too many, too few, wrong, or swapped with its neighbour. One slip is looked for by trying all of
    them (some 600 look-ups); two, by measuring the names of towns with the same first letter and nearly as long.
    """
    if len(folded) < SHORTEST:
        return {}
    found = dict.fromkeys(_towns_one_slip_away(folded), 1)
    most = 2 if len(folded) >= SHORTEST_FOR_TWO else 1
    for name in region_names():
        if (slips := distance(folded, name, most)) <= most:
            found[name] = slips
    if not found and most > 1:
        found = dict.fromkeys(_towns_two_slips_away(folded), 2)
    return found


def distance(a, b, most):
    """Return how many slips lie between two texts (optimal string alignment); above `most`, any larger number."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before, row = [], list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, row, before_last = row, [i], before
        before = last
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _towns_one_slip_away(folded):
    lines = town_lines()
    for name in _slips(folded):
        wanted = name.encode()
        number = lines.position(wanted)
        if number < len(lines) and lines.first(number) == wanted:
            yield name


def _slips(text):
    cuts = [(text[:number], text[number:]) for number in range(len(text) + 1)]
    yield from {
        *(head + tail[1:] for head, tail in cuts if tail),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1),
        *(head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET),
        *(head + letter + tail for head, tail in cuts for letter in ALPHABET),
    } - {text}


def _towns_two_slips_away(folded):
    lines, letters = town_lines(), set(folded)
    first = folded[0].encode()
    after = bytes([first[0] + 1])
    names = {lines.first(number) for number in range(lines.position(first), lines.position(after))}
    for raw in names:
        if abs(len(raw) - len(folded)) <= 2:
            name = raw.decode()
            if len(letters ^ set(name)) <= 4 and distance(folded, name, 2) <= 2:
                yield name
