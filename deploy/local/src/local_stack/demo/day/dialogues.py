"""What customers and the bot write to each other before a person comes, in the Spanish of each
country: Argentines say vos, Colombians usted."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from local_stack.demo.data.places import Country

Author = Literal["customer", "bot"]
Said = tuple[Author, str]


@dataclass(frozen=True)
class Subject:
    """Why somebody writes: how they begin, what the bot asks, what they answer to that."""

    reason: str
    openings: tuple[str, ...]
    question: dict[Country, str]
    answers: tuple[str, ...]


SUBJECTS = (
    Subject(
        "Sin servicio",
        ("Hola, no tengo internet desde anoche", "Buenas, se cortó todo, no anda nada",
         "Hola no tengo conexion, es urgente, trabajo desde casa",
         "Desde las 7 de la mañana estoy sin servicio"),
        {"AR": "¿Podés fijarte si la luz roja del módem (LOS) está prendida?",
         "CO": "¿Puede revisar si la luz roja del módem (LOS) está encendida?"},
        ("Sí, está roja y parpadea", "Hay una luz roja fija",
         "Ya lo reinicié dos veces y sigue igual", "No tiene ninguna luz"),
    ),
    Subject(
        "Internet lento",
        ("Hola, internet anda lentísimo", "La velocidad no es la que contraté",
         "Buenas tardes, se corta a cada rato y va muy lento", "El wifi no llega a la pieza"),
        {"AR": "¿Probaste conectarte con cable al módem? ¿Qué velocidad te da?",
         "CO": "¿Ya probó con cable directo al módem? ¿Qué velocidad le marca?"},
        ("Me da 12 megas y tengo 300", "Con cable da lo mismo", "Solo pasa a la noche",
         "No tengo cable para probar"),
    ),
    Subject(
        "Facturación",
        ("Me llegó la factura con un importe que no es", "Hola, pagué y me figura deuda",
         "Quiero saber por qué subió tanto la factura", "Me cobraron dos veces el mes pasado"),
        {"AR": "¿Me pasás el número de la factura y el importe que ves?",
         "CO": "¿Me comparte el número de la factura y el valor que aparece?"},
        ("Es la de este mes, casi el doble", "No la tengo a mano, es la última",
         "Pagué el día 10 por transferencia", "Ya mandé el comprobante por mail"),
    ),
    Subject(
        "Mudanza",
        ("Me mudo el mes que viene y quiero llevar el servicio",
         "Hola, ¿tienen cobertura en otro barrio?"),
        {"AR": "¿A qué dirección te mudás, y desde cuándo?",
         "CO": "¿A qué dirección se traslada, y desde qué fecha?"},
        ("Es a diez cuadras, desde el primero", "Todavía no sé la fecha exacta"),
    ),
)  # fmt: skip

_GREETING: dict[Country, str] = {
    "AR": "¡Hola! Soy el asistente virtual. Contame en qué te puedo ayudar.",
    "CO": "¡Hola! Soy el asistente virtual. Cuénteme en qué le puedo ayudar.",
}
_WHO: dict[Country, str] = {
    "AR": "Para buscar tu servicio necesito tu DNI o CUIT, sin puntos.",
    "CO": "Para ubicar su servicio necesito su cédula o NIT, sin puntos.",
}
_NO_ID = ("No soy el titular", "No lo tengo ahora", "Prefiero hablar con una persona")
_HAND_OVER: dict[Country, str] = {
    "AR": "Gracias. Te paso con una persona de nuestro equipo; tu lugar en la fila está guardado.",
    "CO": "Gracias. Lo comunico con una persona de nuestro equipo; su turno está guardado.",
}
_IMPATIENT = ("??", "hola?", "Sigo esperando", "Hay alguien ahí?")


def dialogue(
    subject: Subject, country: Country, national_id: str | None, random: Random
) -> Sequence[Said]:
    """Six to nine lines that end where the bot gives up."""
    said: list[Said] = [
        ("bot", _GREETING[country]),
        ("customer", random.choice(subject.openings)),
        ("bot", _WHO[country]),
        ("customer", national_id or random.choice(_NO_ID)),
        ("bot", subject.question[country]),
        ("customer", random.choice(subject.answers)),
    ]
    if random.random() < 0.3:  # noqa: PLR2004 - three in ten cannot wait
        said.append(("customer", random.choice(_IMPATIENT)))
    said.append(("bot", _HAND_OVER[country]))
    return said
