"""Where a request comes from. The gateway knows it; anybody else may say whatever they like."""

from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any

from fastapi import Request

Networks = tuple[IPv4Network | IPv6Network, ...]
_SCHEMES = frozenset({"http", "https"})


def believe_gateway(request: Request, gateways: Networks) -> None:
    """Put the caller's address and scheme into the request, if its gateway is one of ours.

    Of several addresses the last one counts: it is the one our own gateway has seen.
    """
    scope: Any = request.scope
    peer = scope.get("client")
    if peer is None or not _is_in(peer[0], gateways):
        return
    told = request.headers.getlist("x-forwarded-for")
    address = told[-1].rsplit(",", 1)[-1].strip() if told else ""
    if _is_address(address):
        scope["client"] = (address, 0)
    scheme = request.headers.get("x-forwarded-proto", "")
    if scheme in _SCHEMES:
        scope["scheme"] = scheme


def _is_in(address: str, networks: Networks) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
