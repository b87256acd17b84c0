"""The files of the gazetteer, and what is looked up in them."""

import subprocess
import sys

import places
from places import gazetteer
from places.folding import key
from places.gazetteer import Kind


def test_the_files_are_small_sorted_and_folded_as_names_are_today():
    assert sum(path.stat().st_size for path in gazetteer.DATA.iterdir()) < 2_500_000
    for lines in (gazetteer.town_lines(), gazetteer.postcode_lines()):
        firsts = [lines.first(number) for number in range(len(lines))]
        assert firsts == sorted(firsts)
    towns = gazetteer.town_lines()
    for number in range(0, len(towns), 50):
        folded = towns.first(number).decode()
        assert folded == key(folded)


def test_towns_regions_and_postal_codes_are_looked_up():
    wichita = places.town("wichita", "KS")
    assert (wichita.name, wichita.region_name, wichita.kind) == ("Wichita", "Kansas", Kind.TOWN)
    assert places.town("Wichita", "Kansas") == wichita
    assert places.town("Wichita", "Nowhere") is None
    assert places.town("Lyon", country="FR").country_name == "France"
    assert places.region("US", "Kansas") == places.region("US", "KS")
    assert places.region("US", "PR").name == "Puerto Rico"
    assert places.country("GB").name == "United Kingdom"
    assert places.postcode("67202-1234").label == "67202 Wichita, Kansas"
    assert places.postcode("00000") is None
    assert {place.region for place in places.towns_named("Portland")} >= {"OR", "ME"}


def test_every_state_is_known_by_name_and_lies_within_itself():
    states = [place for (country, _code), place in gazetteer.regions_by_code().items() if country == "US"]
    assert len(states) == 52
    for state in states:
        found = places.find(state.name, ("US",))
        assert state in (found.place, *found.candidates), state


def test_nothing_is_read_before_somebody_asks():
    code = (
        "import sys; sys.path.insert(0, 'site'); import places; from places import gazetteer as g; "
        "print(g.town_lines.cache_info().currsize + g.postcode_lines.cache_info().currsize)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "0"
