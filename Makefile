# Needs python (3.11 or newer) and make, nothing else. Bare `make` lists the tasks.
.DEFAULT_GOAL := help
SHELL := /bin/sh
export MPLBACKEND := Agg
# The Python that `make setup` builds .venv with; empty: the first one on the path that will do.
export PYTHON ?=

BIN := .venv/bin
READY := .venv/.ready
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# The compiler of last resort, and the one that builds for every platform: 411 MB, so only where it is needed.
ZIG := $(INSTALL) --require-hashes -r requirements-rules.lock
# The browser that tests of the explorer drive; only where this is Debian or a relative, and we are root.
BROWSER := { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update --quiet && apt-get install --yes --quiet chromium; }
PLATFORMS := linux-x86_64 linux-arm64 darwin-x86_64 darwin-arm64 windows-x86_64
JOBS ?= 2

.PHONY: help setup demo explore test lint types unit firefox format slow class equality patterns mutants validate bench bench-quick gallery experiments \
        notebooks wasm machines wheel wheels house lock clean

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## build .venv from the locked requirements; does nothing when up to date

$(READY): requirements.lock requirements-rules.lock pyproject.toml
	@python=$$(sh tools/find_python.sh) && "$$python" -m venv .venv
	@echo "Installing the locked requirements into .venv (a few minutes the first time)"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@sh tools/find_compiler.sh >/dev/null || { echo "No C compiler here: installing ziglang (100 MB to fetch, 411 MB on disk)"; $(ZIG); }
	@sh tools/find_browser.sh >/dev/null || $(BROWSER) || echo "No Chromium here: the tests of the explorer are skipped"
	@touch $@

demo: setup ## a first look: what the articles argue about, side by side
	$(BIN)/tripwire demo

explore: setup ## the model on one page, opened in a browser
	$(BIN)/tripwire explore

test: lint types unit ## everything a change must pass: lint, types, the default tests

lint: setup ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## static types
	$(BIN)/mypy

unit: setup ## the default tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

firefox: setup ## the tests of the explorer in Firefox, which Playwright fetches
	$(BIN)/python -m playwright install firefox
	EXPLORER_BROWSER=firefox $(BIN)/python -m pytest tests/web

format: setup ## put style and formatting right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

slow: setup ## the tests that take minutes
	$(BIN)/python -m pytest -n $(JOBS) -m heavy

class: setup ## a class of thirty, killed and started again: figures with the machine named
	$(BIN)/python -m pytest -s -m heavy tests/seminar

equality: setup ## the two engines, bit for bit, on 10,000 random scenario points
	$(BIN)/python -m pytest -n $(JOBS) -m equality

patterns: setup ## what the model must reproduce, and which broken variant each pattern rejects
	$(BIN)/python -m tests.patterns

mutants: setup ## break each rule on purpose; the tests must notice
	$(BIN)/python -m tests.mutants

validate: setup ## make every page and figure of credibility again from the code, and test them (10 minutes on two cores)
	$(BIN)/python -m tools.evidence_pages
	JOBS=$(JOBS) $(BIN)/python -m tools.credibility --figures
	$(BIN)/python -m tools.studies_table
	$(BIN)/python -m tools.teaching --write
	$(BIN)/python -m pytest -q -n $(JOBS) tests/house/test_credibility.py tests/analysis/test_matching.py tests/report/test_studies.py

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

wasm: setup ## build the WebAssembly module that the package carries for pages
	@$(ZIG)
	$(BIN)/python -m tools.build_wasm

machines: setup ## one hash of all results: every build, emulated arm64, WebAssembly, Mesa
	@$(ZIG)
	@command -v qemu-aarch64 >/dev/null || { test "$$(id -u)" = 0 && apt-get update --quiet && apt-get install --yes --quiet qemu-user; } || \
	  { echo "arm64 is emulated with qemu-aarch64; on Debian or Ubuntu: apt-get install qemu-user" >&2; exit 1; }
	$(BIN)/python -m tests.machines $(POINTS)

wheel: setup ## build the wheel for this platform into dist/
	$(BIN)/python -m hatchling build --target wheel

house: setup ## the code in figures, beside those of three well-kept projects
	$(BIN)/python -m tools.house

wheels: setup ## build the wheels for all platforms into dist/
	@$(ZIG)
	@for platform in $(PLATFORMS); do \
	  TRIPWIRE_PLATFORM=$$platform $(BIN)/python -m hatchling build --target wheel || exit 1; done

COMPILE := build/uv/bin/uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock" --quiet

lock: ## renew both locks from pyproject.toml, for Python 3.11 and newer; then `make wasm`
	python=$$(sh tools/find_python.sh) && "$$python" -m venv build/uv
	build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) pyproject.toml --extra analysis --extra cluster --extra dev --extra documents --extra excel --extra seminar --output-file requirements.lock
	sed -n 's/^rules = \["\(.*\)"\]$$/\1/p' pyproject.toml | $(COMPILE) - --output-file requirements-rules.lock

clean: ## remove what was built and cached; .venv and results stay
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
