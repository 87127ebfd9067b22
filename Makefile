# `make run` and `make test` set up all they need in .venv; nothing else is installed anywhere.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
NEWEST  = $(shell for p in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
            $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test double lint bench soak mutants lock words commands pictures
run: $(VENV)/run
	@if [ -n "$$DISCORD_TOKEN$$DISCORD_TOKEN_FILE" ]; then $(BIN)/onrecord run; else $(BIN)/onrecord chat; fi

test: $(VENV)/dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest

# A Discord of the tests' own, to try the bot on: docs/discord.md, at the end.
double: $(VENV)/dev
	$(BIN)/python -m tests.discord_double --port 8899

lint: $(VENV)/dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/onrecord lint

$(BIN)/python:
	@test -n "$(NEWEST)" || { echo "Python 3.11 or newer is needed: set PYTHON=/path/to/python3.11"; exit 1; }
	$(NEWEST) -m venv $(VENV)

$(VENV)/run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@ $(VENV)/run

$(VENV)/bench: requirements-bench.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@ $(VENV)/dev $(VENV)/run

# One benchmark alone: make bench-engine, bench-lookup, bench-verify, bench-discord, bench-briefings, bench-intake, bench-site,
# bench-api, bench-cite, bench-claims, bench-processes, bench-shell, bench-shifts, bench-watch, and bench-extraction GOLD=path/to/gold.jsonl
bench: $(VENV)/bench
	$(BIN)/python -m benchmarks

bench-extraction: $(VENV)/bench
	$(BIN)/python -m benchmarks.extraction $(GOLD)

bench-%: $(VENV)/bench
	$(BIN)/python -m benchmarks.$*

soak: $(VENV)/dev
	ONRECORD_SOAK=$(or $(ONRECORD_SOAK),200) $(BIN)/python -m pytest -n 0 -m soak --timeout 3600

# Guards taken away one by one: some test must fail for each. Some of them alone: make mutants GUARD=journal
mutants: $(VENV)/dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.mutants $(GUARD)

# The README's pictures, from what the bot posts to the tests' loopback Discord. Needs Chromium on the PATH.
pictures: $(VENV)/dev
	$(BIN)/python -m docs.pictures

# Texts of the program into the catalogues of its languages, and these into what is read at run time.
words: $(VENV)/dev
	$(BIN)/pybabel -q extract --no-default-keywords -k gettext -k ngettext:1,2 -k N_ --no-location --sort-output -o $(POT) bot briefs
	$(BIN)/pybabel -q update -i $(POT) -d briefs/locale -D onrecord -w 110 --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel -q compile -d briefs/locale -D onrecord
	@rm $(POT)
POT := onrecord.pot

# The tables in docs/commands.md and docs/api.md, from the definitions of the questions.
commands: $(VENV)/dev
	$(BIN)/python -m docs.command_table
	$(BIN)/python -m docs.api_tables

# The locks carry hashes and no index address. Needs uv.
lock:
	uv pip compile pyproject.toml --group build $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra log --extra metrics --extra postgresql --extra serve --group build $(LOCK) -c requirements.lock -o requirements-container.lock
	uv pip compile pyproject.toml --all-extras --group dev $(LOCK) -o requirements-dev.lock
	uv pip compile pyproject.toml --all-extras --group bench $(LOCK) -c requirements-dev.lock -o requirements-bench.lock
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q
