"""Where pages may stand for which somebody paid: never above a hub, never among the first three, unless asked for."""

FIRST = 3
TOP = 10  # hubs that stand further down are not about what was asked
HUBS = ("topic",)


def in_their_place(scored):
    """Return a list of Scored with paid pages moved down. A page whose name was typed stays where it is."""
    paid = [each for each in scored if each.document.commercial_label and not each.is_named]
    if not paid:
        return scored
    moved = {id(each) for each in paid}
    others = [each for each in scored if id(each) not in moved]
    lowest = max((place + 1 for place, each in enumerate(others[:TOP]) if each.document.kind in HUBS), default=0)
    ordered = list(others)
    for number, each in enumerate(paid):
        own = sum(other.score >= each.score for other in others) + number
        ordered.insert(min(max(own, lowest + number, FIRST + number), len(ordered)), each)
    return ordered
