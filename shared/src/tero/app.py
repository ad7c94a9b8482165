"""The commands, gathered."""

import typer

from tero.doctor.command import doctor
from tero.documents.commands import asyncapi_document, openapi, permissions, schemas
from tero.operate.audit import audit
from tero.operate.command import operates
from tero.operate.flow import calls, lag, outbox
from tero.operate.parked import parked
from tero.operate.quarantine import quarantine
from tero.operate.token import token
from tero.signing_key.commands import signing_key
from tero.topics.commands import topics

app = typer.Typer(
    name="tero",
    help="Operate Tero: what is wrong, what was put aside, its topics, its documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("doctor")(operates(doctor, enters=False))
app.command("lag")(operates(lag))
app.command("outbox")(operates(outbox))
app.command("calls")(operates(calls))
app.add_typer(parked, name="parked")
app.add_typer(quarantine, name="quarantine")
app.add_typer(audit, name="audit")
app.command("token")(operates(token))
app.add_typer(topics, name="topics")
app.add_typer(signing_key, name="signing-key")
app.command("schemas")(schemas)
app.command("asyncapi")(asyncapi_document)
app.command("openapi")(openapi)
app.command("permissions")(permissions)
