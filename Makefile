# Octavo. `make demo` shows it, `make up` runs it, `make test` proves it. Needs Python 3.11, make and (for the browser tests) apt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help setup demo up test check bench docs messages screenshot lock clean browser

help:  ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The lock files carry every hash; a changed lock makes the environment anew.
$(VENV)/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else f"Octavo needs Python 3.11 to 3.13, this is {v.major}.{v.minor}; set PYTHON=")'
	$(PYTHON) -m venv $(VENV) || { echo "Python has no venv module: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.run  ## Install Octavo into .venv

demo: $(VENV)/.run  ## A news site made from a fictional press on this machine, offline
	$(BIN)/octavo demo --port $(PORT)

up: $(VENV)/.run  ## Read real sources and serve the site
	$(BIN)/octavo up --port $(PORT)

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  echo "Installing Debian's chromium for the browser tests"; \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	  elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	  else echo "No right to install packages: run 'apt-get install chromium' as root; browser tests are skipped until then."; fi; } || \
	  echo "Chromium could not be installed; browser tests are skipped."

test: $(VENV)/.dev browser  ## Every test, in Chromium and on PostgreSQL too
	$(BIN)/python -m pytest

check: $(VENV)/.dev  ## Lint, types, contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## Every scorer that lies beside this folder, one table
	$(BIN)/python bench/run.py

docs: $(VENV)/.dev  ## Build the documentation into site-docs/
	$(BIN)/mkdocs build --strict --site-dir site-docs

messages: $(VENV)/.dev  ## Gather every word that a page says into the languages' files, and compile them
	$(BIN)/python bench/messages.py

screenshot: $(VENV)/.dev browser  ## Make the README's picture from the demo
	$(BIN)/python bench/screenshot.py

lock:  ## Pin every dependency anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra postgres --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra postgres --group dev --group bench -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## Remove the environment and the demo's data
	rm -rf $(VENV) var/demo site-docs
