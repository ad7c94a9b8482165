"""What hangs on a contract: its speeds, its server, the things lent, and the device by serial."""

from datetime import date, timedelta
from typing import Any

from local_stack.demo.data.chance import chance

_KBPS = 1024
# Of each plan: down and up in Mbit/s.
_SPEEDS = {
    "Fibra 100": (100, 50),
    "Fibra 300": (300, 150),
    "Fibra 600": (600, 300),
    "Fibra 1000": (1000, 500),
    "Cable 50 + TV": (50, 10),
    "Empresas 300": (300, 300),
    "Empresas 1000 simétrico": (1000, 1000),
}
_ONUS = (("ONU-HG8145", "ONU Huawei HG8145"), ("ONU-F670L", "ONU ZTE F670L"))
_CABLE = ("CM-TC7200", "Cablemódem TC7200")
_FIRST_WARRANTY = date(2026, 3, 1)
_WARRANTY_DAYS = 900


def equipment(number: str, plan: str, node: str) -> dict[str, Any]:
    """Speeds, server and items of a contract, as fields of a line."""
    down, up = _SPEEDS[plan]
    code, name = _device(number, plan)
    return {
        "speed_down_kbps": down * _KBPS,
        "speed_up_kbps": up * _KBPS,
        "server": f"bras-{node.partition('-')[0].lower()}-1",
        "items": [{"name": name, "quantity": 1, "code": code}],
    }


def unit(number: str, plan: str) -> dict[str, Any]:
    """The device that serves a contract, as a line says it."""
    random = chance("unit", number)
    code, _ = _device(number, plan)
    until = _FIRST_WARRANTY + timedelta(days=random.randrange(_WARRANTY_DAYS))
    return {
        "serial": f"{code[:2]}{random.randrange(16**8):08X}",
        "item_number": code,
        "kind": "Cablemódem" if code == _CABLE[0] else "ONU",
        "warranty_until": until.isoformat(),
        "contract": number,
    }


def _device(number: str, plan: str) -> tuple[str, str]:
    return _CABLE if plan.startswith("Cable") else chance("device", number).choice(_ONUS)
