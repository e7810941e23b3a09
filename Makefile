# make status and make test set up what they need; nothing is installed outside .venv.
.DEFAULT_GOAL := help
# On Windows python3 may be the one that only opens the shop. The recipes need a POSIX shell there: Git's is one.
PYTHON ?= $(if $(filter Windows_NT,$(OS)),python,python3)
SCRIPTS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := .venv/$(SCRIPTS)
LOWEST := .venv/lowest
RUNTIME := .venv/.runtime
DEVELOP := .venv/.develop

WHEELS := dist/wheels
WHEEL_SYSTEMS ?= windows linux macos
WHEEL_PYTHONS ?= 3.11 3.12 3.13
# What uv calls a system, whose conditions (colorama on Windows) it knows on every machine; and pip's names of its wheels.
UV_windows := x86_64-pc-windows-msvc
UV_linux := x86_64-manylinux_2_28
UV_macos := aarch64-apple-darwin
PIP_windows := --platform win_amd64
PIP_linux := --platform manylinux2014_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux_2_28_x86_64
PIP_macos := --platform macosx_11_0_arm64

.PHONY: help status test lint types format demo bench backtest coverage lowest dist engine wheels check clean

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

coverage: $(DEVELOP) ## run the tests, tell what they do not reach, and hold the floor
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing:skip-covered $(PYTEST_ARGS)

lowest: ## run the tests with the lowest versions that pyproject.toml allows
	@test -d $(LOWEST) || $(PYTHON) -m venv $(LOWEST)
	@$(LOWEST)/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check uv
	@$(LOWEST)/$(SCRIPTS)/uv pip install --quiet --python $(LOWEST) --resolution lowest-direct --editable '.[dev]'
	@$(LOWEST)/$(SCRIPTS)/python -m pytest -n 2 $(PYTEST_ARGS)

dist: $(DEVELOP) ## build wheel, sdist and engine, the same bytes from the same commit, and their sums
	@rm -rf dist
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --outdir dist >/dev/null
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m engine
	@cd dist && sha256sum *.whl *.tar.gz >SHA256SUMS && cat SHA256SUMS

engine: $(DEVELOP) ## build what plancheck runs on in a browser (node and npm, docs/architecture.md), and install it
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m engine
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall dist/plancheck_engine-*.whl

wheels: $(DEVELOP) ## one folder that installs without a network: dist/wheels, for Windows, Linux and macOS
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@rm -rf $(WHEELS) && mkdir -p $(WHEELS)
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --wheel --outdir $(WHEELS) >/dev/null
	@for engine in dist/plancheck_engine-*.whl; do test ! -e "$$engine" || cp "$$engine" $(WHEELS); done
	@$(foreach system,$(WHEEL_SYSTEMS),$(foreach python,$(WHEEL_PYTHONS),$(call collect,$(system),$(python)) &&)) true
	@$(foreach system,$(WHEEL_SYSTEMS),$(foreach python,$(WHEEL_PYTHONS),$(call resolve,$(system),$(python)) &&)) true
	@cp docs/offline/install.bat docs/offline/install.sh $(WHEELS)
	@cd $(WHEELS) && sha256sum *.whl install.* >SHA256SUMS && cat SHA256SUMS

# What a system and a Python need, as that Python resolves it there, and the wheels of it.
collect = $(BIN)/uv pip compile --quiet --no-header --no-annotate --only-binary :all: --python-platform $(UV_$(1)) \
	--python-version $(2) --extra legacy --extra docx --output-file dist/wheels.txt pyproject.toml && \
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: $(PIP_$(1)) \
	--python-version $(2) --implementation cp --dest $(WHEELS) --requirement dist/wheels.txt && rm dist/wheels.txt

# Whether a system and a Python find all that they need in the folder, and in the folder alone.
resolve = echo 'plancheck[legacy,docx]' | $(BIN)/uv pip compile --quiet --no-header --no-index --find-links $(WHEELS) \
	--only-binary :all: --python-platform $(UV_$(1)) --python-version $(2) - >/dev/null

lint: $(DEVELOP) ## ruff: style and faults
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEVELOP) ## mypy, strict
	@$(BIN)/mypy

check: lint types coverage ## everything that CI does

format: $(DEVELOP) ## let ruff put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

demo: $(RUNTIME) ## write the synthetic example reports again
	@$(BIN)/plancheck demo . --reports-only

bench: $(DEVELOP) ## the budgets, as ratios
	@$(BIN)/python -m benchmarks

backtest: $(DEVELOP) ## how often verdicts came true, on public series
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[backtest]'
	@$(BIN)/python -m benchmarks backtest

clean: ## remove the virtual environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .plancheck-cache .coverage .coverage.* build dist
