"""A service, assembled: the one place where engines, consumers, relays and servers are made.

Roles: `api` answers people; `worker` consumes, relays, fires timers and makes external calls;
`all` does both in one process. `relay` only publishes: where one process of a service is not
enough, its workers leave some shards, or all, to processes of that role.
"""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from types import FrameType
from typing import Any, Generic, Literal, TypeVar

import uvicorn
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis import accounts, api_keys, health, inspection, upkeep
from chassis.api_documents import add_documents
from chassis.authentication import FindActor, TokenAuthentication
from chassis.batches import Batches
from chassis.calls import Calls
from chassis.consumer import DRAIN_SECONDS, Consumer
from chassis.database import answers, build_engine, close, dsn
from chassis.definition import Definition
from chassis.due import Timers
from chassis.http import add_routes, build_api
from chassis.kafka_client import harden_client
from chassis.live import Live
from chassis.logs import set_up_logging
from chassis.outbox import SHARDS
from chassis.parts import Part, Parts
from chassis.producer import start_producer
from chassis.progress import ProgressWatch
from chassis.rate_limiter import RateLimiter
from chassis.relay import Relay
from chassis.settings import ServiceSettings
from chassis.tokens import load_public_keys
from chassis.tracing import set_up_tracing
from chassis.transactions import Database
from chassis.wake import Bell, Notifier
from chassis.whispers import Whispers

T = TypeVar("T")
Role = Literal["api", "worker", "relay", "all"]

_CALLS_STOP_SECONDS = 5.0
_RELAY_STOP_SECONDS = 8.0
# Whoever tells it to end kills it after 15 s; it ends itself before, whatever does not answer then.
_END_SECONDS = 14


class _Server(uvicorn.Server):
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        signal.alarm(_END_SECONDS)
        super().handle_exit(sig, frame)


