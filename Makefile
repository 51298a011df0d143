# Two commands matter: `make run` and `make test`. Everything else is a part of them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# a wheel for each package, or an error in one second; where there are none and a compiler: make run WHEELS=
WHEELS := --only-binary :all:

.PHONY: run pair extension test test-latest setup setup-js setup-browsers lint test-python test-js test-browser accuracy bench bench-check bench-browser prove-ci lock installable audit clean

# what a lock names, each file known by its hash
define install-locked
@$(PIP) $(WHEELS) --require-hashes --requirement $(1) || { \
  if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 15))'; then \
    echo "$(1) is for Python 3.11 to 3.14, and yours is newer. To take another: make clean run PYTHON=python3.14"; \
  else \
    echo "pip could not install what $(1) names. Above it says why. Is there an Internet connection?"; \
  fi; exit 1; }
endef

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
	$(lint-python)

test-python: setup
	$(BIN)/pytest

define lint-python
$(BIN)/ruff check .
$(BIN)/ruff format --check .
$(BIN)/mypy
endef

## test-latest: the Python checks and tests with the newest versions that pyproject.toml allows, in .venv-latest
test-latest: VENV := .venv-latest
test-latest:
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) "pip>=25.1" # knows --group
	@$(PIP) --editable . --group dev
	@$(BIN)/python -m pip list --format freeze
	$(lint-python)
	$(BIN)/pytest

test-js: setup-js
	npm run --silent lint
	npm run --silent types
	npm run --silent lint:webext
	npm run --silent test

test-browser: setup setup-js setup-browsers
	npm run --silent test:browser

setup: $(VENV)/developing

$(VENV)/installed: pyproject.toml requirements.lock
	@echo "Setting up Touchline in the folder $(VENV). The first time takes a minute or two and needs the Internet."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Touchline needs Python 3.11 or newer. If yours has a name of its own: make run PYTHON=python3.12"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  rm -rf $(VENV); echo "Python cannot make its folder. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(call install-locked,requirements.lock)
	@$(PIP) --no-deps --no-index --no-build-isolation --editable . # built by what the lock names
	@touch $@

$(VENV)/developing: $(VENV)/installed requirements-dev.lock
	$(call install-locked,requirements-dev.lock)
	@touch $@

$(VENV)/peers: $(VENV)/developing requirements-peers.lock
	$(call install-locked,requirements-peers.lock)
	@touch $@

$(VENV)/releasing: $(VENV)/developing requirements-release.lock
	$(call install-locked,requirements-release.lock)
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

## lock: write every lock again: the newest versions allowed, each file with its hash, one version of each in all
lock: $(VENV)/releasing
	$(lock) --upgrade --output-file requirements-dev.lock pyproject.toml --group dev
	$(lock) --constraint requirements-dev.lock --output-file requirements.lock pyproject.toml --group build
	$(lock) --constraint requirements-dev.lock --output-file requirements-peers.lock --upgrade --group peers
	$(lock) --constraint requirements-dev.lock --output-file requirements-release.lock --upgrade --group release

lock = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

## installable: whether every package of requirements.lock has a wheel for each Python and system (needs a network)
installable: $(VENV)/releasing
	$(BIN)/python -m tests.installable.run

## audit: ask the public databases about known holes in what is locked (needs a network)
audit: $(VENV)/releasing
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

clean:
	rm -rf $(VENV) .venv-latest node_modules dist .pytest_cache .mypy_cache .ruff_cache
