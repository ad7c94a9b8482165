"""The table at the end."""

from rich.console import Console
from rich.table import Table

from local_stack.demo.audit.account import Account

_MOST_DIFFERENCES = 20


def print_account(account: Account, console: Console, seconds: float) -> None:
    """Figures, what was kept aside or refused and why, and the differences, if any."""
    table = Table(title=f"The day, accounted for ({seconds:.1f} s)", title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    reasons = {"quarantined": account.quarantined, "refused": account.refused}
    for what, count in account.figures.items():
        table.add_row(what, str(count))
        for why, part in sorted(reasons.get(what, {}).items()):
            table.add_row(f"  {why}", str(part), style="dim")
    console.print(table)
    if account.closes:
        console.print("[green]The books close:[/] nothing lost, nothing doubled.")
        return
    console.print(f"[red]{len(account.differences)} differences:[/]")
    for difference in account.differences[:_MOST_DIFFERENCES]:
        console.print(f"  {difference}", markup=False, highlight=False, soft_wrap=True)
