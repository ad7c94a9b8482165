"""Names of people and companies, as they are common in each country."""

from random import Random

from local_stack.demo.data.places import Country

_FIRST: dict[Country, tuple[str, ...]] = {
    "AR": (
        "Agustina", "Ana", "Belén", "Camila", "Carla", "Cecilia", "Florencia", "Gabriela",
        "Julieta", "Lucía", "Luciana", "Malena", "María José", "Mariana", "Martina", "Micaela",
        "Noelia", "Paula", "Rocío", "Romina", "Silvina", "Sofía", "Valentina", "Verónica",
        "Agustín", "Alejandro", "Bruno", "Cristian", "Damián", "Diego", "Ezequiel", "Facundo",
        "Federico", "Franco", "Gonzalo", "Gustavo", "Ignacio", "Joaquín", "Juan Cruz", "Leandro",
        "Lucas", "Marcos", "Martín", "Matías", "Maximiliano", "Nahuel", "Nicolás", "Pablo",
        "Ramiro", "Santiago", "Sebastián", "Tomás",
    ),
    "CO": (
        "Adriana", "Alejandra", "Andrea", "Ángela María", "Carolina", "Catalina", "Claudia",
        "Daniela", "Diana", "Gloria", "Isabella", "Juliana", "Laura", "Leidy", "Luz Marina",
        "Manuela", "Marcela", "Natalia", "Paola", "Salomé", "Sandra Milena", "Valeria", "Ximena",
        "Yesenia", "Andrés Felipe", "Camilo", "Carlos Andrés", "César", "Cristian", "Daniel",
        "Duván", "Edwin", "Esteban", "Fabián", "Hernán", "Jaime", "Jhon Fredy", "Jorge Iván",
        "Juan Camilo", "Juan Pablo", "Julián", "Luis Fernando", "Mateo", "Mauricio", "Óscar",
        "Ricardo", "Samuel", "Santiago", "Sergio", "Wilson",
    ),
}  # fmt: skip

_LAST: dict[Country, tuple[str, ...]] = {
    "AR": (
        "Acosta", "Aguirre", "Álvarez", "Benítez", "Bianchi", "Cabrera", "Castro", "Coria", "Díaz",
        "Domínguez", "Fernández", "Ferrari", "Ferreyra", "Giménez", "Godoy", "Gómez", "González",
        "Gutiérrez", "Herrera", "Ibarra", "Juárez", "Ledesma", "López", "Luna", "Maldonado",
        "Martínez", "Medina", "Molina", "Moreno", "Moyano", "Núñez", "Ojeda", "Ortiz", "Paz",
        "Peralta", "Pereyra", "Pérez", "Ponce", "Quiroga", "Ramírez", "Ríos", "Rodríguez", "Romero",
        "Rossi", "Sánchez", "Silva", "Sosa", "Suárez", "Toledo", "Torres", "Vega", "Villalba",
    ),
    "CO": (
        "Agudelo", "Álvarez", "Arango", "Barrios", "Bedoya", "Betancur", "Cano", "Cárdenas",
        "Cardona", "Castaño", "Correa", "Duque", "Escobar", "Flórez", "Franco", "Gallego", "Garcés",
        "Giraldo", "Gómez", "González", "Henao", "Hernández", "Hurtado", "Jaramillo", "Londoño",
        "López", "Marín", "Martínez", "Mejía", "Montoya", "Mosquera", "Muñoz", "Ochoa", "Ospina",
        "Palacio", "Patiño", "Pineda", "Quintero", "Ramírez", "Restrepo", "Rincón", "Rodríguez",
        "Rojas", "Salazar", "Suárez", "Uribe", "Valencia", "Vargas", "Vélez", "Zapata",
    ),
}  # fmt: skip

_TRADES: dict[Country, tuple[str, ...]] = {
    "AR": ("Panadería", "Ferretería", "Farmacia", "Estudio Contable", "Distribuidora", "Taller"),
    "CO": ("Panadería", "Ferretería", "Droguería", "Papelería", "Distribuciones", "Transportes"),
}
_FORMS: dict[Country, tuple[str, ...]] = {"AR": ("S.R.L.", "S.A."), "CO": ("S.A.S.", "Ltda.")}


def person(country: Country, random: Random) -> str:
    """First and last name; in Colombia both last names."""
    first, last = random.choice(_FIRST[country]), random.choice(_LAST[country])
    if country == "CO":
        return f"{first} {last} {random.choice(_LAST[country])}"
    return f"{first} {last}"


def company(country: Country, random: Random) -> str:
    """A small business of somebody."""
    trade, form = random.choice(_TRADES[country]), random.choice(_FORMS[country])
    return f"{trade} {random.choice(_LAST[country])} {form}"
