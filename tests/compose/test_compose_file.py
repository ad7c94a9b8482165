"""docker-compose.yml without an engine: hardening, secrets, tags, and what each part is told."""

import re
from importlib import import_module
from typing import Any

import pytest

from chassis.settings import ServiceSettings
from local_stack.compose_secrets import make_secrets
from local_stack.compose_test.images import COMPOSE_FILE, official_images, own_images
from local_stack.paths import GATEWAY, REPOSITORY
from local_stack.services import SPECS

ONE_SHOT = {"topics"}
NOBODY = ("", "0", "root")
PINNED = re.compile(r"[a-z0-9/_-]+:v?\d[\w.-]*")
SECRETS = "/run/secrets/"


def test_every_container_is_hardened(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert str(service["user"]).partition(":")[0] not in NOBODY, name
        assert re.fullmatch(r"\d+m", service["mem_limit"]), name
        assert service["restart"] == ("on-failure" if name in ONE_SHOT else "unless-stopped"), name
        assert not service.get("privileged"), name


def test_only_the_gateway_gets_a_capability_and_a_port(services: dict[str, Any]) -> None:
    assert {name for name, each in services.items() if "cap_add" in each} == {"gateway"}
    assert {name for name, each in services.items() if "ports" in each} == {"gateway"}
    assert services["gateway"]["cap_add"] == ["NET_BIND_SERVICE"]
    (port,) = services["gateway"]["ports"]
    assert port.startswith("127.0.0.1:")


def test_there_is_no_way_out_but_the_gateways(compose: dict[str, Any]) -> None:
    assert compose["networks"]["default"] == {"internal": True}
    outside = {name for name, each in compose["services"].items() if "networks" in each}
    assert outside == {"gateway"}


def test_everything_that_stays_says_whether_it_is_healthy(services: dict[str, Any]) -> None:
    without = {name for name, service in services.items() if "healthcheck" not in service}
    assert without == ONE_SHOT
    for name, service in services.items():
        # Started more often while it starts: an older compose does not know that word.
        assert "start_interval" not in service.get("healthcheck", {}), name


def test_nothing_starts_before_what_it_needs(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for needed, how in service.get("depends_on", {}).items():
            done = "service_completed_successfully" if needed in ONE_SHOT else "service_healthy"
            assert how == {"condition": done}, f"{name} needs {needed}"
    for spec in SPECS:
        assert set(services[spec.name]["depends_on"]) == {"postgres", "valkey", "topics"}
        assert spec.name in services["gateway"]["depends_on"]


def test_images_are_pinned_and_name_no_registry() -> None:
    for image in official_images() + own_images():
        assert PINNED.fullmatch(image), image


def test_the_file_is_understood_by_older_and_newer_compose(compose: dict[str, Any]) -> None:
    assert "name" not in compose
    for service in compose["services"].values():
        assert "secrets" not in service.get("build", {})
    # The older one ends a default at its first brace.
    assert not re.search(r"\$\{[^}]*\$\{", COMPOSE_FILE.read_text())


def test_what_the_file_takes_is_in_the_example_and_explained(services: dict[str, Any]) -> None:
    taken = set(re.findall(r"\$\{(\w+)", COMPOSE_FILE.read_text()))
    for service in services.values():
        taken |= {name for name, value in service.get("environment", {}).items() if value is None}
    example = (REPOSITORY / ".env.example").read_text()
    told = (REPOSITORY / "docs" / "containers.md").read_text()

    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == taken
    assert set(re.findall(r"^\| `(TERO_\w+)`", told, re.MULTILINE)) == taken


def test_our_own_address_is_the_one_that_letters_are_from(services: dict[str, Any]) -> None:
    told = services["notifications"]["environment"] | services["intake"]["environment"]
    own = re.fullmatch(r"\$\{TERO_EMAIL_OWN:-(.+)\}", told["TERO_EMAIL_OWN"])

    assert own is not None
    assert f"<{own[1]}>" in told["TERO_MAIL_FROM"]


def test_letters_of_both_services_lead_to_the_gateway(services: dict[str, Any]) -> None:
    for name in ("directory", "notifications"):
        told = services[name]["environment"]["TERO_PUBLIC_URL"]
        assert told == "${TERO_PUBLIC_URL:-http://localhost:8080}", name


def test_secrets_are_files_without_defaults(compose: dict[str, Any]) -> None:
    for name, secret in compose["secrets"].items():
        assert secret["file"].startswith("${TERO_SECRETS_DIR"), name
        assert secret["file"].endswith("}/" + name), name
        assert ":-" not in secret["file"], name
    assert "${TERO_SECRETS_DIR:?" in COMPOSE_FILE.read_text()


def test_the_command_makes_exactly_the_secrets_that_are_mounted(
    compose: dict[str, Any], tmp_path: Any
) -> None:
    folder = make_secrets(tmp_path)

    assert {file.name for file in folder.iterdir()} == set(compose["secrets"])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(file.stat().st_mode & 0o777 == 0o444 for file in folder.iterdir())
    before = {file.name: file.read_text() for file in folder.iterdir()}
    make_secrets(tmp_path)
    assert {file.name: file.read_text() for file in folder.iterdir()} == before


def test_no_environment_carries_a_secret(services: dict[str, Any]) -> None:
    """What is secret is named by a file, and each of those files is mounted there."""
    for name, service in services.items():
        mounted = {SECRETS + _target(each) for each in service.get("secrets", ())}
        for variable, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|KEY", variable):
                assert variable.endswith("_FILE"), f"{name} {variable}"
            if str(value).startswith(SECRETS):
                assert value in mounted, f"{name} {variable}"
            assert not re.search(r"://[^/@]+:[^/@]+@", str(value)), f"{name} {variable}"


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_each_service_is_told_what_it_requires(services: dict[str, Any], spec: Any) -> None:
    settings: type[ServiceSettings] = import_module(f"{spec.module}.settings").Settings
    required = {
        f"TERO_{name.upper()}"
        for name, field in settings.model_fields.items()
        if field.is_required()
    }
    for name in (spec.name, f"{spec.name}-worker"):
        told = services[name]["environment"]
        assert required <= set(told), name
        known = {f"TERO_{each.upper()}" for each in settings.model_fields}
        assert set(told) - known == {"TERO_DATABASE_PASSWORD_FILE", "TERO_REDIS_PASSWORD_FILE"}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_each_service_has_a_database_and_a_password_of_its_own(
    services: dict[str, Any], spec: Any
) -> None:
    told = services[spec.name]["environment"]["TERO_DATABASE_URL"]
    assert told == f"postgresql+asyncpg://{spec.module}@postgres:5432/{spec.module}"
    source = {"source": f"postgres-{spec.module}", "target": "database-password"}
    assert source in services[spec.name]["secrets"]
    assert f"postgres-{spec.module}" in services["postgres"]["secrets"]
    script = (REPOSITORY / "deploy" / "images" / "postgres" / "databases.sh").read_text()
    assert re.search(rf"\b{spec.module}\b", script)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_roles_run_together_or_apart(services: dict[str, Any], spec: Any) -> None:
    together, worker = services[spec.name], services[f"{spec.name}-worker"]

    assert together["command"] == [spec.module, "migrate", "${TERO_ROLE:-all}"]
    assert worker["command"] == [spec.module, "worker"]
    assert worker["profiles"] == ["workers"]
    instances = {each["environment"]["TERO_INSTANCE"] for each in (together, worker)}
    assert instances == {f"{spec.name}-0", f"{spec.name}-worker-0"}


def test_intake_has_two_workers_that_share_what_there_is_to_read(
    services: dict[str, Any],
) -> None:
    first, second = (services[f"intake-worker{end}"] for end in ("", "-1"))

    assert second["command"] == first["command"]
    assert second["profiles"] == first["profiles"]
    assert second["environment"] == {**first["environment"], "TERO_INSTANCE": "intake-worker-1"}


def test_the_gateway_is_told_every_address_its_file_asks_for(services: dict[str, Any]) -> None:
    asked = set(re.findall(r"\{\$(TERO_\w+)\}", (GATEWAY / "Caddyfile").read_text()))
    told = services["gateway"]["environment"]

    assert asked <= set(told)
    for variable in asked - {"TERO_SITE_DIR", "TERO_CONSOLE_DIR"}:
        assert told[variable].partition(":")[0] in services, variable


def _target(secret: Any) -> str:
    return str(secret["target"] if isinstance(secret, dict) else secret)
