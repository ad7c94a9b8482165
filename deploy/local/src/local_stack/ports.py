"""Ports on the loopback address: free ones for tests, fixed and checked ones for people."""

import fcntl
import os
import secrets
import socket
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

HOST = "127.0.0.1"
_RANGE = range(20_000, 32_000)  # below the kernel's own choices for outgoing connections


GATEWAY_DEFAULT = 8080
BASE_SETTING = "TERO_PORT_BASE"
BASE_DEFAULT = 18_080


class PortTaken(RuntimeError):
    """Another program listens where a part should."""


def setting_of(name: str) -> str:
    """The environment variable that moves a port."""
    return f"TERO_{name.upper().replace('-', '_')}_PORT"


def port_names(services: Sequence[str], brokers: int) -> list[str]:
    """The names of all ports of a stack; the place in the list is the distance from the base."""
    single = ["gateway", "postgres", "valkey", "mail-sink", "mail-smtp", "iclass", *services]
    nodes = [f"kafka-{node}" for node in range(1, brokers + 1)]
    of_brokers = [name for node in nodes for name in (node, f"{node}-controller")]
    # At the end, so that no other part moves.
    return [*single, *of_brokers, "intake-email"]


def client_port_names(detours: Iterable[str]) -> list[str]:
    """The further ports of brokers whose clients come by a detour."""
    return [f"{name}-clients" for name in detours if name.startswith("kafka-")]


def chosen_ports(names: Sequence[str], environment: Mapping[str, str]) -> dict[str, int]:
    """Ports for people: each from its own setting, else counted from the base."""
    base = int(environment.get(BASE_SETTING) or BASE_DEFAULT)
    defaults = {name: base + place for place, name in enumerate(names)}
    defaults["gateway"] = GATEWAY_DEFAULT
    return {
        name: int(environment.get(setting_of(name)) or default)
        for name, default in defaults.items()
    }


def check_free(ports: Mapping[str, int]) -> None:
    """Raises PortTaken, naming each port on which somebody listens, and what moves it."""
    taken = {name: port for name, port in ports.items() if not is_free(port)}
    if not taken:
        return
    if len(taken) == 1:
        ((name, port),) = taken.items()
        raise PortTaken(
            f"port {port}, which {name} needs, is taken by another program: "
            f"end that program, or choose another port with {setting_of(name)}"
        )
    listed = ", ".join(f"{port} ({name})" for name, port in taken.items())
    raise PortTaken(
        f"{len(taken)} ports are taken, as by a stack that runs in another folder: {listed}. "
        f"End what has them, or choose another start of all ports with {BASE_SETTING} "
        f"({BASE_DEFAULT}), and the gateway's with {setting_of('gateway')}"
    )


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        # As servers do: connections of an ended server that still linger do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


class PortPool:
    """Free ports that no other pool of this user hands out while this one is open."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir()) / f"tero-ports-{os.getuid()}"
        self._claims: list[int] = []

    def take(self) -> int:
        """One more port; given back by `close`, or by the end of this process."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        for port in secrets.SystemRandom().sample(_RANGE, len(_RANGE)):
            claim = os.open(self._folder / str(port), os.O_CREAT | os.O_RDWR, 0o600)
            if _locked(claim) and is_free(port):
                self._claims.append(claim)
                return port
            os.close(claim)
        raise PortTaken(f"no free port from {_RANGE.start} to {_RANGE.stop}")

    def close(self) -> None:
        """Gives all ports back."""
        while self._claims:
            os.close(self._claims.pop())


def _locked(claim: int) -> bool:
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
