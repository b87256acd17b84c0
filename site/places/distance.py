"""Distances on the globe, as the crow flies."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # the mean radius of the IUGG
KM_PER_MILE = 1.609344


def distance_km(a, b):
    """Return the distance between two points in kilometres along the surface (haversine, on a sphere).

    `a`, `b`: anything with `latitude` and `longitude` in degrees, or pairs (latitude, longitude). A sphere is at most
    0.6 % off the real Earth; that is less than the middle of a town is from its edge.
    """
    (lat_a, lon_a), (lat_b, lon_b) = _radians(a), _radians(b)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def _radians(point):
    pair = point if isinstance(point, tuple) else (point.latitude, point.longitude)
    return radians(float(pair[0])), radians(float(pair[1]))
