# Everything one can do here. `make setup` and `make demo` need only python3 (3.11 or newer) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo-shop
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
PIP_SELF := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation

# The stamps bear the sum of the locks: a changed lock is installed again, an unchanged one costs no time.
SUM := $(shell cat requirements.lock requirements-dev.lock | cksum | cut -d " " -f 1)
READY := $(VENV)/.ready-$(SUM)
READY_DEV := $(VENV)/.ready-dev-$(SUM)
READY_SPARK := $(VENV)/.ready-spark-$(SUM)-$(shell cksum <requirements-spark.lock | cut -d " " -f 1)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev setup-spark demo test lint format bench messages lock vendor clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -e 's/:.*## /\t/' | awk -F '\t' '{printf "  make %-11s %s\n", $$1, $$2}'

setup: $(READY) ## .venv with fba-reconcile in it

setup-dev: $(READY_DEV)

setup-spark: $(READY_SPARK) ## what tests/portable needs beside Java 17 or 21 (half a gigabyte)

demo: $(READY) ## a sample shop, reconciled, in a fresh folder demo-shop
	@rm -rf -- $(DEMO)
	@$(BIN)/fba-reconcile demo $(DEMO)

test: $(READY_DEV) ## every test that this machine has the means for
	$(BIN)/python -m pytest

lint: $(READY_DEV) ## ruff and mypy
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

format: $(READY_DEV) ## lay the code out as lint wants it
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

bench: $(READY_DEV) ## speed and memory against a bare load (long)
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.page

messages: $(READY_DEV) ## maintainers: the catalogs of the page's words, after a sentence changed
	$(BIN)/python -m maintainers.messages

lock: ## maintainers: new lock files (needs uv)
	uv pip compile pyproject.toml --quiet --upgrade --universal --generate-hashes --custom-compile-command 'make lock' \
		--extra build -o requirements.lock
	uv pip compile pyproject.toml --quiet --upgrade --universal --generate-hashes --custom-compile-command 'make lock' \
		--extra build --extra dev --extra bench -c requirements.lock -o requirements-dev.lock
	uv pip compile pyproject.toml --quiet --upgrade --universal --generate-hashes --custom-compile-command 'make lock' \
		--extra spark -c requirements-dev.lock -o requirements-spark.lock

vendor: ## maintainers: the vendored libraries anew (needs npm)
	$(PYTHON) maintainers/vendor.py

clean: ## removes .venv and the demo
	rm -rf -- $(VENV) $(DEMO) build dist

# A .venv without a stamp, or whose Python is gone, is half made: it is removed, never mended.
# A failure on the way removes it as well, so the next `make` starts clean.
$(READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "fba-reconcile needs Python 3.11 or newer; name one with 'make setup PYTHON=python3.12'." >&2; exit 1; }
	@ls $(VENV)/.ready-* >/dev/null 2>&1 && $(BIN)/python -c '' 2>/dev/null || rm -rf -- $(VENV)
	@test -d $(VENV) || $(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		line="apt-get install -y python3-venv"; \
		if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then root=""; \
		elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then root="sudo -n"; \
		else echo "Python's venv module is missing here. Install it with: sudo $$line" >&2; exit 1; fi; \
		echo "Installing python3-venv ..." >&2; \
		$$root apt-get update -qq </dev/null && \
		$$root env DEBIAN_FRONTEND=noninteractive $$line -qq </dev/null >/dev/null || { \
			echo "Python's venv module could not be installed. Install it with: sudo $$line" >&2; exit 1; }; }
	@test -d $(VENV) || { echo "Making $(VENV) (about half a minute) ..." >&2; \
		$(PYTHON) -m venv $(VENV) || { rm -rf -- $(VENV); exit 1; }; }
	@rm -f $(VENV)/.ready-*
	@$(PIP_INSTALL) -r requirements.lock && $(PIP_SELF) -e . && touch $@ || { rm -rf -- $(VENV); \
		echo "The packages could not be installed; $(VENV) was removed. Is there a network? Then: make setup" >&2; exit 1; }

$(READY_DEV): $(READY)
	@echo "Installing what the tests need ..." >&2
	@$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@

$(READY_SPARK): $(READY_DEV)
	@echo "Installing PySpark (about half a gigabyte) ..." >&2
	@$(PIP_INSTALL) -r requirements-spark.lock
	@touch $@
