# make status and make test set up what they need; nothing is installed outside .venv.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
RUNTIME := .venv/.runtime
DEVELOP := .venv/.develop

.PHONY: help status test lint types format demo bench check clean

help: ## show these targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(RUNTIME): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("plancheck needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[legacy,docx]'
	@touch $@

$(DEVELOP): $(RUNTIME)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

status: $(RUNTIME) ## score every target of the shipped plans
	@$(BIN)/plancheck status

test: $(DEVELOP) ## run the tests
	@$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

lint: $(DEVELOP) ## ruff: style and faults
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEVELOP) ## mypy, strict
	@$(BIN)/mypy

check: lint types test ## everything that CI does

format: $(DEVELOP) ## let ruff put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

demo: $(RUNTIME) ## write the synthetic example reports again
	@$(BIN)/plancheck demo . --reports-only

bench: $(DEVELOP) ## the budgets, as ratios
	@$(BIN)/python -m benchmarks

clean: ## remove the virtual environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .plancheck-cache build dist
