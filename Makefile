# Two commands matter: `make run` and `make test`. Everything else is a part of them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run pair extension test setup setup-js setup-browsers lint test-python test-js test-browser accuracy bench bench-check bench-browser prove-ci lock audit clean

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
	@echo "Setting up Touchline in the folder $(VENV). The first time takes a minute or two and needs the Internet."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Touchline needs Python 3.11 or newer. If yours has a name of its own: make run PYTHON=python3.12"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  rm -rf $(VENV); echo "Python cannot make its folder. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

$(VENV)/peers: $(VENV)/developing
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group peers
	@touch $@

$(VENV)/releasing: $(VENV)/developing
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group release
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

## bench-browser: what the extension costs in the page, in both browsers
bench-browser: setup setup-js setup-browsers
	npm run --silent bench:browser

## prove-ci: what needs the kernel's help to prove: no network, no file, no leak (strace, unshare; CI runs it as root)
prove-ci: setup setup-js setup-browsers
	@tests/privacy/install-strace.sh
	$(BIN)/python -m tests.privacy.prove

## lock: write requirements.lock, what a release installs: the newest versions allowed, each file with its hash
lock: $(VENV)/releasing
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	  --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

## audit: ask the public databases about known holes in what is locked (needs a network)
audit: $(VENV)/releasing
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

clean:
	rm -rf $(VENV) node_modules dist .pytest_cache .mypy_cache .ruff_cache
