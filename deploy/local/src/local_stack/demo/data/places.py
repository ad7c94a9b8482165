"""Eight cities in two countries: where the provider has cables."""

from dataclasses import dataclass
from random import Random
from typing import Literal

Country = Literal["AR", "CO"]


@dataclass(frozen=True)
class City:
    """`code` begins the names of its nodes; `area` is its telephone area; degrees are WGS 84.

    `weight` is its share of the customers.
    """

    name: str
    country: Country
    code: str
    area: str
    latitude: float
    longitude: float
    weight: float
    streets: tuple[str, ...]


CITIES = (
    City(
        "Rosario", "AR", "ROS", "341", -32.9468, -60.6393, 0.19,
        ("San Martín", "Córdoba", "Mitre", "Corrientes", "Bv. Oroño", "Pellegrini", "Mendoza",
         "Santa Fe", "San Lorenzo", "Entre Ríos", "Av. Francia", "Ovidio Lagos", "Alberdi"),
    ),
    City(
        "Córdoba", "AR", "CBA", "351", -31.4201, -64.1888, 0.18,
        ("Av. Colón", "Bv. San Juan", "Dean Funes", "Av. Vélez Sarsfield", "Chacabuco",
         "Obispo Trejo", "27 de Abril", "Av. Rafael Núñez", "Caseros", "Ituzaingó", "Lima"),
    ),
    City(
        "Mendoza", "AR", "MDZ", "261", -32.8895, -68.8458, 0.12,
        ("Av. San Martín", "Las Heras", "Belgrano", "Arístides Villanueva", "Perú",
         "Patricias Mendocinas", "Av. España", "Emilio Civit", "Rivadavia", "9 de Julio",
         "Colón", "Montevideo"),
    ),
    City(
        "Salta", "AR", "SLA", "387", -24.7821, -65.4232, 0.09,
        ("Caseros", "España", "Balcarce", "Alvarado", "Av. Belgrano", "Zuviría", "Mitre", "Urquiza",
         "Av. San Martín", "Deán Funes", "Buenos Aires", "La Rioja"),
    ),
    City(
        "Medellín", "CO", "MDE", "604", 6.2442, -75.5812, 0.14,
        ("Calle 10", "Carrera 43A", "Calle 33", "Carrera 70", "Calle 50", "Carrera 65", "Calle 44",
         "Carrera 80", "Transversal 39", "Calle 30A"),
    ),
    City(
        "Bogotá", "CO", "BOG", "601", 4.7110, -74.0721, 0.15,
        ("Calle 72", "Carrera 7", "Calle 100", "Carrera 15", "Calle 127", "Carrera 30", "Calle 53",
         "Carrera 68", "Diagonal 61", "Transversal 22"),
    ),
    City(
        "Cali", "CO", "CLO", "602", 3.4516, -76.5320, 0.08,
        ("Calle 5", "Carrera 1", "Avenida 6N", "Carrera 66", "Calle 9", "Carrera 39", "Calle 15",
         "Avenida 3N", "Carrera 100"),
    ),
    City(
        "Barranquilla", "CO", "BAQ", "605", 10.9685, -74.7813, 0.05,
        ("Calle 72", "Carrera 53", "Calle 84", "Carrera 46", "Calle 93", "Carrera 38", "Calle 45",
         "Carrera 51B"),
    ),
)  # fmt: skip

_NODES_OF_A_CITY = 24


@dataclass(frozen=True)
class Place:
    """Where a service is delivered, and the node it hangs on."""

    address: str
    city: str
    node: str
    latitude: float
    longitude: float


def place_in(city: City, random: Random) -> Place:
    """An address as people of that country write it, within a few kilometres of the centre."""
    return Place(
        address=_address(city, random),
        city=city.name,
        node=f"{city.code}-N{random.randrange(1, _NODES_OF_A_CITY + 1):02}",
        latitude=round(city.latitude + random.uniform(-0.035, 0.035), 6),
        longitude=round(city.longitude + random.uniform(-0.035, 0.035), 6),
    )


def _address(city: City, random: Random) -> str:
    street = random.choice(city.streets)
    if city.country == "CO":
        return f"{street} # {random.randrange(1, 130)}-{random.randrange(2, 99):02}"
    flat = random.choice(("", "", "", " PB A", " 2° B", " 5° C", " 8° D"))
    return f"{street} {random.randrange(100, 6800)}{flat}"
