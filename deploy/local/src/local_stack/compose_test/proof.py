"""The proof of docker-compose.yml, from the images to the last trace of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from local_stack.compose_secrets import make_secrets
from local_stack.compose_test import stand_ins
from local_stack.compose_test.engine import Engine
from local_stack.compose_test.hardening import findings
from local_stack.compose_test.images import (
    images_here,
    official_images,
    own_images,
    pull_all,
)
from local_stack.compose_test.project import Project
from local_stack.compose_test.steps import Protocol
from local_stack.compose_test.through_gateway import Visitor
from local_stack.ports import PortPool

_ONE_OF_EACH_IMAGE = ("directory", "iclass")


class TooSoft(RuntimeError):
    """A container may do more than it should."""


def prove(engine: Engine, protocol: Protocol, *, keep_images: bool) -> None:
    """Runs everything; raises what went wrong, after it has removed what it made."""
    before = images_here(engine)
    try:
        _provide_images(engine, protocol, sorted(set(official_images()) - before))
        with TemporaryDirectory(prefix="tero-compose-") as name, _port() as port:
            folder = make_secrets(Path(name))
            project = Project(engine, Path(name), folder, port)
            try:
                _prove_project(project, folder, protocol)
            finally:
                protocol.do("down, volumes too", project.down)
    finally:
        if not keep_images:
            protocol.do("images removed", lambda: _remove(engine, before))


def _provide_images(engine: Engine, protocol: Protocol, missing: list[str]) -> None:
    left: list[str] = []
    protocol.do("official images", lambda: left.extend(pull_all(engine, missing)))
    if not left:
        return
    stand_ins.check_possible(left)
    protocol.do("stand-ins: Debian", lambda: stand_ins.make_base(engine))
    for image in left:
        protocol.do(f"stand-in: {image}", lambda: stand_ins.make_stand_in(engine, image))  # noqa: B023


def _prove_project(project: Project, folder: Path, protocol: Protocol) -> None:
    protocol.do("images of Tero", lambda: project.build(*_ONE_OF_EACH_IMAGE))
    protocol.do("refused without secrets", lambda: _refused(project))
    protocol.do("up, until all are healthy", lambda: _up(project))
    visitor = Visitor(project.port, folder)
    try:
        protocol.do("first page", visitor.see_first_page)
        protocol.do("state of every part", visitor.see_state_of_parts)
        protocol.do("anonymous is refused", visitor.be_refused)
        protocol.do("log-in", visitor.log_in)
        protocol.do("contact by telephone, in the desk", visitor.call_and_be_seen)
    finally:
        visitor.close()
    protocol.do("hardening, as the engine tells it", lambda: _check_hardening(project, folder))


def _up(project: Project) -> str:
    project.up()
    return f"{len(project.containers())} containers"


def _refused(project: Project) -> None:
    if not project.refuses_without_secrets():
        raise TooSoft("docker-compose.yml can be used without secrets")


def _check_hardening(project: Project, folder: Path) -> str:
    secret_texts = [file.read_text().strip() for file in folder.iterdir()]
    containers = project.containers()
    found = [each for container in containers for each in findings(container, secret_texts)]
    running = [container for container in containers if not container.is_done]
    found += [f"{each.service} is root" for each in running if project.user_inside(each) == "0"]
    if found:
        raise TooSoft("\n".join(found))
    return f"{len(containers)} containers, nothing found"


def _remove(engine: Engine, before: set[str]) -> str:
    made = {*official_images(), *own_images(), stand_ins.BASE}
    new = sorted((images_here(engine) & made) - before)
    if new:
        engine.docker("image", "rm", "--force", *new)
    engine.docker("image", "prune", "--force", "--filter", "label=tero.part")
    return f"{len(new)} images"


@contextmanager
def _port() -> Iterator[int]:
    pool = PortPool()
    try:
        yield pool.take()
    finally:
        pool.close()
