"""`run`: from whatever is there to a whole running stack."""

import asyncio
import signal
import time
from pathlib import Path

from rich.console import Console

from local_stack.cli.demo_data import demo_steps
from local_stack.cli.progress import Display
from local_stack.cli.site import NotThere, Site
from local_stack.cli.turn import launching
from local_stack.cli.welcome import welcome
from local_stack.stack import Stack
from local_stack.steps import run_steps


class OtherShape(RuntimeError):
    """A stack with other ports or parts runs already."""


async def run(folder: Path, wanted: Site, console: Console) -> None:
    """Starts what does not run; says so when nothing was missing.

    Cancelled, by Ctrl-C or by SIGTERM from `stop`, it ends what it started.
    """
    if task := asyncio.current_task():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with launching(folder):
        began = time.monotonic()
        stack = _stack(folder, wanted)
        if all(part.pid for part in stack.chosen_parts):
            console.print("The stack is already up.")
        else:
            with Display(console) as display:
                await stack.start(display)
                await run_steps(demo_steps(stack), display)
            console.print(f"Up after {time.monotonic() - began:.1f} s.", highlight=False)
        welcome(stack, console)


def _stack(folder: Path, wanted: Site) -> Stack:
    try:
        running = Site.of(folder)
    except NotThere:
        running = wanted
    if running == wanted:
        wanted.keep(folder)
        return wanted.stack(folder)
    if any(part.pid for part in running.stack(folder).parts):
        raise OtherShape(
            "a stack with other ports, brokers or parts runs in this folder: stop it first"
        )
    if running.brokers != wanted.brokers:
        raise OtherShape(f"this folder holds the data of {running.brokers} broker(s): reset first")
    wanted.keep(folder)
    return wanted.stack(folder)
