# dondoc: `make` alone is the fast gate. Every target works in a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
PORT := 4200

.DEFAULT_GOAL := gate
.PHONY: gate setup up down demo editor test bench soak fuzz lock lint clean help

gate: setup lint ## the fast gate: ruff, mypy --strict, import-linter, unit tests and plans
	$(BIN)/pytest -q -n 2 tests/unit tests/plans tests/docs

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## make .venv with the exact, hashed dependencies

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check --disable-pip-version-check
	touch $(STAMP)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

up: setup ## start everything; the last line is the address (another port: make up PORT=4300)
	$(BIN)/dondoc up --port $(PORT)

down: setup ## stop what `make up` or `dondoc up --detach` started
	$(BIN)/dondoc down

demo: setup ## a year of Đức Phổ 2022 in less than three minutes, then its pages
	$(BIN)/dondoc demo

test: setup lint ## everything, in less than ten minutes
	$(BIN)/pytest -q -n 2 --dist loadgroup

editor: ## install the language server that tests/editor talks to (needs node and npm)
	npm ci --prefix tests/editor --ignore-scripts --no-audit --no-fund --loglevel=error

bench: setup ## ratios to a floor measured in the same run
	$(BIN)/python -m benchmarks

soak: setup ## the full counts of the kill and concurrency tests (by hand)
	$(BIN)/pytest -q --soak -k soak

fuzz: setup ## 20,000 damaged plan files (by hand; the suite has a sample)
	$(BIN)/python -m tests.fuzz

lock: setup ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file requirements.lock

clean: ## remove what the targets above made
	rm -rf $(VENV) var tests/editor/node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis
