"""The map beside the directory: points grouped on the server, drawn on our own outlines, each a link.

Markers keep their size in pixels however wide the map is, because they must stay large enough for a thumb; so how many
points become one depends on the width. A map is therefore grouped twice, for narrow and for wide, and CSS shows one.
"""

from dataclasses import dataclass, field
from math import hypot

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.clinic_choices import commercial_label
from places import Kind
from places.projection import US, WORLD

LETTER, NAME_FROM, NAME_HIGH = 7.2, 19, 18  # pixels: of a letter, from the marker's middle to its name, of a line
NAMED_MOST = 12  # markers; where there are more, the few names with room beside them would look chosen
APART = 30  # pixels between the middles of two markers, which are 28 wide
# Levels of grouping: the width of the narrowest map in pixels that shows it. directory.css has the same numbers.
LEVELS = {"narrow": 280, "wide": 460}
ZOOMED_MOST = {US.name: 280, WORLD.name: 240}  # units of a map that are shown at least, or its lines look coarse
ZOOM_WORTH_IT = 0.75  # of the width; a view that shows more shows all
MARGIN = 0.14  # of the view around the outermost points


@dataclass
class Marker:
    """A town or several on the map. `x`, `y`: percent of the map's width and height, as texts."""

    x: str
    y: str
    name: str
    count: int
    url: str
    is_commercial: bool
    written: str = ""  # the town's name beside the marker, where there is room
    side: str = "end"  # of the marker on which it stands


@dataclass
class Level:
    """The markers for maps of one width, from west to east."""

    name: str
    markers: list


@dataclass
class Sheet:
    """One map: `name` of its file, `view` as SVG's viewBox, `stroke` for its borders in units."""

    name: str
    label: str
    caption: str  # what part of the clinics it shows, where there is another map
    view: str
    stroke: str
    levels: list
    state: str = ""  # the code of the state that is marked
    here: tuple = ()  # (x, y) of the place that was asked for, and its name
    has_commercial: bool = False


@dataclass
class Town:
    """All clinics of one town, at one point of a map, in units."""

    key: str
    label: str
    x: float
    y: float
    spots: list


@dataclass
class Group:
    """Towns that become one marker, which stands where the largest of them is."""

    towns: list = field(default_factory=list)

    @property
    def spots(self):
        """All clinics."""
        return [spot for town in self.towns for spot in town.spots]

    @cached_property
    def name(self):
        """The marker in words: "Wichita, Kansas: 2 clinics", with the label of those who pay us."""
        spots, others = self.spots, len(self.towns) - 1
        where = self.towns[0].label
        if others:
            where = ngettext("%(town)s and %(count)d more town", "%(town)s and %(count)d more towns", others) % {
                "town": where,
                "count": others,
            }
        said = ngettext("%(where)s: %(count)d clinic", "%(where)s: %(count)d clinics", len(spots)) % {
            "where": where,
            "count": len(spots),
        }
        paying = [spot for spot in spots if spot.is_commercial]
        if not paying:
            return said
        if len(spots) == 1:
            return f"{said}. {commercial_label(paying[0].commercial_relationship)}"
        more = ngettext(
            "%(count)d of them is or was an advertising client of ours",
            "%(count)d of them are or were advertising clients of ours",
            len(paying),
        )
        return f"{said}. {more % {'count': len(paying)}}"


def sheets_of(spots, address, near=None):
    """Return the maps of clinics: the United States if there are some, the rest of the world if there are some.

    `address`: a function that returns the address of the list of some towns, given their keys.
    """
    placed = [spot for spot in spots if spot.is_placed]
    at_home = [spot for spot in placed if spot.country == "US" and US.project(spot.latitude, spot.longitude)]
    keys = {spot.pk for spot in at_home}
    elsewhere = [spot for spot in placed if spot.pk not in keys]
    sheets = []
    if at_home:
        sheets.append(_sheet(US, (_("Map of the United States"), _("United States")), at_home, address, near))
    if elsewhere:
        sheets.append(_sheet(WORLD, (_("Map of the world"), _("Elsewhere")), elsewhere, address, near))
    if len(sheets) == 1:
        sheets[0].caption = ""
    return sheets


def _sheet(projection, words, spots, address, near):
    towns = _towns(projection, spots)
    here, state = _asked_for(projection, near)
    view = view_of(projection, [(town.x, town.y) for town in towns] + ([here] if here else []))
    levels = []
    for name, pixels in LEVELS.items():
        scale = pixels / view[2]
        groups = groups_of(towns, APART / scale)
        markers = [_marker(group, view, address) for group in groups]
        if len(groups) <= NAMED_MOST:
            _write_names(groups, markers, view, scale)
        if levels and len(markers) == len(levels[0].markers):
            levels[0].name = "all"  # as there is nothing to take apart
            break
        levels.append(Level(name, markers))
    return Sheet(
        name=projection.name,
        label=words[0],
        caption=words[1],
        view=" ".join(f"{number:.1f}" for number in view),
        stroke=f"{view[2] / 650:.2f}",
        levels=levels,
        state=state,
        here=(*_percent(here, view), near.place.label) if here else (),
        has_commercial=any(spot.is_commercial for spot in spots),
    )


