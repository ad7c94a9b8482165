"""Unpacks PostgreSQL's programs once per version, whole or not at all."""

import lzma
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path


def unpack_postgres(archive: Path, target: Path) -> Path:
    """The folder of programs under `target`, unpacked from the archive if it is not there yet."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
        try:
            _unpack(archive, part)
            part.chmod(0o755)
            part.rename(target)
        except OSError:
            # Another stack was faster: its copy is as good.
            if not target.exists():
                raise
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return target / "bin"


def _unpack(archive: Path, target: Path) -> None:
    with zipfile.ZipFile(archive) as outer:
        inner = next(name for name in outer.namelist() if name.endswith(".txz"))
        with outer.open(inner) as packed, lzma.open(packed) as plain:
            _extract(plain, target)


def _extract(stream: lzma.LZMAFile, target: Path) -> None:
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        # The content was checked against its digest; Python 3.11.2 has no filters yet.
        if hasattr(tarfile, "data_filter"):
            tar.extraction_filter = tarfile.data_filter
        tar.extractall(target)  # noqa: S202
