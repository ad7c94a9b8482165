"""Stand-ins for what is outside Tero: the mail server and the field system."""

from collections.abc import Mapping

from local_stack.parts.python_program import Program, PythonPart
from local_stack.process.nursery import Nursery
from local_stack.process.part import Home


def mail_sink(home: Home, ports: Mapping[str, int]) -> PythonPart:
    """Accepts every message on the port `mail-smtp` and shows it on `mail-sink`."""
    own = {name: ports[name] for name in ("mail-sink", "mail-smtp")}
    arguments = ("--smtp-port", str(own["mail-smtp"]), "--http-port", str(own["mail-sink"]))
    folder = ("--folder", str(home.data("mail")))
    program = Program("local_stack.mail_sink", arguments + folder, "/health")
    return PythonPart("mail-sink", home, own, program)


def iclass(
    home: Home, ports: Mapping[str, int], kafka_servers: str, nursery: Nursery
) -> PythonPart:
    """The field system's simulator; calls back through the gateway, as the real one does."""
    webhook = f"http://127.0.0.1:{ports['gateway']}/api/v1/iclass/webhook"
    environment = {
        "TERO_ICLASS_API_KEY_FILE": str(home.secret("iclass-api-key")),
        "TERO_ICLASS_WEBHOOK_SECRET_FILE": str(home.secret("iclass-webhook-secret")),
        "TERO_ICLASS_WEBHOOK_URL": webhook,
    }
    arguments = ("--port", str(ports["iclass"]), "--kafka", kafka_servers)
    journal = ("--journal", str(home.data("iclass")))
    program = Program("iclass_simulator", arguments + journal, "/health", lambda: environment)
    return PythonPart("iclass", home, {"iclass": ports["iclass"]}, program, nursery)
