"""Telephone numbers that exist by the plans of both countries, and the ways people write them."""

from dataclasses import dataclass
from random import Random

from local_stack.demo.data.chance import digits
from local_stack.demo.data.places import City

_COLOMBIAN_MOBILES = ("300", "301", "304", "310", "311", "312", "313", "315", "317", "320", "321")


@dataclass(frozen=True)
class Phone:
    """`e164` is how Tero keeps it, `written` how somebody typed it."""

    e164: str
    written: str


def mobile(city: City, random: Random) -> Phone:
    """A mobile phone; in Argentina it belongs to a city and has a 9 or a 15 in it."""
    if city.country == "CO":
        number = random.choice(_COLOMBIAN_MOBILES) + digits(random, 7)
        return _colombian(number, random)
    number = random.choice("56") + digits(random, 6)
    split = f"{number[:3]}-{number[3:]}"
    ways = (
        f"+549{city.area}{number}",
        f"+54 9 {city.area} {split}",
        f"0{city.area} 15 {split}",
    )
    return Phone(ways[0], random.choice(ways))


def landline(city: City, random: Random) -> Phone:
    """A telephone that stands in a house."""
    number = "4" + digits(random, 6)
    if city.country == "CO":
        return _colombian(city.area + number, random)
    split = f"{number[:3]}-{number[3:]}"
    ways = (f"+54{city.area}{number}", f"+54 {city.area} {split}", f"0{city.area} {split}")
    return Phone(ways[0], random.choice(ways))


def _colombian(number: str, random: Random) -> Phone:
    split = f"{number[:3]} {number[3:6]} {number[6:]}"
    ways = (f"+57{number}", f"+57 {split}", split)
    return Phone(ways[0], random.choice(ways))
