"""Ports never collide silently."""

import socket
from pathlib import Path

import pytest

from local_stack.parts.valkey import Valkey
from local_stack.ports import HOST, PortPool, PortTaken, chosen_ports, port_names
from local_stack.process.part import Home


async def test_a_taken_port_is_named_together_with_its_setting(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as stranger:
        port = stranger.getsockname()[1]

        with pytest.raises(PortTaken, match=rf"port {port}, which valkey .* TERO_VALKEY_PORT$"):
            await Valkey(Home(tmp_path), port).start()


def test_two_pools_never_hand_out_the_same_port() -> None:
    first, second = PortPool(), PortPool()
    try:
        taken = [pool.take() for _ in range(20) for pool in (first, second)]
    finally:
        first.close()
        second.close()

    assert len(set(taken)) == 40


def test_ports_follow_their_base_and_their_own_settings() -> None:
    names = port_names(["intake"], brokers=1)

    ports = chosen_ports(names, {"TERO_PORT_BASE": "9000", "TERO_KAFKA_1_PORT": "9500"})

    assert ports["gateway"] == 8080
    assert ports["postgres"] == 9001
    assert ports["kafka-1"] == 9500
    assert len(set(ports.values())) == len(names)
