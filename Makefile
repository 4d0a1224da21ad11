# One entry point. `make setup` and `make run` are all that a fresh machine with Python 3.11, make and git needs.
PYTHON ?= python3
BIN := .venv/bin
HOME_DEMO ?= $(HOME)/.local/share/cunfang-demo

.PHONY: setup run demo test test-long check bench conformance forms format clean

setup: .venv/ready

.venv/ready: packaging/requirements-dev.lock packaging/setup.sh pyproject.toml
	PYTHON="$(PYTHON)" bash packaging/setup.sh

run: setup
	@PYTHONPATH=. $(BIN)/python packaging/run.py --home "$(HOME_DEMO)"

demo: setup
	$(BIN)/cunfang --home "$(HOME_DEMO)" demo

check: setup
	$(BIN)/ruff format --check app ui tests migrations packaging
	$(BIN)/ruff check app ui tests migrations packaging
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

test: check
	bash packaging/test.sh

test-long: setup
	$(BIN)/python -m pytest -m long

bench: setup
	$(BIN)/python -m tests.bench

conformance: setup
	$(BIN)/python -m pytest tests/forms/test_conformance.py
	$(BIN)/python -m tests.forms.oracle

forms: setup
	PYTHONPATH=. $(BIN)/python packaging/forms.py

format: setup
	$(BIN)/ruff check --fix --unsafe-fixes app ui tests migrations packaging
	$(BIN)/ruff format app ui tests migrations packaging

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage*
