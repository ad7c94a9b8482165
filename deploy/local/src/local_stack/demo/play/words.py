"""What operators and technicians write, in the order of their cases."""

from typing import TypeVar

T = TypeVar("T")

COMMENTS = (
    "Cliente sin servicio desde anoche. Se verifica señal en el nodo.",
    "Se reinicia la ONU de forma remota, sin cambios. Luz LOS en rojo.",
    "El cliente pide que lo llamen después de las 18.",
    "Se revisa la cuenta: sin deuda, servicio activo.",
    "Se explica el detalle de la factura y se envía el comprobante.",
)
RESOLUTIONS = (
    "Se normalizó el servicio.",
    "Se cambió el canal del wifi y se verificó la velocidad con el cliente.",
    "Se aclaró la facturación; no hay deuda pendiente.",
    "Se reaprovisionó la ONU y el servicio quedó estable.",
)
CLOSINGS = (
    "Su servicio quedó normalizado. Verificamos la conexión y los niveles de señal.",
    "Revisamos su consulta y quedó resuelta. Gracias por comunicarse.",
    "Se reparó la acometida de fibra de su domicilio; el servicio funciona con normalidad.",
    "La diferencia de su factura se acredita en el próximo período.",
)
WORK = (
    "Verificar acometida y niveles ópticos; el cliente queda sin servicio.",
    "Reemplazar ONU con luz LOS roja.",
    "Cortes intermitentes: revisar conectores y tendido interno.",
    "Instalar repetidor: el wifi no llega al dormitorio.",
)
FOLLOW_UPS = (
    "Llegué al domicilio; el cliente está presente.",
    "Conector quemado, lo cambio y mido de nuevo.",
    "Nivel óptico -19 dBm, dentro de lo normal.",
)
REASONS = ("El cliente no estaba en el domicilio.", "Tormenta eléctrica en la zona.")
REPAIRS = (
    "Se reemplazó el conector y se normalizó el nivel óptico.",
    "Se cambió la ONU; navegación y telefonía verificadas con el cliente.",
    "Se rehízo la acometida desde la caja.",
)
OUTCOMES = (
    "Se respondió por correo con la información solicitada.",
    "Se generó la gestión y se informó el plazo al cliente.",
    "Se contactó al cliente; no requiere más acciones.",
)


def one_of(texts: tuple[T, ...], number: int) -> T:
    """The text of that case."""
    return texts[number % len(texts)]
