"""What rooms above add to the desk: lists of things to do, and ways to reports. They register when they are ready."""

_lists, _ways = [], []


def offer_list(ask):
    """Register a function that takes a user and returns the Sections they see, in constant queries."""
    _lists.append(ask)
    return ask


def offer_way(label, icon, url_name, is_for):
    """Register a link for those users for whom `is_for` is true."""
    _ways.append((label, icon, url_name, is_for))


def lists_for(user):
    """Return the Sections of all rooms for a user."""
    return [section for ask in _lists for section in ask(user)]


def ways_for(user):
    """Return (label, icon, name of the address) of the links for a user."""
    return [(label, icon, url_name) for label, icon, url_name, is_for in _ways if is_for(user)]
