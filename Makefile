# `make` alone lists the targets. Every target first makes the Python environment when needed.
MAKEFLAGS += --no-print-directory

# A name on the path is not enough: it must run, and be new enough.
PYTHON := $(shell for each in .venv/bin/python python3.13 python3.12 python3.11 python3 python; do \
  if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
  echo $$each; break; fi; done)
PY := .venv/bin/python
ARGS :=

# Also where the surroundings forbid it, Python keeps what it has compiled: otherwise every process
# of a run, and there are hundreds, would compile anew all that it imports, for some seconds each.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help bootstrap console run stop reset demo test check check-python check-console bench bench-web faults secrets compose-test lock

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | \
	  while IFS='|' read name what; do printf '  make %-14s%s\n' "$$name" "$$what"; done

bootstrap:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Tero needs Python 3.11 or later, and found none on the path."; exit 1; fi
	@$(PYTHON) deploy/local/bootstrap.py

run: bootstrap ## Start the whole system and say where it is (ARGS="--brokers 3 --port 9090")
	@$(PY) -m local_stack run $(ARGS)

stop: bootstrap ## End every process of the system; its data is kept
	@$(PY) -m local_stack stop $(ARGS)

reset: bootstrap ## End every process and forget all data
	@$(PY) -m local_stack reset $(ARGS)

demo: bootstrap ## Play a day of contacts and account for every one (ARGS="--speed 60")
	@$(PY) -m local_stack.demo play $(ARGS)

console: bootstrap ## Build the console into web/dist (`make run` does it by itself)
	@$(PY) -m local_stack.console build

test: bootstrap ## Run all tests, on real servers of their own
	@$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --durations 10 $(ARGS)

check: bootstrap ## Check style, types and the direction of imports
	@$(MAKE) --jobs 2 check-python check-console

check-python:
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy .
	@.venv/bin/lint-imports

check-console:
	@$(PY) -m local_stack.console check

bench: bootstrap ## Measure throughput, latency and memory; print a table, write JSON
	@$(PY) -m tests.load $(ARGS)

bench-web: bootstrap console ## Measure the console in a real browser, with 100,000 contacts
	@$(PY) -m tests.load.console $(ARGS)

faults: bootstrap ## Let parts fail under load, with three seeds; then broken kernels, which must be found out
	@$(PY) -m tests.faults --seeds 1 2 3 $(ARGS)
	@$(PY) -m tests.faults --control --json .local/faults-control.json

secrets: bootstrap ## Make the secrets that docker-compose.yml needs, where missing
	@$(PY) -m local_stack.compose_secrets $(ARGS)

compose-test: bootstrap ## Prove docker-compose.yml where a container engine runs
	@$(PY) -m local_stack.compose_test $(ARGS)

lock: bootstrap ## Pin all dependencies again, with hashes and without hosts (ARGS="--upgrade")
	@$(PY) deploy/local/pip_settings.py .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-package tero-shared --group pyproject.toml:dev $(ARGS) \
	  shared/pyproject.toml services/*/pyproject.toml deploy/local/pyproject.toml \
	  deploy/simulators/iclass/pyproject.toml -o requirements.lock
	@$(PY) deploy/local/pip_settings.py .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-package tero-shared --constraint requirements.lock $(ARGS) \
	  shared/pyproject.toml services/*/pyproject.toml -o requirements-services.lock
	@$(PY) -m local_stack relock
