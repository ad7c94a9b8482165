"""What a newcomer reads when the stack is up."""

from rich.console import Console

from local_stack.stack import Stack


def welcome(stack: Stack, console: Console) -> None:
    """Prints the address, the log-ins and what to try."""
    if "gateway" not in stack.chosen:
        return
    console.print(f"\n[bold]Tero[/] is at [bold]{stack.gateway.url}/console/[/]")
    console.print(f"Its parts and their state are at {stack.gateway.url}", highlight=False)
    console.print(f"\nLog-ins\n{_log_ins(stack)}", highlight=False)
    console.print(
        "\nTry\n"
        "  make demo      a day of contacts travels the whole way, live\n"
        "  make stop      ends every process; the data stays\n"
        "  make reset     also forgets the data",
        highlight=False,
    )


def _log_ins(stack: Stack) -> str:
    """The accounts of the demo data, else the first administrator."""
    file = stack.folder / "log-ins.txt"
    if file.exists():
        return file.read_text().rstrip()
    secret = stack.home.secret("admin-password").read_text().strip()
    return f"  admin  {secret}"
