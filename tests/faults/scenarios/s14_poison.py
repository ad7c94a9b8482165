"""S14: events of some keys fail for their own sake, until they are mended and replayed."""

import asyncio
from random import Random

from tests.faults.evidence.aside import Aside
from tests.faults.scenario import Scenario
from tests.faults.world import World

_SECONDS = 12.0

# As good as a handler's mistake: it befalls one contact in eight, whatever is tried.
_POISON = """
create function poison() returns trigger language plpgsql as $$ begin
  if hashtext(new.external_id) % 8 = 0 then raise exception 'poison'; end if;
  return new;
end $$;
create trigger poison before insert on contact for each row execute function poison();
"""
_ANTIDOTE = "drop function if exists poison cascade"


async def hurt(world: World, _: Random) -> None:
    async with world.stack.postgres.databases.connect("intake") as database:
        try:
            await database.execute(_POISON)
            await asyncio.sleep(_SECONDS)
        finally:
            await database.execute(_ANTIDOTE)
    await _replay(world)


async def _replay(world: World) -> None:
    admin = world.run.cast.admin
    parked = await Aside(admin).parked()
    if not parked:
        world.run.complaints.append("nothing was parked although one contact in eight is poison")
    for service, topic, key in parked:
        place = f"/api/v1/{service}/kernel/parked/{topic}/{key}/replay"
        answer = await admin.post(place, None)
        if not answer.ok:
            world.run.complaints.append(f"{key} of {topic} could not be replayed: {answer.code}")


SCENARIO = Scenario("S14", "one contact in eight is poison for 12 s", hurt)
