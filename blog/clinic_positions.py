"""Where clinics are, for the script behind “Use my location”, which works the distances out on the reader's device."""

from blog.clinic_choices import commercial_label


def positions_of(spots, address):
    """Return a list for JSON: name, town, address, position in degrees to 0.001, and the label where somebody pays.

    `address`: of the page that the clinics' pages stand below.
    """
    return [
        {
            "name": spot.title,
            "town": spot.town_label,
            "url": f"{address}{spot.slug}/",
            "at": [round(spot.latitude, 3), round(spot.longitude, 3)],
            "label": str(commercial_label(spot.commercial_relationship)),
        }
        for spot in spots
        if spot.is_placed
    ]
