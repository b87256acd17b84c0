"""Writes the outlines of the maps, by hand, when they shall be renewed: python -m tools.maps FOLDER

FOLDER holds what `npm pack us-atlas@3.0.1 world-atlas@2.0.2` brings (ISC; after data of the US Census Bureau and of
Natural Earth, both in the public domain). static/maps/us.svg has a shape for each state under its code, in the Albers
projection of the package (975 by 610); static/maps/world.svg the land of the world, by `places.projection`, without
borders: where they run is for others to say. Lines are simplified to what a map some 700 pixels wide can show. A page
shows them through <use>, so that colours are the page's.
"""

import json
import sys
import tarfile
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))

from places.gazetteer import regions_by_code  # noqa: E402
from places.projection import SOUTH_OF_THE_MAP, US, WORLD  # noqa: E402 - the room's own projections, which need no package

TARGET = ROOT / "static" / "maps"
SMALLEST_AREA = 1.4  # square units; an island below is not drawn, unless a state or country has nothing larger
# Square units: the triangle that a point adds to a line, below which it is left out.
TOLERANCE = {"us": 2.0, "world": 2.5}
STEPS = {"us": 1, "world": 2}  # to the unit
BERING_STRAIT = -168.5  # degrees east
LAST_LATITUDE = SOUTH_OF_THE_MAP + 0.1


def main(folder):
    """Write both maps."""
    us = read(next(folder.glob("us-atlas-*.tgz")), "states-albers-10m.json")
    codes = {place.name: code for (country, code), place in regions_by_code().items() if country == "US"}
    named = {each["properties"]["name"]: each for each in us["objects"]["states"]["geometries"]}
    write(US, us, {codes[name]: shape for name, shape in named.items()}, lambda point: point)
    world = read(next(folder.glob("world-atlas-*.tgz")), "land-110m.json")
    (land,) = world["objects"]["land"]["geometries"]
    lands = {f"{number:03}": {"type": "Polygon", "arcs": arcs} for number, arcs in enumerate(land["arcs"])}
    shown = {name: shape for name, shape in lands.items() if not is_antarctic(world, shape)}
    write(WORLD, world, shown, on_the_world, named=False)


def is_antarctic(topology, shape):
    """Whether a piece of land lies south of all others."""
    return max(latitude for _longitude, latitude in ring_of(topology["arcs"], shape["arcs"][0])) < SOUTH_OF_THE_MAP


def on_the_world(point):
    """Project a point; Siberia's end and Fiji, beyond 180° east, stay with their land and fall off the edge."""
    longitude, latitude = point
    return WORLD.project(max(latitude, LAST_LATITUDE), longitude + 360 if longitude < BERING_STRAIT else longitude)


def read(package, name):
    """Return a topology with its arcs as lists of points in its own units."""
    with tarfile.open(package) as archive:
        topology = json.loads(archive.extractfile(f"package/{name}").read())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    topology["arcs"] = arcs
    return topology


def write(projection, topology, shapes, project, named=True):
    """Write a map: a group of all shapes under the map's name; each shape under its own code, if `named`."""
    name, (width, height) = projection.name, projection.size
    arcs = [simplified([project(point) for point in arc], TOLERANCE[name]) for arc in topology["arcs"]]
    paths = []
    for code, shape in sorted(shapes.items()):
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring_of(arcs, numbers) for polygon in polygons for numbers in polygon]
        largest = max(map(area, rings))
        drawn = [ring for ring in rings if area(ring) >= min(SMALLEST_AREA, largest)]
        path = "".join(path_of(ring, STEPS[name]) for ring in drawn)
        if path:
            name_of_shape = f' id="{code}"' if named else ""
            paths.append(f'<path{name_of_shape} d="{path}"/>')
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><g id="{name}">\n'
        + "\n".join(paths)
        + "\n</g></svg>\n"
    )
    (TARGET / f"{name}.svg").write_text(text, encoding="utf-8")
    print(f"{name}.svg: {len(paths)} shapes, {len(text)} bytes")


def ring_of(arcs, numbers):
    """Join arcs to a closed ring; a negative number is an arc the other way round, as TopoJSON has it."""
    ring = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def simplified(points, tolerance):
    """Leave out the points of a line that show least, one after another (Visvalingam and Whyatt, 1993)."""
    points = list(points)
    while len(points) > 2:
        shown = [triangle(*points[number - 1 : number + 2]) for number in range(1, len(points) - 1)]
        least = min(range(len(shown)), key=shown.__getitem__)
        if shown[least] >= tolerance:
            break
        # A ring of one arc keeps four points, or it would vanish.
        if points[0] == points[-1] and len(points) <= 5:
            break
        del points[least + 1]
    return points


def triangle(a, b, c):
    """Return the area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring):
    """Return the area of a ring."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def path_of(ring, steps):
    """Return a ring as an SVG path: "M12 3l-4 5 …z"; "" where nothing is left of it. `steps`: to the unit, 1 or 2."""

    def number(value):
        return f"{value / steps:g}"

    points = [(round(x * steps), round(y * steps)) for x, y in ring]
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    moves = [move for move in moves if move != (0, 0)]
    if len(moves) < 3:
        return ""
    joined = " ".join(f"{number(x)} {number(y)}" for x, y in moves[:-1]).replace(" -", "-")
    return f"M{number(points[0][0])} {number(points[0][1])}l{joined}z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
