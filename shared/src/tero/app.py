"""The commands, gathered."""

import typer

from tero.documents.commands import asyncapi_document, openapi, schemas
from tero.topics.commands import topics

app = typer.Typer(
    name="tero",
    help="Operate Tero: its topics, and the documents generated from its contracts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(topics, name="topics")
app.command("schemas")(schemas)
app.command("asyncapi")(asyncapi_document)
app.command("openapi")(openapi)
