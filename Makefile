# Two commands matter: `make run` and `make test`. Everything else is a part of them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run pair extension test setup setup-js setup-browsers lint test-python test-js test-browser accuracy bench bench-check clean

## run: install into .venv and run the companion and the try page until Ctrl-C
run: $(VENV)/installed
	@$(BIN)/touchline serve --try

## pair: connect one more browser
pair: $(VENV)/installed
	@$(BIN)/touchline pair

## extension: write the archives for the Chrome and Firefox stores into dist/, the same bytes every time
extension:
	@$(PYTHON) docs/store/archives.py

## test: every check and every test, with all set-up
test: lint test-python test-js test-browser

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test-python: setup
	$(BIN)/pytest

test-js: setup-js
	npm run --silent lint
	npm run --silent types
	npm run --silent lint:webext
	npm run --silent test

test-browser: setup setup-js setup-browsers
	npm run --silent test:browser

setup: $(VENV)/developing

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Touchline needs Python 3.11 or newer."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

$(VENV)/peers: $(VENV)/developing
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group peers
	@touch $@

setup-js: node_modules/.package-lock.json

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

setup-browsers:
	@tests/browser/install-browsers.sh

## accuracy: recall and false alarms, side by side with other systems (CASES=path adds your own JSONL)
accuracy: $(VENV)/peers
	$(BIN)/python -m tests.accuracy.run $(CASES)

## bench: the speed table of docs/performance.md; bench-check guards its ratios
bench: $(VENV)/peers
	$(BIN)/python -m tests.bench.run

bench-check: $(VENV)/peers
	$(BIN)/python -m tests.bench.check

clean:
	rm -rf $(VENV) node_modules dist .pytest_cache .mypy_cache .ruff_cache
