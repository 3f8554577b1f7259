# Needs Python 3.11 or newer and make. What is installed already is not installed again.
VENV ?= .venv
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
BIN = $(VENV)/bin

.PHONY: demo test quick soak check docs clean help

## make demo    build the example show and check its feed
demo: $(VENV)/.runtime
	@"$(BIN)/feedtool" build feeds/product-squad
	@"$(BIN)/feedtool" validate feeds/product-squad/public/feed.xml
	@echo "The feed lies in feeds/product-squad/public/feed.xml"

## make test    everything: style, types, floors between packages, all tests
test: check
	"$(BIN)/pytest" -q -n auto --dist worksteal

## make quick   the same without the slow tests, for while you work
quick: check
	"$(BIN)/pytest" -q -n auto --dist worksteal -m "not slow"

## make soak    kills, full disks, builds at once, damaged lock files: all of it (half an hour)
soak: $(VENV)/.dev
	PYTHONPATH=tests "$(BIN)/python" -m soak

check: $(VENV)/.dev
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"
	"$(BIN)/lint-imports" --no-cache

## make docs    write docs/reference/ and the schemas for editors again
docs: $(VENV)/.dev
	"$(BIN)/python" -m feedtool.show.json_schema
	"$(BIN)/python" -m feedtool.configuration.json_schema
	"$(BIN)/python" -m feedtool.reference.pages docs/reference
	"$(BIN)/python" docs/copy_facts.py

## make clean   remove the environment and what was built
clean:
	rm -rf "$(VENV)" build dist *.egg-info

help:
	@sed -n 's/^## //p' Makefile

$(VENV)/.runtime: pyproject.toml
	@test -n "$(PYTHON)" || { echo "feedtool needs Python 3.11 or newer; none was found" >&2; exit 1; }
	@test -x "$(BIN)/python" || "$(PYTHON)" -m venv "$(VENV)"
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --editable .
	@touch "$@"

$(VENV)/.dev: pyproject.toml
	@test -n "$(PYTHON)" || { echo "feedtool needs Python 3.11 or newer; none was found" >&2; exit 1; }
	@test -x "$(BIN)/python" || "$(PYTHON)" -m venv "$(VENV)"
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch "$(VENV)/.runtime" "$@"
