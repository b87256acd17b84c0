"""From degrees to points on our maps: the United States in Albers' projection, the world in “Equal Earth”.

The maps lie in static/maps/ and were made by `tools/maps.py`; a point that is projected here falls on its place there.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

SOUTH_OF_THE_MAP = -56.0  # degrees; Cape Horn, the last land before the Antarctic


@dataclass(frozen=True)
class Conic:
    """Albers' equal-area conic projection of one piece of land, with d3's parameters (degrees; scale in units).

    `box`: (left, top, right, bottom) in units, outside of which the piece shows nothing.
    """

    turned: float
    centre: tuple
    parallels: tuple
    scale: float
    shift: tuple
    box: tuple

    def project(self, latitude, longitude):
        """Return (x, y), or None outside of the piece's box."""
        first, second = (radians(each) for each in self.parallels)
        n = (sin(first) + sin(second)) / 2
        c = 1 + sin(first) * (2 * n - sin(first))

        def raw(lon, lat):
            r = sqrt(max(0.0, c - 2 * n * sin(radians(lat)))) / n
            return r * sin(radians(lon) * n), sqrt(c) / n - r * cos(radians(lon) * n)

        middle = raw(*self.centre)
        east = (longitude + self.turned + 180) % 360 - 180
        x, y = raw(east, latitude)
        x = self.shift[0] + self.scale * (x - middle[0])
        y = self.shift[1] - self.scale * (y - middle[1])
        left, top, right, bottom = self.box
        return (x, y) if left <= x <= right and top <= y <= bottom else None


class UnitedStates:
    """The lower 48 states, Alaska and Hawaii side by side: d3's geoAlbersUsa().scale(1300).translate([487.5, 305])."""

    name = "us"
    size = (975, 610)

    def __init__(self, scale=1300, shift=(487.5, 305)):
        """Place the three pieces; Alaska is drawn at 0.35 of the scale."""
        x, y = shift

        def box(left, top, right, bottom):
            return x + left * scale, y + top * scale, x + right * scale, y + bottom * scale

        self.pieces = (
            Conic(96, (-0.6, 38.7), (29.5, 45.5), scale, shift, box(-0.455, -0.238, 0.455, 0.238)),
            Conic(
                154,
                (-2, 58.5),
                (55, 65),
                scale * 0.35,
                (x - 0.307 * scale, y + 0.201 * scale),
                box(-0.425, 0.120, -0.214, 0.234),
            ),
            Conic(
                157,
                (-3, 19.9),
                (8, 18),
                scale,
                (x - 0.205 * scale, y + 0.212 * scale),
                box(-0.214, 0.166, -0.115, 0.234),
            ),
        )

    def project(self, latitude, longitude):
        """Return the point (x, y) of the map, or None for places that are not on it, such as Puerto Rico."""
        # Florida's and Texas's south lie in the boxes of no other piece; Alaska's and Hawaii's corners lie in Mexico.
        for piece in self.pieces:
            if point := piece.project(latitude, longitude):
                return point
        return None


class World:
    """The “Equal Earth” projection (Šavrič, Patterson and Jenny, 2018), without the Antarctic."""

    name = "world"
    size = (975, 424)
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    scale = 975 / (2 * 2.7066299836960748)  # the equator reaches from edge to edge
    top = 1.3173627591574  # of the pole, in units of the radius

    def project(self, latitude, longitude):
        """Return the point (x, y) of the map, or None for the far south, which it leaves out."""
        theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
        t2 = theta * theta
        t6 = t2**3
        x = radians(longitude) * cos(theta) * 2 * sqrt(3)
        x /= 3 * (9 * self.a4 * t6 * t2 + 7 * self.a3 * t6 + 3 * self.a2 * t2 + self.a1)
        y = theta * (self.a4 * t6 * t2 + self.a3 * t6 + self.a2 * t2 + self.a1)
        return (self.size[0] / 2 + self.scale * x, self.scale * (self.top - y)) if latitude > SOUTH_OF_THE_MAP else None


US = UnitedStates()
WORLD = World()