class Service(Generic[T]):
    """One process of a service. Make it inside a running event loop."""

    def __init__(self, definition: Definition[T], settings: ServiceSettings, role: Role) -> None:
        harden_client()
        self.definition = definition
        self.settings = settings
        self.role = role
        self.bell = Bell()
        self.call_bell = Bell()
        url = str(settings.database_url)
        # Neither can take all connections from the other: people in a hurry, and what is consumed.
        self.engine = build_engine(url, name=settings.instance, pool=settings.database_pool)
        self.work_engine = build_engine(url, name=settings.instance, pool=settings.work_pool)
        self.database = self._opens_on(self.engine)
        self._work_database = self._opens_on(self.work_engine)
        self.subscriptions = definition.subscriptions
        self.batches = Batches(self._work_database, self.subscriptions)
        self.rate_limiter = RateLimiter(
            definition.name, str(settings.redis_url), settings.rate_limits, definition.rate_kinds
        )
        self.brokers = settings.brokers
        self.live = Live(self.brokers, definition.live_topics, self._is_ending)
        self.whispers = Whispers(str(settings.redis_url), definition.name)
        self.consumer: Consumer | None = None
        self._watch: ProgressWatch | None = None
        self._parts = Parts(self._end)
        self._relay: tuple[Relay, Part] | None = None
        self._calls: list[tuple[Calls[T], Part]] = []
        self._server: uvicorn.Server | None = None

    def _opens_on(self, engine: AsyncEngine) -> Database[T]:
        own = self.definition
        return Database(engine, service=own.name, shape=own.shape, wake=self._wake)

    def _wake(self) -> None:
        self.bell.ring()
        self.call_bell.ring()

    def build_app(self) -> FastAPI:
        """The HTTP application; its lifespan starts and stops everything else."""
        app = build_api(self.definition.name, self.definition.title, self._lifespan)
        add_routes(app, health.router)
        if self.role in ("api", "all"):
            # First, or a service's own `/{id}` would answer for `/docs`.
            add_routes(app, inspection.inspection_routes(self.definition.name))
            add_documents(app, self.definition.name)
            for router in self.definition.routers:
                add_routes(app, router)
        find: FindActor = partial(accounts.find_actor, self.engine)
        keys = load_public_keys(self.settings.jwks_file)
        app.state.authenticate = TokenAuthentication(
            keys, find, partial(api_keys.find_actor, self.engine)
        )
        app.state.definition = self.definition
        app.state.database = self.database
        app.state.batches = self.batches
        app.state.settings = self.settings
        app.state.brokers = self.brokers
        app.state.rate_limiter = self.rate_limiter
        app.state.live = self.live
        app.state.whispers = self.whispers
        app.state.tellers = {
            name: make(self.database) for name, make in self.definition.tellers.items()
        }
        for teller in app.state.tellers.values():
            self.whispers.hear(partial(self.live.whisper, teller))
        app.state.gateways = self.settings.gateway_networks
        app.state.checks = {"database": self._database_answers, "consumer": self._consumer_runs}
        app.state.sees = {"redis": self._redis_answers, "kafka": self._brokers_answer}
        app.state.complaints = self._complaints
        for name, value in self.definition.state.items():
            setattr(app.state, name, value)
        return app

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        if self.definition.start is not None and self.role != "relay":
            await self.definition.start(self._work_database)
        if self.role in ("worker", "all"):
            self._start_work()
        if self.role == "relay" or (self.role != "api" and self.settings.relay_shards):
            self._start_relay()
        else:
            self._parts.start(Notifier(dsn(str(self.settings.database_url)), self.bell).run())
        if self.definition.live_topics and self.role in ("api", "all"):
            self._parts.start(self.live.run())
            self._parts.start(self.whispers.run())
        self._parts.start(upkeep.watch_loop())
        await self.rate_limiter.redis.connect()
        gc.freeze()
        gc.set_threshold(400_000, 20, 50)
        try:
            yield
        finally:
            await self._stop()

    def _start_relay(self) -> None:
        settings = self.settings
        new_producer = partial(
            start_producer,
            self.brokers,
            name=f"{settings.instance}-relay",
            request_timeout_ms=settings.request_timeout_ms,
        )
        # One that does nothing else takes whatever is free.
        most = SHARDS if self.role == "relay" else settings.relay_shards
        relay = Relay(dsn(str(settings.database_url)), new_producer, self.bell, max_shards=most)
        self._relay = relay, self._parts.start(relay.run())

    def _start_work(self) -> None:
        self._parts.start(upkeep.keep_up(self._work_database, self.definition.chores))
        for loop in self.definition.loops:
            self._parts.start(loop(self._work_database))
        if self.definition.timers:
            self._parts.start(Timers(self._work_database, self.definition.timers).run())
        for kind, handler in self.definition.calls.items():
            owner = self.settings.instance
            calls = Calls(self._work_database, kind, handler, self.call_bell, owner=owner)
            self._calls.append((calls, self._parts.start(calls.run())))
        if self.subscriptions.topics:
            self._start_consumer()

    def _start_consumer(self) -> None:
        self.consumer = Consumer(
            self.settings,
            self.brokers,
            service=self.definition.name,
            topics=self.subscriptions.topics,
            apply=self.batches.apply,
        )
        self._watch = ProgressWatch(
            self.brokers,
            self.subscriptions.topics,
            dsn(str(self.settings.database_url)),
            last_attempt=lambda: self.consumer.last_attempt if self.consumer else 0.0,
            stall_seconds=self.settings.stall_seconds,
        )
        self._parts.start(self.consumer.start(), endless=False)
        self._parts.start(self._watch.run())

    def _end(self) -> None:
        if self._server is not None:
            self._server.should_exit = True

    def _is_ending(self) -> bool:
        return self._server is not None and self._server.should_exit

    async def _stop(self) -> None:
        """Nothing new comes in, what is in hand is finished, the relay says its last word."""
        self._parts.close()
        for calls, _ in self._calls:
            calls.stop()
        if self.consumer is not None:
            # A part that is broken, perhaps a handler that hangs, is not waited for.
            await self.consumer.stop(seconds=2.0 if self._parts.broken else DRAIN_SECONDS + 5)
        if self._calls:
            await asyncio.wait([task for _, task in self._calls], timeout=_CALLS_STOP_SECONDS)
        if self._relay is not None:
            relay, task = self._relay
            relay.stop()
            await asyncio.wait([task], timeout=_RELAY_STOP_SECONDS)
        await self._parts.cancel()
        await self.rate_limiter.redis.close()
        await asyncio.gather(close(self.engine), close(self.work_engine))

    async def _database_answers(self) -> bool:
        # Where people hold all of their connections, it is not the database that does not answer.
        return await answers(self.work_engine, within=3)

    async def _redis_answers(self) -> bool:
        await self.rate_limiter.redis.connect()
        return self.rate_limiter.redis.is_near

    async def _brokers_answer(self) -> bool:
        """Whoever reads nothing does not know, and takes it that they do."""
        return self._watch is None or self._watch.brokers_answer

    def _complaints(self) -> list[str]:
        told = (each.refusal for each in (self.consumer, self._watch) if each is not None)
        return sorted({refusal for refusal in told if refusal})

    async def _consumer_runs(self) -> bool:
        return self.consumer is None or self.consumer.is_running

    async def run(self) -> int:
        """Serve until told to stop; the exit code."""
        config = uvicorn.Config(
            self.build_app(),
            host=self.settings.http_host,
            port=self.settings.http_port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=10,
            lifespan="on",
        )
        self._server = _Server(config)
        await self._server.serve()
        return 1 if self._parts.broken or not self._server.started else 0


async def run_service(definition: Definition[Any], settings: ServiceSettings, role: Role) -> int:
    """Run one service in one role until it is told to stop."""
    set_up_logging(definition.name, settings.log_level)
    set_up_tracing(definition.name, endpoint=settings.otlp_endpoint, ratio=settings.trace_ratio)
    return await Service(definition, settings, role).run()
