"""A new key for access tokens while everybody stays signed in: three steps over two files.

`signing-key.json` is what `directory` signs with, `jwks.json` what every service believes.
Services read their file when they start, so between two steps each is started again. A file is
replaced as a whole, and never without what is still needed in it.
"""

import json
import os
from pathlib import Path
from typing import Any

from joserfc.jwk import OKPKey

from chassis.tokens import new_signing_key
from tero.operate.trouble import Trouble

_SIGNING, _NEXT, _BELIEVED = "signing-key.json", "signing-key.next.json", "jwks.json"


def begin(folder: Path) -> str:
    """Make the next key, and let it be believed beside the present one; its id.

    Raises Trouble where a change is under way already.
    """
    current, believed = _read(folder / _SIGNING), _read(folder / _BELIEVED)
    if (folder / _NEXT).exists():
        raise Trouble(f"a change is under way: {folder / _NEXT} is there; `switch` goes on")
    new = new_signing_key()
    # First what is believed: a key that nobody believes would be of no use after a `switch`.
    kept = [each for each in believed["keys"] if each["kid"] != current["kid"]]
    _write(folder / _BELIEVED, {"keys": [*kept, _public(current), new.as_dict(private=False)]})
    _write(folder / _NEXT, new.as_dict(private=True), like=folder / _SIGNING)
    return str(new.kid)


def switch(folder: Path) -> str:
    """Sign with the next key from now on; its id. Raises Trouble where there is none."""
    if not (folder / _NEXT).exists():
        raise Trouble("there is no next key: `begin` makes it")
    new, believed = _read(folder / _NEXT), _read(folder / _BELIEVED)
    if new["kid"] not in {each["kid"] for each in believed["keys"]}:
        raise Trouble(f"{folder / _BELIEVED} does not hold the next key: delete it and `begin`")
    (folder / _NEXT).replace(folder / _SIGNING)
    return str(new["kid"])


def end(folder: Path) -> list[str]:
    """Believe no key any more but the one that signs; the ids of those that go."""
    if (folder / _NEXT).exists():
        raise Trouble("the next key does not sign yet: `switch` comes first")
    current, believed = _read(folder / _SIGNING), _read(folder / _BELIEVED)
    _write(folder / _BELIEVED, {"keys": [_public(current)]})
    return [each["kid"] for each in believed["keys"] if each["kid"] != current["kid"]]


def _public(key: dict[str, Any]) -> dict[str, Any]:
    return OKPKey.import_key(key).as_dict(private=False)


def _read(file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(file.read_text())
    except FileNotFoundError as error:
        raise Trouble(f"{file} is not there") from error
    except (OSError, ValueError) as error:
        raise Trouble(f"{file} cannot be read") from error
    return found


def _write(file: Path, content: dict[str, Any], like: Path | None = None) -> None:
    """Whoever reads meanwhile finds the old or the new file, with the old one's mode."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(json.dumps(content))
    new.chmod((like or file).stat().st_mode & 0o777)
    with new.open() as written:
        os.fsync(written.fileno())
    new.replace(file)
