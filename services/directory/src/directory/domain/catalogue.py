"""The permission catalogue: every permission there is, what it allows, and who has it by default.

A test holds it against the routes of all services: a permission no route asks for may not stand
here, and a route may not ask for one that does not.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from directory.domain.roles import Role

_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_SUPERVISORS = _ADMINISTRATORS | {Role.SUPERVISOR}
# Those at the desk, who have customers on the line.
_DESK = _SUPERVISORS | {Role.OPERATOR}
_FIELD = _SUPERVISORS | {Role.TECHNICIAN}
_STAFF = _DESK | _FIELD
_USERS = frozenset({Role.CUSTOMER, Role.EMPLOYEE})


@dataclass(frozen=True)
class Permission:
    """One permission; `label` is what a Spanish reader is shown, `roles` have it by default."""

    name: str
    allows: str
    label: str
    roles: AbstractSet[Role]


PERMISSIONS = (
    Permission("contacts.read", "See calls, chats and inquiries", "Ver contactos", _DESK),
    Permission("contacts.take", "Attend a contact", "Tomar contactos", _DESK),
    Permission(
        "contacts.link", "Say which customer, service and ticket a contact is about",
        "Vincular contactos", _DESK,
    ),
    Permission("contacts.reply", "Answer chats and mails", "Responder chats y correos", _DESK),
    Permission(
        "contacts.share-replies", "Have texts ready that all operators can send",
        "Compartir respuestas listas", _SUPERVISORS,
    ),
    Permission(
        "contacts.share-views", "Keep filters of the desk for all operators",
        "Compartir vistas guardadas", _SUPERVISORS,
    ),
    Permission("contacts.finish", "Be done with a contact", "Finalizar contactos", _DESK),
    Permission(
        "contacts.derive", "Hand a contact's ticket to another area", "Derivar contactos", _DESK
    ),
    Permission(
        "contacts.force-return", "Give back a contact that somebody else holds",
        "Devolver contactos de otros", _SUPERVISORS,
    ),
    Permission("contacts.ignore", "Say whom the desk does not hear; settle mail kept aside",
               "Administrar remitentes ignorados", _SUPERVISORS),
    Permission("channels.manage", "Let systems bring contacts, give them keys, disable them",
               "Administrar canales", _ADMINISTRATORS),
    Permission("desk.manage", "Keep the desk's reasons, hours, queues and operators",
               "Administrar la mesa de contactos", _SUPERVISORS),
    Permission("tickets.read", "See tickets", "Ver tickets", _STAFF | _USERS),
    Permission("tickets.create", "Open a ticket", "Crear tickets", _DESK | _USERS),
    # B21: who attends cannot assign.
    Permission("tickets.assign", "Give a ticket to an area or a person", "Asignar tickets",
               _SUPERVISORS),
    # E79: whoever attends knows best what it is about.
    Permission("tickets.recategorize", "Say anew what a ticket is about", "Recategorizar tickets",
               _STAFF),
    Permission("tickets.comment", "Write on a ticket's timeline", "Comentar tickets", _STAFF),
    Permission("tickets.finish", "Start and finish a ticket", "Finalizar tickets", _STAFF),
    # E78: a technician finishes and never closes.
    Permission("tickets.close", "Close a finished ticket", "Cerrar tickets", _SUPERVISORS),
    Permission("tickets.reopen", "Go on with a finished ticket", "Reabrir tickets", _SUPERVISORS),
    Permission(
        "tickets.reopen-closed", "Go on with a closed ticket", "Reabrir tickets cerrados",
        _SUPERVISORS,
    ),
    Permission("tickets.cancel", "End a ticket without a solution", "Cancelar tickets",
               _SUPERVISORS),
    # B13, B14.
    Permission("categories.manage", "Keep the problems and requirements tickets can be about",
               "Administrar problemas y requerimientos", _ADMINISTRATORS),
    # B20, B29, X26: who can open a ticket can be asked about it.
    Permission("surveys.read", "See surveys", "Ver encuestas", _STAFF | _USERS),
    Permission("surveys.answer", "Answer the surveys one is asked", "Contestar encuestas",
               _DESK | _USERS),
    Permission("surveys.manage", "Say what surveys ask about which tickets",
               "Administrar encuestas", _ADMINISTRATORS),
    Permission("orders.read", "See service orders", "Ver órdenes de servicio", _STAFF),
    Permission("orders.create", "Hand work to the technical area", "Crear órdenes de servicio",
               _DESK),
    Permission("orders.dispatch", "Send an order to Iclass", "Enviar órdenes a Iclass", _DESK),
    Permission("orders.follow-up", "Write in an order's log", "Agregar seguimientos", _STAFF),
    # A53, X03: a new visit is booked by whoever deals with it.
    Permission("orders.schedule", "Book and move visits", "Programar visitas", _STAFF),
    Permission("orders.finish", "Finish an order by hand", "Finalizar órdenes", _FIELD),
    Permission("orders.cancel", "Cancel an order", "Cancelar órdenes", _SUPERVISORS),
    Permission("dispatches.read", "See what became of orders in Iclass", "Ver envíos a Iclass",
               _STAFF),
    Permission("emails.read", "See the e-mails that were written", "Ver correos", _SUPERVISORS),
    Permission("reports.read", "See figures and reports", "Ver reportes", _SUPERVISORS),
    Permission("customers.read", "Find and see customers", "Ver clientes", _STAFF),
    # E37: the customer chooses; who answers the telephone never sees the password.
    Permission("customers.reset-password", "Send a customer a link to choose another password",
               "Regenerar la contraseña del cliente", _DESK),
    # E34, E47, E50: whoever attends a customer puts right what is wrong.
    Permission("customers.edit", "Change customers and their contracts", "Editar clientes",
               _DESK),
    Permission("customers.merge", "Say that two customers are one, and undo it",
               "Unificar clientes", _SUPERVISORS),
    Permission("customers.export", "Gather all that is known of a person",
               "Exportar los datos de una persona", _ADMINISTRATORS),
    Permission("customers.erase", "Forget a person everywhere, for good",
               "Borrar los datos de una persona", _ADMINISTRATORS),
    Permission("customers.import", "Bring customers from a file", "Importar clientes",
               _ADMINISTRATORS),
    # E60: not every supervisor sees what customers pay; it can be refused to one.
    Permission("billing.read", "See invoices, payments and balances", "Ver facturación",
               _SUPERVISORS),
    # E56.
    Permission("billing.send", "Send a customer an invoice by e-mail",
               "Enviar facturas por e-mail", _SUPERVISORS),
    Permission("accounts.read", "See who has an account", "Ver usuarios", _SUPERVISORS),
    Permission("accounts.manage", "Let people in, change what they may do, switch them off",
               "Administrar usuarios", _ADMINISTRATORS),
    Permission("areas.manage", "Create, rename and switch off areas", "Administrar áreas",
               _ADMINISTRATORS),
    Permission("api-keys.manage", "Make, renew and revoke the keys of other systems",
               "Administrar claves de API", _ADMINISTRATORS),
    # These two say how far the others reach.
    Permission("scope.all", "See what belongs to any area, not only to one's own",
               "Ver todas las áreas", _ADMINISTRATORS),
    Permission("scope.area", "See all that belongs to one's areas, not only what is assigned",
               "Ver toda su área", _SUPERVISORS),
    Permission("kernel.inspect", "See the state of a service from inside",
               "Inspeccionar el sistema", _ADMINISTRATORS),
    Permission("kernel.repair", "Replay or discard what was put aside; send e-mails again",
               "Reparar el sistema", _ADMINISTRATORS),
)  # fmt: skip