def _towns(projection, spots):
    """Return the towns of clinics. A town stands where its first clinic is; on these maps that is near enough."""
    found = {}
    for spot in spots:
        if spot.town in found:
            found[spot.town].spots.append(spot)
        elif point := projection.project(spot.latitude, spot.longitude):
            found[spot.town] = Town(spot.town, spot.town_label, *point, [spot])
    return list(found.values())


def _asked_for(projection, near):
    """Return (point of the place that was asked for, code of the state), whichever there is on this map."""
    if near is None or near.place is None:
        return None, ""
    place = near.place
    in_us = place.country == "US"
    if place.kind == Kind.REGION:
        return None, place.code if in_us and projection is US and place.code != "PR" else ""
    if place.kind == Kind.COUNTRY or (in_us is not (projection is US)):
        return None, ""
    return projection.project(place.latitude, place.longitude), ""


def view_of(projection, points):
    """Return the part of a map that shows all points, as (x, y, width, height) in its own proportions."""
    width, height = projection.size
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    top, bottom = min(y for _x, y in points), max(y for _x, y in points)
    wanted = max(right - left, (bottom - top) * width / height) / (1 - 2 * MARGIN)
    wanted = max(wanted, ZOOMED_MOST[projection.name])
    if wanted > ZOOM_WORTH_IT * width:
        return 0, 0, width, height
    x = min(max((left + right - wanted) / 2, 0), width - wanted)
    tall = wanted * height / width
    y = min(max((top + bottom - tall) / 2, 0), height - tall)
    return x, y, wanted, tall


def groups_of(towns, apart):
    """Group towns so that no two groups stand nearer than `apart` (in units of the map), from west to east.

    The largest town keeps its place and takes in what is near; a grid finds its neighbours without asking everybody.
    """
    cells = {}
    for town in sorted(towns, key=lambda town: (-len(town.spots), town.label)):
        cell = int(town.x // apart), int(town.y // apart)
        near = [
            group
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for group in cells.get((cell[0] + dx, cell[1] + dy), ())
            if _between(group, town) < apart
        ]
        if near:
            min(near, key=lambda group: _between(group, town)).towns.append(town)
        else:
            cells.setdefault(cell, []).append(Group([town]))
    groups = [group for some in cells.values() for group in some]
    return sorted(groups, key=lambda group: (group.towns[0].x, group.towns[0].y))


def _write_names(groups, markers, view, scale):
    """Write the names of towns beside their markers, those of the largest first, as far as nothing is covered.

    `scale`: pixels in a unit, on the narrowest map that shows these markers; on a wider one there is more room.
    """
    at = [((group.towns[0].x - view[0]) * scale, (group.towns[0].y - view[1]) * scale) for group in groups]
    taken = [(x - APART / 2, y - APART / 2, x + APART / 2, y + APART / 2) for x, y in at]
    for number in sorted(range(len(groups)), key=lambda number: -len(groups[number].spots)):
        (x, y), name = at[number], groups[number].towns[0].spots[0].city
        wide = LETTER * len(name)
        boxes = {
            "end": (x + NAME_FROM, y - NAME_HIGH / 2, x + NAME_FROM + wide, y + NAME_HIGH / 2),
            "start": (x - NAME_FROM - wide, y - NAME_HIGH / 2, x - NAME_FROM, y + NAME_HIGH / 2),
        }
        others = taken[:number] + taken[number + 1 :]
        for side, box in boxes.items():
            inside = box[0] >= 0 and box[2] <= view[2] * scale
            if inside and not any(_overlap(box, other) for other in others):
                markers[number].written, markers[number].side = name, side
                taken.append(box)
                break


def _overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _between(group, town):
    return hypot(group.towns[0].x - town.x, group.towns[0].y - town.y)


def _marker(group, view, address):
    first, keys = group.towns[0], [town.key for town in group.towns]
    return Marker(
        *_percent((first.x, first.y), view),
        name=group.name,
        count=len(group.spots),
        url=address(keys),
        is_commercial=any(spot.is_commercial for spot in group.spots),
    )


def _percent(point, view):
    x, y, width, height = view
    return f"{(point[0] - x) / width * 100:.2f}%", f"{(point[1] - y) / height * 100:.2f}%"


# A clinic's own page


@dataclass(frozen=True)
class Locator:
    """Where one clinic is, on a small map without links."""

    name: str
    label: str
    x: str
    y: str
    state: str


def locator_of(spot):
    """Return the Locator of a clinic, or None where we do not know its place."""
    if not spot.is_placed:
        return None
    for projection in (US, WORLD) if spot.country == "US" else (WORLD,):
        if point := projection.project(spot.latitude, spot.longitude):
            x, y = _percent(point, (0, 0, *projection.size))
            state = spot.region if projection is US and len(spot.region) == 2 else ""
            return Locator(projection.name, spot.town_label, x, y, state)
    return None
