"""What the field system knows beforehand: its order types and its technicians."""

from dataclasses import dataclass

from iclass_simulator.doors.modes import Door
from iclass_simulator.errors import ApiError
from iclass_simulator.vocabulary import TechnicianRef

ORDER_TYPES: dict[str, str] = {
    "REP-FTTH": "Reparo de fibra",
    "INST-FTTH": "Instalação de fibra",
    "REP-COAX": "Reparo de cabo coaxial",
    "MUD-END": "Mudança de endereço",
    "RET-EQ": "Retirada de equipamento",
    "VIS-TEC": "Visita técnica",
}


@dataclass(frozen=True)
class Technician:
    """Somebody who visits customers; `door` is how their app reports."""

    id: str
    name: str
    door: Door

    @property
    def ref(self) -> TechnicianRef:
        """As named in documents."""
        return TechnicianRef(id=self.id, name=self.name)


_NAMES = (
    "Ramiro Sosa",
    "Lucía Benítez",
    "Jhon Fredy Cárdenas",
    "Marina Quiroga",
    "Duván Restrepo",
    "Nahuel Ibarra",
    "Yesenia Patiño",
    "Federico Luna",
)

TECHNICIANS: dict[str, Technician] = {
    f"T-{number:02}": Technician(
        id=f"T-{number:02}", name=name, door=Door.WEBHOOK if number % 2 else Door.KAFKA
    )
    for number, name in enumerate(_NAMES, start=1)
}


def technician(technician_id: str) -> Technician:
    """The technician of that id, or a 404."""
    if technician_id not in TECHNICIANS:
        raise ApiError(404, "unknown_technician", f"There is no technician {technician_id!r}.")
    return TECHNICIANS[technician_id]


def next_in_turn(already_assigned: int) -> Technician:
    """Whose turn it is: orders go round, so that each door carries half of them."""
    everyone = list(TECHNICIANS.values())
    return everyone[already_assigned % len(everyone)]
