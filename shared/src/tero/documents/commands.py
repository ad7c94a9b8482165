"""`tero schemas | asyncapi | openapi | permissions | settings`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from contracts.registry import EVENTS
from tero.documents.committed import (
    FOLDER,
    all_breaking_changes,
    committed_schemas,
    text_of,
    write_schemas,
)


def schemas(
    folder: Annotated[Path, typer.Option(help="Where the schemas are.")] = FOLDER / "schemas",
    *,
    accept_breaking: Annotated[
        bool, typer.Option(help="Before a release: contracts nobody relies on yet.")
    ] = False,
) -> None:
    """Write the JSON Schema of each contract; refuse a change that breaks who relies on it."""
    breaking = all_breaking_changes(committed_schemas(folder), EVENTS)
    for change in breaking:
        typer.echo(change, err=True)
    if breaking and not accept_breaking:
        typer.echo("Nothing was written: make a new version of the contract instead.", err=True)
        raise typer.Exit(1)
    changed = write_schemas(folder, EVENTS)
    for name in changed:
        typer.echo(folder / name)
    typer.echo(f"{len(EVENTS)} contracts, {len(changed)} files changed.")


def openapi(
    folder: Annotated[Path, typer.Option(help="Where openapi-<service>.json go.")] = FOLDER,
) -> None:
    """Write the OpenAPI document of each service."""
    # All services are imported for this; no other command should wait for them.
    from tero.documents.openapi import openapi_documents  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    for name, document in asyncio.run(openapi_documents()).items():
        file = folder / f"openapi-{name}.json"
        file.write_text(text_of(document))
        typer.echo(file)


def asyncapi_document() -> None:
    """Print the AsyncAPI document of all topics."""
    # All services are imported for this; no other command should wait for them.
    from tero.assembly import handled_types  # noqa: PLC0415
    from tero.documents.asyncapi import asyncapi  # noqa: PLC0415

    typer.echo(text_of(asyncapi(handled_types())), nl=False)


def permissions() -> None:
    """Write the permission catalogue, and how large the role matrix is."""
    # All services are imported for this; no other command should wait for them.
    from tero.documents.permissions import (  # noqa: PLC0415
        CATALOGUE,
        MATRIX,
        catalogue_text,
        routes_of_services,
        with_matrix,
    )

    CATALOGUE.write_text(catalogue_text())
    MATRIX.write_text(with_matrix(MATRIX.read_text(), asyncio.run(routes_of_services())))
    typer.echo(f"{CATALOGUE}\n{MATRIX}")


def settings() -> None:
    """Write what every service may be told."""
    # All services are imported for this; no other command should wait for them.
    from tero.documents.settings import SETTINGS, settings_text  # noqa: PLC0415

    SETTINGS.write_text(settings_text())
    typer.echo(SETTINGS)
