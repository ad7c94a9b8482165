"""Each broken kernel works well until the fault that it is broken for; ours survives them all.

The same misfortunes happen to victims with our kernel and to victims with the broken ones.
"""

from collections import Counter
from itertools import product

import pytest
from tests.faults.links import Link
from tests.faults.wounds import BROKEN, misfortunes, wound
from tests.faults.wounds.cradle import Cradle
from tests.faults.wounds.misfortunes import MISFORTUNES, Expected, Sufferer

from local_stack.stack import Stack

OURS = "ours"
HARM: dict[tuple[str, misfortunes.Misfortune], str] = {
    ("auto-commit", misfortunes.the_database_is_away): "lost",
    ("no-fence-no-inbox", misfortunes.it_dies_before_kafka_is_told): "doubled",
    ("no-fence-no-inbox", misfortunes.everything_is_told_twice): "doubled",
    ("relay-by-last-id", misfortunes.a_commit_comes_late): "lost",
}
CASES = [
    (kernel, misfortune)
    for kernel, misfortune in product((OURS, *BROKEN), MISFORTUNES)
    if kernel == OURS or misfortune is misfortunes.nothing_happens or (kernel, misfortune) in HARM
]


@pytest.mark.stack
@pytest.mark.parametrize(
    ("kernel", "misfortune"), CASES, ids=[f"{kernel}-{each.__name__}" for kernel, each in CASES]
)
async def test_only_a_broken_kernel_is_harmed(
    stack: Stack, victims: Cradle, kernel: str, misfortune: misfortunes.Misfortune
) -> None:
    broken = None if kernel == OURS else kernel
    async with (
        Link("database", stack.postgres.port) as link,
        victims.life(database_port=link.port) as life,
    ):
        if broken is not None:
            wound(life.service, broken=broken)
        expected = await misfortune(Sufferer(life, link, broken))
        await life.told()
        await life.service.stop()
        effects, echoes = await life.world.effects(), await life.world.echoes()

    assert harm(expected, echoes) == HARM.get((kernel, misfortune))
    assert all(numbers == echoes[key] for key, numbers in effects.items())


def harm(expected: Expected, found: Expected) -> str | None:
    """What happened to what should have happened once."""
    wanted = Counter((key, n) for key, numbers in expected.items() for n in numbers)
    had = Counter((key, n) for key, numbers in found.items() for n in numbers)
    if wanted - had:
        return "lost"
    return "doubled" if had - wanted else None
