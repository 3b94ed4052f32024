# Needs python (3.11 or newer) and make, nothing else. Bare `make` lists the tasks.
.DEFAULT_GOAL := help
SHELL := /bin/sh
export MPLBACKEND := Agg
# The Python that `make setup` builds .venv with; empty: the first one on the path that will do.
export PYTHON ?=

BIN := .venv/bin
READY := .venv/.ready
JOBS ?= 2

.PHONY: help setup demo test lint types unit format slow equality patterns mutants bench bench-quick gallery experiments \
        notebooks wheel house lock clean

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## build .venv from the locked requirements; does nothing when up to date

$(READY): requirements.lock pyproject.toml
	@python=$$(sh tools/find_python.sh) && "$$python" -m venv .venv
	@echo "Installing the locked requirements into .venv (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## a first look: one comparison, one explanation, one figure
	$(BIN)/tripwire demo

test: lint types unit ## everything a change must pass: lint, types, the default tests

lint: setup ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## static types
	$(BIN)/mypy

unit: setup ## the default tests
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

format: setup ## put style and formatting right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

slow: setup ## the tests that take minutes
	$(BIN)/python -m pytest -n $(JOBS) -m heavy

equality: setup ## the two engines, bit for bit, on 10,000 random scenario points
	$(BIN)/python -m pytest -n $(JOBS) -m equality

patterns: setup ## what the model must reproduce, and which broken variant each pattern rejects
	$(BIN)/python -m tests.patterns

mutants: setup ## break each rule on purpose; the tests must notice
	$(BIN)/python -m tests.mutants

bench: setup ## speed and memory, as ratios of one run
	$(BIN)/python -m benchmarks

bench-quick: setup ## the same in under a minute: one build, few repeats, no sweeps
	$(BIN)/python -m benchmarks --quick

gallery: setup ## draw every plate
	$(BIN)/tripwire gallery

experiments: setup ## run the named studies
	$(BIN)/tripwire experiments --all

notebooks: setup ## run every notebook from top to bottom
	$(BIN)/python -m pytest -n $(JOBS) -m notebooks

wheel: setup ## build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

house: setup ## the code in figures, beside those of three well-kept projects
	$(BIN)/python -m tools.house

lock: ## renew requirements.lock from pyproject.toml, for Python 3.11 and newer
	python=$$(sh tools/find_python.sh) && "$$python" -m venv build/uv
	build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/uv/bin/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet --output-file requirements.lock

clean: ## remove what was built and cached; .venv and results stay
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
